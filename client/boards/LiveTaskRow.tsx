import { CalendarClock, Ellipsis, GripVertical } from 'lucide-react'
import { useLingui } from '@lingui/react/macro'
import { mostTitle, type Task } from '@kopa/shared/boards/task.ts'
import type { LiveTaskField, LiveTaskList } from '@kopa/shared/pages/live-tasks.ts'
import { type KeyboardEvent, lazy, type ReactNode, Suspense, useRef, useState } from 'react'
import { Avatar } from '../ui/Avatar.tsx'
import { CompanyMark } from '../ui/CompanyMark.tsx'
import { Icon } from '../ui/Icon.tsx'
import { AnchoredMenu } from '../ui/Menu.tsx'
import { columnIn, companyIn, personIn, useBoardContext } from './board-context.ts'
import { stageIn } from './board-store.ts'
import type { PickerKind } from './board-ui.ts'
import { Due } from './CardFace.tsx'
import { LabelChip } from './LabelChip.tsx'
import type { ListGroup } from './live-list-lines.ts'
import styles from './LiveTaskList.module.css'
import { PrivateMark } from './PrivateMark.tsx'
import { useLiveRowMenu } from './use-live-row-menu.ts'
import { useColumns, useLabels, useTask } from './use-board.ts'
import { priorityIcons, stageIcons, usePriorityNames } from './use-board-words.ts'
import { useRowDrag } from './use-row-drag.ts'
import type { ListActs } from './use-live-list.ts'

/** The scheduler comes with the first list of milestones. */
const MilestoneDates = lazy(async () => ({ default: (await import('./MilestoneDates.tsx')).MilestoneDates }))

export interface RowProps { id: string, index: number, group: ListGroup, list: LiveTaskList, acts: ListActs }

/** One task of a list in a page: done or not, its title and what else is asked for, changed where they stand. */
export function LiveTaskRow({ id, index, group, list, acts }: RowProps) {
  const { t } = useLingui()
  const { board, mayEdit } = useBoardContext()
  const task = useTask(board, id)
  const columns = useColumns(board)
  const row = useRef<HTMLLIElement>(null)
  const drag = useRowDrag(row, to => acts.place(group, id, to))
  const place = (to: number): void => { if (to >= 0 && to < group.tasks.length) acts.place(group, id, to) }
  if (!task) return null
  const isDone = stageIn(columns, task.column) === 'done'
  const title = task.title || t`Untitled`
  function onKeyDown(event: KeyboardEvent): void {
    const step = { ArrowUp: -1, ArrowDown: 1 }[event.key]
    if (step === undefined || event.ctrlKey || event.metaKey || event.shiftKey) return
    event.preventDefault()
    if (event.altKey) { if (mayEdit) place(index + step) } else goTo(event.currentTarget, step)
  }
  return (
    // The fields inside are what one comes to; this only hears their keys.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <li ref={row} data-task={id} data-done={isDone || undefined} data-dragged={drag.isDragged || undefined} className={styles['row']} onKeyDown={onKeyDown}>
      {mayEdit && <span className={styles['grip']} title={t`Drag, or Alt and an arrow`} aria-hidden="true" {...drag.grip}><Icon of={GripVertical} size={14} /></span>}
      <input type="checkbox" checked={isDone} disabled={!mayEdit || !columns.some(({ stage }) => stage === 'done')} aria-label={t`Done: ${title}`} onChange={() => acts.toggle(task)} />
      <RowTitle task={task} />
      <PrivateMark id={id} />
      <span className={styles['values']}>
        {list.show === 'milestones' && <Suspense><MilestoneDates task={task} /></Suspense>}
        {list.fields.filter(field => !(field === 'column' && list.group === 'column')).map(field => <RowValue key={field} field={field} task={task} />)}
      </span>
      <RowMenu task={task} place={place} index={index} />
    </li>
  )
}

/** To the title of the row before or behind, over groups. */
function goTo(row: Element, step: number): void {
  const rows = [...row.closest('section')?.querySelectorAll('[data-task]') ?? []]
  rows[rows.indexOf(row) + step]?.querySelector<HTMLElement>('[data-title]')?.focus()
}

function RowTitle({ task }: { task: Task }) {
  const { t } = useLingui()
  const { acts, mayEdit, openTask } = useBoardContext()
  if (!mayEdit) return <button type="button" data-title dir="auto" className={styles['title']} onClick={() => openTask(task.id)}>{task.title || t`Untitled`}</button>
  return (
    <input
      data-live data-title dir="auto" value={task.title} maxLength={mostTitle} aria-label={t`Title of the task`} placeholder={t`Untitled`} className={styles['title']} onChange={event => acts.rename(task.id, event.target.value)}
      onKeyDown={event => { if (event.key === 'Enter' && !event.nativeEvent.isComposing) { event.preventDefault(); openTask(task.id) } }}
    />
  )
}

function RowMenu({ task, place, index }: { task: Task, place: (to: number) => void, index: number }) {
  const { t } = useLingui()
  const button = useRef<HTMLButtonElement>(null)
  const [isOpen, setIsOpen] = useState(false)
  const menu = useLiveRowMenu(task, { up: () => place(index - 1), down: () => place(index + 1) })
  const title = task.title || t`Untitled`
  const label = t`Actions for ${title}`
  return (
    <>
      <button ref={button} type="button" aria-label={label} aria-haspopup="menu" aria-expanded={isOpen} className={styles['dots']} onClick={() => setIsOpen(true)}><Icon of={Ellipsis} /></button>
      {isOpen && <AnchoredMenu label={label} acts={menu} anchor={button} onClose={() => setIsOpen(false)} />}
    </>
  )
}

function RowValue({ field, task }: { field: LiveTaskField, task: Task }) {
  const { t } = useLingui()
  const use = useBoardContext()
  const columns = useColumns(use.board)
  const labels = useLabels(use.board).filter(({ id }) => task.labels.includes(id))
  const names = usePriorityNames()
  const company = companyIn(use, task.companyId)
  const people = task.assignees.flatMap(({ userId }) => personIn(use, userId) ?? [])
  const column = columnIn(columns, task.column)
  switch (field) {
    case 'column': return <Value task={task} kind="column" name={t`Column`}>{column && <><Icon of={stageIcons[column.stage]} size={14} />{column.title || t`Untitled`}</>}</Value>
    case 'deadline': return <Value task={task} kind="deadline" name={t`Deadline`}>{task.deadline ? <Due task={task} /> : <Quiet><Icon of={CalendarClock} size={14} /></Quiet>}</Value>
    case 'company': return <Value task={task} kind="company" name={t`Responsible company`}>{company ? <><CompanyMark name={company.name} color={company.color} size="small" isNamed />{company.name}</> : <Quiet>{t`No company`}</Quiet>}</Value>
    case 'people': return <Value task={task} kind="people" name={t`Assigned to`}>{people.length === 0 ? <Quiet>{t`Nobody`}</Quiet> : people.slice(0, 3).map(person => <Avatar key={person.userId} name={person.name} company={companyIn(use, person.companyId)} size="small" />)}{people.length > 3 && <small>+{people.length - 3}</small>}</Value>
    case 'priority': return <Value task={task} kind="priority" name={t`Priority`}>{task.priority ? <><Icon of={priorityIcons[task.priority]} size={14} />{names[task.priority]}</> : <Quiet>{t`No priority`}</Quiet>}</Value>
    case 'labels': return <Value task={task} kind="labels" name={t`Labels`}>{labels.map(label => <LabelChip key={label.id} label={label} />)}</Value>
  }
}

const Quiet = ({ children }: { children: ReactNode }) => <span className={styles['quiet']}>{children}</span>

function Value({ task, kind, name, children }: { task: Task, kind: PickerKind, name: string, children: ReactNode }) {
  const { t } = useLingui()
  const { ui, mayEdit } = useBoardContext()
  if (!mayEdit) return <span data-kind={kind} className={styles['value']}>{children}</span>
  return <button type="button" data-kind={kind} aria-haspopup="dialog" className={styles['value']} onClick={event => ui.change({ picker: { kind, ids: [task.id], anchor: event.currentTarget } })}><span className="visually-hidden">{t`Change: ${name}`}</span>{children}</button>
}
