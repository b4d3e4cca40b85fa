import { CalendarClock, ChartNoAxesGantt, Lock } from 'lucide-react'
import { useLingui } from '@lingui/react/macro'
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

/** A workspace in which I have tasks. */
export interface WorkPlace { id: string, name: string, companies: readonly { id: string, name: string, color: number, timeZone: string }[] }

export function MyWorkRow({ task, place }: { task: MyTask, place: WorkPlace | undefined }) {
  const { t } = useLingui()
  const stages = useStageNames()
  const company = place?.companies.find(({ id }) => id === task.companyId)
  const owner = place?.companies.find(({ id }) => id === task.privateTo)
  const ownerName = owner?.name ?? ''
  const { workspaceId, boardId, taskId } = task
  return (
    <li>
      <Link to="/w/$workspaceId/b/$boardId" params={{ workspaceId, boardId }} search={{ task: taskId }} className={styles['task']} data-done={task.stage === 'done' || undefined}>
        <span role="img" aria-label={stages[task.stage].name} title={stages[task.stage].name} className={styles['mark']}><Icon of={stageIcons[task.stage]} /></span>
        <span className={styles['what']}>
          <span className={styles['title']} dir="auto">{task.title || t`Untitled`}</span>
          <span className={styles['where']}>
            {owner && <span role="img" aria-label={t`Only ${ownerName} sees this`} style={companyColor(owner.color)} className={styles['lock']}><Icon of={Lock} size={14} /></span>}
            <bdi>{task.boardTitle || t`Untitled`}</bdi> · <bdi>{task.workspaceName}</bdi>
          </span>
        </span>
        <span className={styles['facts']}>
          <PriorityMark priority={task.priority} />
          {task.stage === 'waiting' && <Tag tone="waits">{stages.waiting.name}</Tag>}
          <Planned task={task} />
          <Due task={task} place={place} />
          {company && <CompanyMark name={company.name} color={company.color} size="small" />}
        </span>
      </Link>
    </li>
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
