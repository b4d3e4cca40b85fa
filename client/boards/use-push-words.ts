import { plural } from '@lingui/core/macro'
import { useLingui } from '@lingui/react/macro'
import { useCallback } from 'react'
import { showToast } from '../ui/toasts.ts'
import { companyIn, useBoardContext } from './board-context.ts'
import type { Pushed } from './consent-question.ts'

const mostTitles = 3

/** Tasks of a partner by their titles, the first of them. */
function useTitles(): (ids: readonly string[]) => string {
  const { t } = useLingui()
  const { board } = useBoardContext()
  return useCallback(ids => {
    const titles = ids.slice(0, mostTitles).map(id => { const title = board.task(id)?.title || t`Untitled`; return t`“${title}”` }).join(', ')
    const more = ids.length - mostTitles
    return more > 0 ? `${titles} ${t`${plural(more, { one: 'and # more', other: 'and # more' })}`}` : titles
  }, [board, t])
}

export interface PushWords {
  /** what the partner is asked about before it happens */
  readonly asked: (companyId: string, ids: readonly string[]) => string
  /** what would follow, and nobody is asked about */
  readonly pushes: (companyId: string, ids: readonly string[]) => string
}

/** That tasks of a partner would end later than their slack allows: while it is only tried. */
export function usePushWords(): PushWords {
  const { t } = useLingui()
  const { companies } = useBoardContext()
  const titlesOf = useTitles()
  const nameOf = (id: string): string => companyIn({ companies }, id)?.name ?? ''
  return {
    asked: (companyId, ids) => { const [name, titles] = [nameOf(companyId), titlesOf(ids)]; return t`${name} is asked first. Past the slack: ${titles}` },
    pushes: (companyId, ids) => { const [name, titles] = [nameOf(companyId), titlesOf(ids)]; return t`Pushes tasks of ${name} past their slack: ${titles}` },
  }
}

/** Says after an act what of the partners it has pushed past its slack, and how it is taken back. */
export function useTellPushed(): (pushed: Pushed) => void {
  const { t } = useLingui()
  const { board, companies } = useBoardContext()
  const titlesOf = useTitles()
  return useCallback(pushed => {
    for (const [companyId, ids] of pushed) {
      const [name, titles] = [companyIn({ companies }, companyId)?.name ?? '', titlesOf(ids)]
      showToast({ text: t`Tasks of ${name} are now past their slack: ${titles}`, action: { label: t`Undo`, act: () => void board.undo.undo() } })
    }
  }, [board, companies, titlesOf, t])
}
