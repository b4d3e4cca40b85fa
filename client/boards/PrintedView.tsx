import { Trans } from '@lingui/react/macro'
import { type ReactNode, useEffect, useState } from 'react'
import { createPortal } from 'react-dom'
import { BoardContext, useBoardContext } from './board-context.ts'
import { BoardStore } from './board-store.ts'
import { DashboardParts } from './DashboardView.tsx'
import styles from './PrintDocument.module.css'
import { PrintedCalendar } from './PrintedCalendar.tsx'
import { hasPrivateTasks } from './printed-plan.ts'
import { useDashboard } from './use-dashboard.ts'
import { usePrintedHeading } from './use-printed-words.ts'
import { useSchedule } from './use-schedule.ts'
import { useScheduleVersion } from './use-schedule-version.ts'
import { useWorkload } from './use-workload.ts'
import { WorkloadTable } from './WorkloadView.tsx'

export type PrintedViewName = 'calendar' | 'workload' | 'dashboard'
/** of A4 */
export type PrintedPaper = 'landscape' | 'portrait'

interface Props { view: PrintedViewName, paper: PrintedPaper, withPrivate: boolean, madeAt: string, onReady: () => void }

/** A view on paper: beside the app, and the only thing that is printed while it is there. */
export function PrintedView({ withPrivate, ...rest }: Props) {
  const use = useBoardContext()
  const board = usePrintedBoard(withPrivate)
  if (!board) return null
  // Paper has no reader's own clock: it goes by the board's, which stands in the head.
  const me = { ...use.me, timeZone: board.settings().zone }
  return <BoardContext value={{ ...use, board, me }}><Pages {...rest} withPrivate={withPrivate} /></BoardContext>
}

/** Without what only the own company sees, every figure is worked out anew: hours and counts would tell of it, too. null for the moment before. */
function usePrintedBoard(withPrivate: boolean): BoardStore | null {
  const { board } = useBoardContext()
  const [own, setOwn] = useState<BoardStore | null>(null)
  const isShown = withPrivate || !hasPrivateTasks(board)
  useEffect(() => {
    if (isShown) return
    const made = new BoardStore(board.doc)
    // oxlint-disable-next-line react/set-state-in-effect -- it listens to the board for as long as it is printed
    setOwn(made)
    return () => made.close()
  }, [board, isShown])
  return isShown ? board : own
}

function Pages({ view, paper, withPrivate, madeAt, onReady }: Props) {
  const { title, workspace, date, warning } = usePrintedHeading(madeAt, { withPrivate })
  useWhenScheduled(onReady)
  const head = <div className={styles['head']}><h1>{title}</h1>{warning && <strong>{warning}</strong>}<p>{workspace} · {date}</p></div>
  return createPortal(
    <div className={styles['print']} data-print data-react-aria-top-layer>
      <div className={styles['view']} data-paper={paper}>
        {view === 'calendar' && <PrintedCalendar head={head} />}
        {view === 'workload' && <PrintedWorkload head={head} weeksAtOnce={paper === 'landscape' ? 12 : 6} />}
        {view === 'dashboard' && <PrintedDashboard head={head} />}
      </div>
    </div>, document.body)
}

/** Dates come a moment after the board; what stands on paper is told with them. */
function useWhenScheduled(act: () => void): void {
  const { schedule } = useScheduleVersion(useSchedule(useBoardContext().board))
  useEffect(() => {
    if (schedule) act()
    // oxlint-disable-next-line react/exhaustive-deps -- once, when there are dates
  }, [schedule !== null])
}

/** So many weeks side by side as the paper takes; the others on the next page. */
function PrintedWorkload({ head, weeksAtOnce }: { head: ReactNode, weeksAtOnce: number }) {
  const { weeks, load, thisWeek } = useWorkload()
  const parts = Array.from({ length: Math.ceil(weeks.length / weeksAtOnce) }, (_, at) => at * weeksAtOnce)
  const cut = <T,>(list: readonly T[], from: number): readonly T[] => list.slice(from, from + weeksAtOnce)
  return parts.map(from => (
    <section key={from} className={styles['load']}>
      {head}
      <WorkloadTable weeks={cut(weeks, from)} thisWeek={thisWeek} load={load.map(company => ({ ...company, weeks: cut(company.weeks, from), people: company.people.map(person => ({ ...person, weeks: cut(person.weeks, from) })) }))} />
      <p><Trans>Hours planned of the hours that calendars hold.</Trans></p>
    </section>
  ))
}

function PrintedDashboard({ head }: { head: ReactNode }) {
  const { tasks, progress } = useDashboard()
  return (
    <div className={styles['dashboard']}>
      {head}
      {tasks.length === 0 ? <p><Trans>No tasks are shown.</Trans></p> : <DashboardParts tasks={tasks} progress={progress} />}
    </div>
  )
}
