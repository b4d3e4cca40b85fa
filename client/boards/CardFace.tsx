import { CalendarClock, ListChecks, ListTree, Paperclip, Repeat2 } from 'lucide-react'
import { plural } from '@lingui/core/macro'
import { useLingui } from '@lingui/react/macro'
import type { Task } from '@kopa/shared/boards/task.ts'
import { Avatar } from '../ui/Avatar.tsx'
import { CompanyMark } from '../ui/CompanyMark.tsx'
import { Icon } from '../ui/Icon.tsx'
import { stageIn } from './board-store.ts'
import { companyIn, personIn, useBoardContext } from './board-context.ts'
import styles from './Card.module.css'
import { LabelChip } from './LabelChip.tsx'
import { PeopleAt } from './PeopleAt.tsx'
import { PrivateMark } from './PrivateMark.tsx'
import { SubtaskOf } from './SubtaskOf.tsx'
import { useIsPrivate, useLabels, useSubtaskCount } from './use-board.ts'
import { priorityIcons, usePriorityNames } from './use-board-words.ts'
import { useDueWords } from './use-due-words.ts'

const mostPeople = 3

/** What a card shows: the title, whose it is, when it is due, and how far it is. Nothing else unless asked for. */
export function CardFace({ task, isCompact }: { task: Task, isCompact: boolean }) {
  const { t } = useLingui()
  const { board } = useBoardContext()
  const known = useLabels(board)
  const labels = known.filter(({ id }) => task.labels.includes(id))
  return (
    <>
      <span className={styles['here']}><PeopleAt id={task.id} isTold /></span>
      {!isCompact && <SubtaskOf task={task} className={styles['parent']} />}
      <span className={task.title ? styles['title'] : `${styles['title']} ${styles['untitled']}`}>{task.title || t`Untitled`}</span>
      {!isCompact && labels.length > 0 && <span className={styles['labels']}>{labels.map(label => <LabelChip key={label.id} label={label} />)}</span>}
      <CardFacts task={task} isCompact={isCompact} />
    </>
  )
}

function CardFacts({ task, isCompact }: { task: Task, isCompact: boolean }) {
  const use = useBoardContext()
  const priorities = usePriorityNames()
  const company = companyIn(use, task.companyId)
  const people = task.assignees.flatMap(({ userId }) => personIn(use, userId) ?? [])
  const counts = <Counts task={task} />
  const isPrivate = useIsPrivate(use.board, task.id)
  const isEmpty = !isPrivate && !company && !task.deadline && people.length === 0 && !task.priority && task.checklist.length === 0 && task.files.length === 0 && use.board.subtasks(task.id).length === 0
  if (isEmpty) return null
  return (
    <span className={styles['facts']}>
      <PrivateMark id={task.id} />
      {company && <CompanyMark name={company.name} color={company.color} size="small" />}
      {task.priority && <span className={styles['fact']} data-priority={task.priority} title={priorities[task.priority]}><Icon of={priorityIcons[task.priority]} size={14} /><span className={isCompact ? 'visually-hidden' : ''}>{priorities[task.priority]}</span></span>}
      <Due task={task} />
      {counts}
      <span className={styles['people']}>
        {people.slice(0, mostPeople).map(person => <Avatar key={person.userId} name={person.name} company={companyIn(use, person.companyId)} size="small" />)}
        {people.length > mostPeople && <span className={styles['fact']} title={people.slice(mostPeople).map(({ name }) => name).join(', ')}>+{people.length - mostPeople}</span>}
      </span>
    </span>
  )
}

export function Due({ task }: { task: Task }) {
  const { board, me } = useBoardContext()
  const tellDue = useDueWords(me.timeZone)
  if (!task.deadline) return null
  const { text, exact, tone } = tellDue(task.deadline, { isDone: stageIn(board.columns(), task.column) === 'done' })
  return <span className={styles['fact']} data-due={tone} title={exact}><Icon of={CalendarClock} size={14} /><span>{text}</span>{task.repeat && <Icon of={Repeat2} size={14} />}</span>
}

function Counts({ task }: { task: Task }) {
  const { t } = useLingui()
  const { board } = useBoardContext()
  const { done, all } = useSubtaskCount(board, task.id)
  const files = task.files.length
  const [ticked, items] = [task.checklist.filter(({ isDone }) => isDone).length, task.checklist.length]
  return (
    <>
      {items > 0 && <span className={styles['fact']} title={t`Checklist: ${ticked} of ${items} done`}><Icon of={ListChecks} size={14} />{ticked}/{items}</span>}
      {all > 0 && <span className={styles['fact']} title={t`Subtasks: ${done} of ${all} done`}><Icon of={ListTree} size={14} />{done}/{all}</span>}
      {files > 0 && <span className={styles['fact']} title={t`${plural(files, { one: '# file', other: '# files' })}`}><Icon of={Paperclip} size={14} />{files}</span>}
    </>
  )
}
