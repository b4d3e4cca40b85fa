import { plural } from '@lingui/core/macro'
import { useLingui } from '@lingui/react/macro'
import { showToast } from '../ui/toasts.ts'
import { useActWords } from './act-words.ts'
import { type BoardUse, useBoardContext } from './board-context.ts'
import { boardsApi } from './boards-queries.ts'
import { useUndo } from './use-undo.ts'

/**
 * Each is a page of its own, which the server makes: it comes a moment later, and not where it cannot be reached. In a sandbox nothing is made.
 * One that is refused stops none of the others. Answers what stayed behind, by why.
 */
async function copyDescriptions({ board, acts, place, whatIf }: BoardUse, copies: ReadonlyMap<string, string>): Promise<string[]> {
  const described = whatIf.sandbox ? [] : [...copies].filter(([from]) => typeof board.task(from)?.pageId === 'string')
  const refused: string[] = []
  for (const [from, to] of described) {
    try {
      const { pageId } = await boardsApi.openTaskPage({ ...place, taskId: to, isInSide: board.isPrivate(to), copyOf: from })
      if (board.task(to)) acts.setPage(to, pageId)
    } catch (error) {
      refused.push(error instanceof Error ? error.message : String(error))
    }
  }
  return refused
}

/** Copies tasks, says so, and offers to undo it. Answers the ids of the copies. */
export function useDuplicate(): (ids: readonly string[]) => readonly string[] {
  const { t } = useLingui()
  const use = useBoardContext()
  const { board, ui, acts } = use
  const words = useActWords()
  const { undo } = useUndo()
  const tellLeft = ([reason, ...others]: readonly string[]): void => {
    if (reason === undefined) return
    const left = others.length + 1
    showToast({ tone: 'refused', text: t`${plural(left, { one: '# description was not copied.', other: '# descriptions were not copied.' })} ${reason}` })
  }
  return ids => {
    const { made, copies } = acts.duplicate(ids)
    if (made.length === 0) return []
    ui.clearSelection()
    void copyDescriptions(use, copies).then(tellLeft)
    showToast({ about: 'undo', text: words.added(made.map(id => ({ title: board.task(id)?.title ?? '' }))), action: { label: t`Undo`, act: undo } })
    return made
  }
}
