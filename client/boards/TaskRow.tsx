import { CalendarClock, Ellipsis } from 'lucide-react'
import { useLingui } from '@lingui/react/macro'
import type { Task } from '@kopa/shared/boards/task.ts'
import { memo, type ReactNode, useLayoutEffect, useRef } from 'react'
import { Avatar } from '../ui/Avatar.tsx'
import { CompanyMark } from '../ui/CompanyMark.tsx'
import { Icon } from '../ui/Icon.tsx'
import { companyIn, personIn, useBoardContext, useShownCards, useUi } from './board-context.ts'
import type { PickerKind, Spot } from './board-ui.ts'
import { Due } from './CardFace.tsx'
import { InlineInput } from './InlineInput.tsx'
import { LabelChip } from './LabelChip.tsx'
import { PeopleAt } from './PeopleAt.tsx'
import { PrivateMark } from './PrivateMark.tsx'
import { SubtaskOf } from './SubtaskOf.tsx'
import styles from './TaskList.module.css'
import { useLabels, useTask } from './use-board.ts'
import { priorityIcons, usePriorityNames } from './use-board-words.ts'
import { useCardLabel } from './use-card-label.ts'

interface Props extends Spot { index: number }

/** One task as a row: every value is changed where it stands. */
export const TaskRow = memo(function TaskRow({ cell, id, index }: Props) {
  const { t } = useLingui()
  const { board, ui, acts, openTask, mayEdit } = useBoardContext()
  const shown = useShownCards()
  const task = useTask(board, id)
  const element = useRef<HTMLDivElement>(null)
  const isTabStop = useUi(({ focus }) => focus?.id === id && focus.cell === cell)
  const isSelected = useUi(({ selected }) => selected.has(id))
  const isRenaming = useUi(({ renaming }) => renaming === id)
  const label = useCardLabel(task)
  useLayoutEffect(() => { if (ui.takeFocus({ cell, id })) element.current?.focus() })
  if (!task) return null
  const title = task.title || t`Untitled`
  const stopRenaming = (): void => { ui.change({ renaming: null }); ui.goTo({ cell, id }) }
  return (
    // The keyboard is listened to once, for the whole list.
    // oxlint-disable-next-line jsx-a11y/click-events-have-key-events
    <div
      ref={element} role="row" data-card={id} tabIndex={isTabStop ? 0 : -1} aria-label={label} aria-selected={isSelected} aria-rowindex={index + 1} data-selected={isSelected || undefined} className={styles['row']}
      onClick={event => { if (event.ctrlKey || event.metaKey) ui.toggle(id); else if (event.shiftKey) ui.extendTo(id, shown.cards(cell)); else openTask(id) }}
      onFocus={event => { if (event.target === event.currentTarget) ui.standOn({ cell, id }) }}
      onContextMenu={event => { event.preventDefault(); ui.change({ menu: { cell, id, anchor: event.currentTarget } }) }}
    >
      <div role="gridcell" className={styles['title']}>
        <input type="checkbox" tabIndex={-1} checked={isSelected} aria-label={t`Select “${title}”`} onClick={event => event.stopPropagation()} onChange={() => { ui.toggle(id); ui.goTo({ cell, id }) }} />
        {isRenaming
          // oxlint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/no-static-element-interactions -- a click into the field is not one on the row
          ? <span className={styles['renaming']} onClick={event => event.stopPropagation()}><InlineInput label={t`Title of the task`} value={task.title} maxLength={500} onDone={next => { acts.rename(id, next); stopRenaming() }} onCancel={stopRenaming} /></span>
          // oxlint-disable-next-line jsx-a11y/no-static-element-interactions -- F2 does the same
          : <span className={task.title ? styles['words'] : `${styles['words']} ${styles['untitled']}`} onDoubleClick={() => { if (mayEdit) ui.change({ renaming: id }) }}>{title}</span>}
        <SubtaskOf task={task} className={styles['parent']} />
        <PrivateMark id={id} />
        <PeopleAt id={id} isTold />
      </div>
      <Values task={task} />
      <div role="gridcell" className={styles['more']}>
        <button type="button" tabIndex={-1} aria-label={t`Actions for ${title}`} aria-haspopup="menu" onClick={event => { event.stopPropagation(); ui.change({ menu: { cell, id, anchor: event.currentTarget } }) }}><Icon of={Ellipsis} /></button>
      </div>
    </div>
  )
})

function Values({ task }: { task: Task }) {
  const { t } = useLingui()
  const use = useBoardContext()
  const labels = useLabels(use.board).filter(({ id }) => task.labels.includes(id))
  const company = companyIn(use, task.companyId)
  const names = usePriorityNames()
  const people = task.assignees.flatMap(({ userId }) => personIn(use, userId) ?? [])
  return (
    <>
      <Value task={task} kind="labels" name={t`Labels`} isWide>{labels.slice(0, 2).map(label => <LabelChip key={label.id} label={label} />)}{labels.length > 2 && <small>+{labels.length - 2}</small>}</Value>
      <Value task={task} kind="priority" name={t`Priority`}>{task.priority && <><Icon of={priorityIcons[task.priority]} size={14} /><span className={styles['named']}>{names[task.priority]}</span></>}</Value>
      <Value task={task} kind="deadline" name={t`Deadline`}>{task.deadline ? <Due task={task} /> : <span className={styles['quiet']}><Icon of={CalendarClock} size={14} /></span>}</Value>
      <Value task={task} kind="company" name={t`Responsible company`}>{company && <><CompanyMark name={company.name} color={company.color} size="small" isNamed /><span className={`${styles['words']} ${styles['named']}`}>{company.name}</span></>}</Value>
      <Value task={task} kind="people" name={t`Assigned to`}>{people.slice(0, 3).map(person => <Avatar key={person.userId} name={person.name} company={companyIn(use, person.companyId)} size="small" />)}{people.length > 3 && <small>+{people.length - 3}</small>}</Value>
    </>
  )
}

function Value({ task, kind, name, isWide, children }: { task: Task, kind: PickerKind, name: string, isWide?: boolean, children: ReactNode }) {
  const { t } = useLingui()
  const { ui, mayEdit } = useBoardContext()
  return (
    <div role="gridcell" data-kind={kind} data-wide={isWide} className={styles['value']}>
      {mayEdit
        ? <button type="button" tabIndex={-1} aria-haspopup="dialog" onClick={event => { event.stopPropagation(); ui.change({ picker: { kind, ids: ui.targets(task.id), anchor: event.currentTarget } }) }}><span className="visually-hidden">{t`Change: ${name}`}</span>{children}</button>
        : <span>{children}</span>}
    </div>
  )
}
