import { AlarmClock, ChevronDown, ChevronRight, Diamond, Diff, Ellipsis, type LucideIcon, Route } from 'lucide-react'
import { Trans, useLingui } from '@lingui/react/macro'
import type { Row } from '@kopa/shared/boards/outline.ts'
import type { Task } from '@kopa/shared/boards/task.ts'
import { type CSSProperties, memo, type MouseEvent } from 'react'
import { useLocale } from 'react-aria-components/I18nProvider'
import { Icon } from '../ui/Icon.tsx'
import { useBoardContext, useUi } from './board-context.ts'
import { DatedBar } from './DatedBar.tsx'
import styles from './DatedList.module.css'
import { Marks } from './GanttCells.tsx'
import { useCursor, useGanttContext } from './gantt-context.ts'
import { CellEditor } from './GanttRow.tsx'
import { type PlanFacts, tellDays } from './plan-facts.ts'
import { PeopleAt } from './PeopleAt.tsx'
import { PrivateMark } from './PrivateMark.tsx'
import { useDelay } from './use-baseline.ts'
import { useTask } from './use-board.ts'
import { useHereWords } from './use-here-words.ts'
import { useTellLength } from './use-gantt-words.ts'
import { usePlanFacts, useTellDue, useTellRow } from './use-plan-facts.ts'
import { usePlanWords } from './use-plan-words.ts'

interface Props { index: number, row: Row<Task>, isActive: boolean, /** the one we are in: it is not told */ year: number }

/** A task of the plan with its dates; a touch opens it. */
export const DatedRow = memo(function DatedRow({ row, ...rest }: Props) {
  const task = useTask(useBoardContext().board, row.task.id)
  return task ? <TaskInRow {...rest} task={task} level={row.level} hasChildren={row.hasChildren} /> : null
})

interface RowProps extends Omit<Props, 'row'> { task: Task, level: number, hasChildren: boolean }

function TaskInRow({ index, task, level, hasChildren, isActive, year }: RowProps) {
  const { locale } = useLocale()
  const { scene, cursor, open } = useGanttContext()
  const { mayEdit } = useBoardContext()
  const { id } = task
  const [facts, tell] = [usePlanFacts(task), useTellRow()]
  const isSelected = useUi(({ selected }) => selected.has(id))
  const isEditing = useCursor(state => state.id === id && state.isEditing) && mayEdit
  const onClick = useRowClick(id)
  const here = useHereWords(id)
  const delay = useDelay(scene.schedule, id)
  const days = facts ? tellDays(locale, facts, year) : ''
  return (
    // The keyboard is listened to once, for the whole list.
    // oxlint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/interactive-supports-focus
    <div
      id={`gantt-${id}`} role="row" aria-label={[tell(task, facts, days), here].filter(Boolean).join(', ')} aria-rowindex={index + 1} aria-level={level + 1} aria-selected={isSelected} aria-describedby={delay ? `gantt-${id}-delay` : undefined} {...hasChildren ? { 'aria-expanded': !scene.isFolded(id) } : {}}
      className={styles['row']} data-active={isActive || undefined} data-selected={isSelected || undefined} style={{ '--level': Math.min(level, deepest) } as CSSProperties} onClick={isEditing ? undefined : onClick}
      onContextMenu={event => { event.preventDefault(); cursor.goTo(id, null); open.change({ menu: { id, anchor: event.currentTarget } }) }}
    >
      <Fold task={task} hasChildren={hasChildren} />
      <span role="gridcell" className={styles['what']}>
        {isEditing ? <CellEditor task={task} column="title" /> : <Title task={task} isSummary={hasChildren} />}
        <When task={task} facts={facts} days={days} delay={delay?.words ?? null} />
        {facts && <DatedBar task={task} facts={facts} />}
      </span>
      <span role="gridcell" className={styles['whose']}><PeopleAt id={id} isTold isBrief /><Marks task={task} kind="company" /><Marks task={task} kind="people" /></span>
      <MenuButton task={task} />
      {delay && <small hidden id={`gantt-${id}-delay`}>{delay.sentence}</small>}
    </div>
  )
}

/** Deeper rows are not put in further: the titles need the room. */
const deepest = 5

function useRowClick(id: string): (event: MouseEvent) => void {
  const { scene, cursor } = useGanttContext()
  const { ui, openTask } = useBoardContext()
  return event => {
    cursor.goTo(id, null)
    ui.change({ at: id })
    if (event.ctrlKey || event.metaKey) ui.toggle(id)
    else if (event.shiftKey) ui.extendTo(id, scene.rows().map(({ task }) => task.id))
    else openTask(id)
  }
}

function Fold({ task: { id, title }, hasChildren }: { task: Task, hasChildren: boolean }) {
  const { t } = useLingui()
  const { scene } = useGanttContext()
  const [isFolded, name] = [scene.isFolded(id), title || t`Untitled`]
  return (
    <span role="gridcell" className={styles['fold']}>
      {hasChildren && <button type="button" tabIndex={-1} aria-label={isFolded ? t`Unfold ${name}` : t`Fold ${name}`} onClick={event => { event.stopPropagation(); scene.toggle(id) }}><Icon of={isFolded ? ChevronRight : ChevronDown} /></button>}
    </span>
  )
}

function Title({ task: { id, title }, isSummary }: { task: Task, isSummary: boolean }) {
  const { t } = useLingui()
  return <span className={styles['title']}><span dir="auto" data-summary={isSummary || undefined} data-untitled={!title || undefined}>{title || t`Untitled`}</span><PrivateMark id={id} /></span>
}

function When({ task, facts, days, delay }: { task: Task, facts: PlanFacts | null, days: string, /** compared with the baseline */ delay: string | null }) {
  const { t } = useLingui()
  const [tellLength, words] = [useTellLength(), usePlanWords()]
  if (!facts) return <NotPlanned task={task} />
  const { kind, length, isCritical, isLate } = facts
  return (
    <span className={styles['when']}>
      <span>{days}</span>
      {kind === 'milestone' ? <Mark icon={Diamond} name={t`Milestone`} /> : <span>{tellLength(length.minutes, length.isElapsed)}</span>}
      {kind !== 'milestone' && facts.percent > 0 && <span>{words.percent(facts.percent)}</span>}
      {delay !== null && <span className={styles['delay']}><Mark icon={Diff} name={t`Baseline`} /><span>{delay}</span></span>}
      {isCritical && <Mark icon={Route} name={t`critical`} />}
      {isLate && <span className={styles['late']}><Icon of={AlarmClock} size={14} /><Trans>after its deadline</Trans></span>}
    </span>
  )
}

function NotPlanned({ task }: { task: Task }) {
  const { t } = useLingui()
  const told = useTellDue()(task)
  const due = told?.text ?? ''
  return (
    <span className={styles['when']}>
      {told && <span title={told.exact} className={told.tone === 'late' ? styles['late'] : undefined}>{t`due ${due}`}</span>}
      <span><Trans>not planned</Trans></span>
    </span>
  )
}

const Mark = ({ icon, name }: { icon: LucideIcon, name: string }) => <span role="img" aria-label={name} title={name} className={styles['mark']}><Icon of={icon} size={14} /></span>

function MenuButton({ task: { id, title } }: { task: Task }) {
  const { t } = useLingui()
  const { open } = useGanttContext()
  const name = title || t`Untitled`
  return (
    <span role="gridcell" className={styles['more']}>
      <button type="button" tabIndex={-1} aria-haspopup="menu" aria-label={t`Actions for ${name}`} onClick={event => { event.stopPropagation(); open.change({ menu: { id, anchor: event.currentTarget } }) }}><Icon of={Ellipsis} /></button>
    </span>
  )
}
