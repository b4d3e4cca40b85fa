import { TriangleAlert } from 'lucide-react'
import { useLingui } from '@lingui/react/macro'
import { linkText } from '@kopa/shared/boards/plan-words.ts'
import type { Task } from '@kopa/shared/boards/task.ts'
import { memo, type ReactNode, useMemo, useSyncExternalStore } from 'react'
import { useLocale } from 'react-aria-components/I18nProvider'
import { Avatar } from '../ui/Avatar.tsx'
import { CompanyMark } from '../ui/CompanyMark.tsx'
import { Icon } from '../ui/Icon.tsx'
import { companyIn, personIn, useBoardContext } from './board-context.ts'
import styles from './GanttCell.module.css'
import { useGanttContext } from './gantt-context.ts'
import type { GanttColumn } from './gantt-cursor.ts'
import { numbersIn } from './gantt-header.ts'
import { PeopleAt } from './PeopleAt.tsx'
import { PrivateMark } from './PrivateMark.tsx'
import { tellPlanDay } from './use-plan-cells.ts'
import { usePredecessors } from './use-gantt-predecessors.ts'
import { useTellLength } from './use-gantt-words.ts'
import { useDates, useSkippedLinks } from './use-schedule.ts'

type DatedColumn = 'duration' | 'start' | 'finish'
interface Props { task: Task, column: Exclude<GanttColumn, DatedColumn> }

/** What stands in a cell of the plan. */
export const CellContent = memo(function CellContent({ task, column }: Props) {
  switch (column) {
    case 'title': return <Title task={task} />
    case 'waits': return <Predecessors task={task} />
    case 'percent': return <Percent task={task} />
    case 'company': case 'people': return <Chosen task={task} kind={column} />
  }
})

function Title({ task: { id, title } }: { task: Task }) {
  const { t } = useLingui()
  const { schedule } = useGanttContext().scene
  const subscribe = useMemo(() => schedule.watch(`dates ${id}`), [schedule, id])
  const isSummary = useSyncExternalStore(subscribe, () => schedule.dates(id)?.isSummary ?? false)
  return <><span title={title} data-summary={isSummary || undefined}>{title || t`Untitled`}</span><PrivateMark id={id} /><PeopleAt id={id} isBrief /></>
}

/** What follows from its dates, in the words of the reader: one look at them for three cells. */
export function useDatedCells(task: Task): Record<DatedColumn, ReactNode> {
  const { t } = useLingui()
  const { locale } = useLocale()
  const dates = useDates(useGanttContext().scene.schedule, task.id)
  const tellLength = useTellLength()
  if (!dates) return { duration: '', start: '', finish: '' }
  const length = dates.isSummary ? <SummaryLength task={task} start={dates.start} finish={dates.finish} /> : dates.finish === dates.start ? t`Milestone` : tellLength(task.plan?.duration ?? 480, task.plan?.isElapsed ?? false)
  return { duration: length, start: tellPlanDay(locale, dates.start), finish: tellPlanDay(locale, dates.finish) }
}

/** The working time it spans; calendars that change may leave its dates as they are. */
function SummaryLength({ task, start, finish }: { task: Task, start: number, finish: number }) {
  const { scene } = useGanttContext()
  const tellLength = useTellLength()
  return tellLength(useSyncExternalStore(scene.subscribe, () => scene.spanOf(task, { start, finish })), false)
}

/** '3', '5SS+2d': by the numbers before the titles. A link that is not followed is marked. */
function Predecessors({ task: { id } }: { task: Task }) {
  const { t } = useLingui()
  const { scene } = useGanttContext()
  const { board } = useBoardContext()
  const links = usePredecessors(board, id)
  const skipped = useSkippedLinks(scene.schedule)
  const passed = links.some(link => skipped.has(link.id) && board.task(link.from)?.removed === null)
  const circle = t`A link here is passed over: together with others it closes a circle.`
  // The numbers change with rows that come and go elsewhere.
  const words = useSyncExternalStore(scene.subscribe, () => links.map(({ from, type, lag }) => linkText({ number: scene.numberOf(from) ?? 0, type, lag })).join(', '))
  return <>{passed && <span role="img" aria-label={circle} title={circle} className={styles['flag']}><Icon of={TriangleAlert} size={14} /></span>}{words}</>
}

function Percent({ task }: { task: Task }) {
  const { locale } = useLocale()
  const { scene } = useGanttContext()
  const percent = useSyncExternalStore(scene.subscribe, () => scene.percentOf(task))
  return percent === 0 ? null : numbersIn(locale, { style: 'percent' }).format(percent / 100)
}

/** Its name is what it does and what stands in it: who is chosen is read out, too. */
function Chosen({ task, kind }: { task: Task, kind: 'company' | 'people' }) {
  const { t } = useLingui()
  const { ui, mayEdit } = useBoardContext()
  const name = kind === 'company' ? t`Responsible company` : t`Assigned to`
  if (!mayEdit) return <Marks task={task} kind={kind} />
  return (
    <button
      type="button" tabIndex={-1} aria-haspopup="dialog" className={styles['pick']}
      onClick={event => ui.change({ picker: { kind, ids: ui.targets(task.id), anchor: event.currentTarget } })}
    >
      <span className="visually-hidden">{t`Change: ${name}`}</span>
      <Marks task={task} kind={kind} />
    </button>
  )
}

/** Whose it is: the company, or those who do it. */
export function Marks({ task, kind }: { task: Task, kind: 'company' | 'people' }) {
  const use = useBoardContext()
  const company = companyIn(use, task.companyId)
  if (kind === 'company') return company ? <CompanyMark name={company.name} color={company.color} size="small" /> : null
  const people = task.assignees.flatMap(({ userId }) => personIn(use, userId) ?? [])
  return <>{people.slice(0, 2).map(person => <Avatar key={person.userId} name={person.name} company={companyIn(use, person.companyId)} size="small" />)}{people.length > 2 && <small>+{people.length - 2}</small>}</>
}
