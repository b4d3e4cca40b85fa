import { CalendarClock, CalendarPlus, ChartNoAxesGantt, Lock } from 'lucide-react'
import { useLingui } from '@lingui/react/macro'
import { can, type Role } from '@kopa/shared/policy.ts'
import { Link } from '@tanstack/react-router'
import { useLocale } from 'react-aria-components/I18nProvider'
import { useMe } from '../core/session.tsx'
import { CompanyMark, companyColor } from '../ui/CompanyMark.tsx'
import { Icon } from '../ui/Icon.tsx'
import { Tag } from '../ui/Screen.tsx'
import { deadlineOf, type MyTask } from './my-work.ts'
import styles from './MyWorkScreen.module.css'
import { priorityIcons, stageIcons, usePriorityNames, useStageNames } from './use-board-words.ts'
import { useDueWords, usePlannedWords } from './use-due-words.ts'
import { otherClocks } from './use-other-clocks.ts'
import { workKey } from './work-changes.ts'

/** A workspace in which I have tasks. */
export interface WorkPlace { id: string, name: string, role: Role, companies: readonly { id: string, name: string, color: number, timeZone: string }[] }

interface RowProps {
  task: MyTask
  place: WorkPlace | undefined
  /** the keyboard comes to it from outside */
  isCurrent: boolean
  onToggle: () => void
  onDeadline: (anchor: Element) => void
}

/** A task of the list: done or not, opened, put off, where it stands. */
export function MyWorkRow({ task, place, isCurrent, onToggle, onDeadline }: RowProps) {
  const { t } = useLingui()
  const stages = useStageNames()
  const me = useMe()
  const mayEdit = place !== undefined && can({ userId: me.id, companyId: me.company.id, companyRole: me.companyRole, role: place.role }, 'document.edit')
  const company = place?.companies.find(({ id }) => id === task.companyId)
  const { workspaceId, boardId, taskId, stage } = task
  const title = task.title || t`Untitled`
  const tabIndex = isCurrent ? 0 : -1
  return (
    <li data-work={workKey(task)} data-done={stage === 'done' || undefined} className={styles['task']}>
      {mayEdit
        ? <input type="checkbox" tabIndex={tabIndex} checked={stage === 'done'} aria-label={t`Done: ${title}`} className={styles['tick']} onChange={onToggle} />
        : <span role="img" aria-label={stages[stage].name} title={stages[stage].name} className={styles['mark']}><Icon of={stageIcons[stage]} /></span>}
      <Link to="/w/$workspaceId/b/$boardId" params={{ workspaceId, boardId }} search={{ task: taskId }} tabIndex={tabIndex} data-title className={styles['what']}>
        <span className={styles['title']} dir="auto">{title}</span>
        <Where task={task} place={place} />
      </Link>
      <span className={styles['facts']}>
        <PriorityMark priority={task.priority} />
        {(stage === 'waiting' || stage === 'active') && <Tag tone={stage === 'waiting' ? 'waits' : undefined}>{stages[stage].name}</Tag>}
        <Planned task={task} />
        {mayEdit ? <DueButton task={task} place={place} tabIndex={tabIndex} onPress={onDeadline} /> : <Due task={task} place={place} />}
        {company && <CompanyMark name={company.name} color={company.color} size="small" />}
      </span>
    </li>
  )
}

function Where({ task, place }: { task: MyTask, place: WorkPlace | undefined }) {
  const { t } = useLingui()
  const owner = place?.companies.find(({ id }) => id === task.privateTo)
  const ownerName = owner?.name ?? ''
  return (
    <span className={styles['where']}>
      {owner && <span role="img" aria-label={t`Only ${ownerName} sees this`} style={companyColor(owner.color)} className={styles['lock']}><Icon of={Lock} size={14} /></span>}
      <bdi>{task.boardTitle || t`Untitled`}</bdi> · <bdi>{task.workspaceName}</bdi>
    </span>
  )
}

function DueButton({ task, place, tabIndex, onPress }: { task: MyTask, place: WorkPlace | undefined, tabIndex: number, onPress: (anchor: Element) => void }) {
  const { t } = useLingui()
  const title = task.title || t`Untitled`
  return (
    <button type="button" data-deadline tabIndex={tabIndex} aria-haspopup="dialog" className={styles['dueButton']} onClick={event => onPress(event.currentTarget)}>
      <span className="visually-hidden">{t`Deadline of “${title}”`}</span>
      {deadlineOf(task) ? <Due task={task} place={place} /> : <span className={styles['noDue']}><Icon of={CalendarPlus} size={14} /></span>}
    </button>
  )
}

function PriorityMark({ priority }: { priority: MyTask['priority'] }) {
  const names = usePriorityNames()
  if (!priority) return null
  return <span role="img" aria-label={names[priority]} title={names[priority]} className={styles['mark']} data-priority={priority}><Icon of={priorityIcons[priority]} /></span>
}

function Planned({ task: { startDay, finishDay, stage } }: { task: MyTask }) {
  const tell = usePlannedWords(useMe().timeZone)
  if (startDay === null || finishDay === null || stage === 'done') return null
  const { text, exact } = tell(startDay, finishDay)
  return <span className={styles['due']} title={exact}><span className={styles['when']}><Icon of={ChartNoAxesGantt} size={14} />{text}</span></span>
}

/** An hour is told by the reader's clock, and by those of the companies whose clocks show something else. */
function Due({ task, place }: { task: MyTask, place: WorkPlace | undefined }) {
  const me = useMe()
  const { locale } = useLocale()
  const tellDue = useDueWords(me.timeZone)
  const deadline = deadlineOf(task)
  if (!deadline) return null
  const { text, exact, tone } = tellDue(deadline, { isDone: task.stage === 'done' })
  const others = 'instant' in deadline ? otherClocks(Date.parse(deadline.instant), { mine: me.timeZone, others: place?.companies.map(({ timeZone }) => timeZone) ?? [], locale }) : []
  return (
    <span className={styles['due']} data-due={tone} title={exact}>
      <span className={styles['when']}><Icon of={CalendarClock} size={14} />{text}</span>
      {others.length > 0 && <span className={styles['clocks']}>{others.join(' · ')}</span>}
    </span>
  )
}
