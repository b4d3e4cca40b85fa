import { Plural, Trans, useLingui } from '@lingui/react/macro'
import type { Tally } from '@kopa/shared/boards/dashboard.ts'
import type { Task } from '@kopa/shared/boards/task.ts'
import { type ReactNode, useId, useState } from 'react'
import { useLocale } from 'react-aria-components/I18nProvider'
import { AnchoredMenu } from '../ui/Menu.tsx'
import { useBoardContext } from './board-context.ts'
import type { Counted } from './dashboard-links.ts'
import { DashboardCount } from './DashboardCount.tsx'
import styles from './DashboardView.module.css'
import { useBoardSettings } from './use-board.ts'
import { usePlanEnd } from './use-dashboard.ts'
import { useShareWords } from './use-share-words.ts'

/** What one asks first: how much is done, what is late, what comes next, and when all of it ends. */
export function DashboardFigures({ total, tasks }: { total: Tally, tasks: readonly Task[] }) {
  const heading = useId()
  const { t } = useLingui()
  const tellShare = useShareWords()
  const { all, done, late, soon, undated } = total
  return (
    <section aria-labelledby={heading}>
      <h2 id={heading}><Trans>Progress</Trans></h2>
      <ul className={styles['figures']}>
        <Figure count={done} of={{ state: 'done' }} name={t({ context: 'of tasks', message: 'Done' })} told={t`${done} of ${all}`} note={tellShare(done, all)} share={done / all} />
        <Figure count={late} of={{ due: 'overdue' }} name={t`Late`} told={`${late}`} note={<Plural value={late} one="task past its deadline" other="tasks past their deadline" />} isBad={late > 0} />
        <Figure count={soon} of={{ due: 'week', state: 'open' }} name={t`Due within a week`} told={`${soon}`} note={<Plural value={soon} one="task that is not done" other="tasks that are not done" />} />
        <Figure count={undated} of={{ due: 'none', state: 'open' }} name={t`No deadline`} told={`${undated}`} note={<Plural value={undated} one="task that is not done" other="tasks that are not done" />} />
        <EndOfPlan tasks={tasks} />
      </ul>
    </section>
  )
}

interface FigureProps { count: number, of: Counted, name: string, told: string, note: ReactNode, share?: number, isBad?: boolean }

function Figure({ count, of, name, told, note, share, isBad }: FigureProps) {
  return (
    <li data-bad={isBad || undefined}>
      <DashboardCount count={count} of={of}>
        <span className={styles['name']}>{name}</span>
        <strong>{told}</strong>
      </DashboardCount>
      {share !== undefined && <span aria-hidden="true" className={styles['bar']}><span style={{ inlineSize: `${share * 100}%` }} /></span>}
      <span className={styles['note']}>{note}</span>
    </li>
  )
}

/** The whole plan, whatever is filtered; against the finish that the board is planned back from, if it is. */
function EndOfPlan({ tasks }: { tasks: readonly Task[] }) {
  const { locale } = useLocale()
  const { board } = useBoardContext()
  const { finish, missed } = usePlanEnd(tasks)
  const settings = useBoardSettings(board)
  if (finish === null) return null
  const deadline = settings.finish === null ? null : Date.parse(`${settings.finish}:00Z`) / 60_000
  const day = (minutes: number): string => new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'short', year: 'numeric', timeZone: 'UTC' }).format(minutes * 60_000)
  const wanted = deadline === null ? '' : day(deadline)
  const late = deadline === null ? 0 : Math.max(0, Math.ceil((finish - deadline) / 1440))
  return (
    <li data-bad={late > 0 || undefined} className={styles['end']}>
      <span><span className={styles['name']}><Trans>The plan ends</Trans></span><strong>{day(finish)}</strong></span>
      {deadline !== null && <span className={styles['note']}>{late > 0 ? <Plural value={late} one={`# day after ${wanted}`} other={`# days after ${wanted}`} /> : <Trans>by {wanted}, as planned</Trans>}</span>}
      {missed.length > 0 && <Missed ids={missed} />}
    </li>
  )
}

/** No filter says it, so they are named here. */
function Missed({ ids }: { ids: readonly string[] }) {
  const { t } = useLingui()
  const { board, openTask } = useBoardContext()
  const [anchor, setAnchor] = useState<Element | null>(null)
  const acts = ids.slice(0, 50).map(id => ({ id, label: board.task(id)?.title || t`Untitled`, act: () => openTask(id) }))
  return (
    <>
      <button type="button" aria-haspopup="menu" className={styles['missed']} onClick={event => setAnchor(event.currentTarget)}><Plural value={ids.length} one="# task would end after its deadline" other="# tasks would end after their deadline" /></button>
      {anchor && <AnchoredMenu label={t`Planned to end after their deadline`} anchor={{ current: anchor }} onClose={() => setAnchor(null)} acts={acts} />}
    </>
  )
}
