import { Trans, useLingui } from '@lingui/react/macro'
import { hourOn } from '@kopa/shared/boards/plan-moves.ts'
import { dayNumberOf, localTimeOf, minutesOf } from '@kopa/shared/boards/local-time.ts'
import { readSpan } from '@kopa/shared/boards/plan-words.ts'
import { type ConstraintKind, constraintKinds, type Intentions, type Task } from '@kopa/shared/boards/task.ts'
import { type ReactNode, useId, useState } from 'react'
import { useLocale } from 'react-aria-components/I18nProvider'
import { BoardClock } from './BoardClock.tsx'
import { useBoardContext } from './board-context.ts'
import { DayInput } from './DayInput.tsx'
import { usePlanActs } from './gantt-context.ts'
import { formatIn } from './gantt-header.ts'
import type { PlanProblem } from './plan-acts.ts'
import { PlanBaseline } from './PlanBaseline.tsx'
import { PlanLinks } from './PlanLinks.tsx'
import type { ScheduleStore } from './schedule-store.ts'
import styles from './TaskPanel.module.css'
import { useAsksFirst } from './use-asks-first.ts'
import { isDated, useConstraintNames } from './use-constraint-words.ts'
import { useLengthText } from './use-gantt-words.ts'
import { useBoardSettings } from './use-board.ts'
import { useDates, useSchedule, useScheduled } from './use-schedule.ts'
import { usePlanProblems } from './use-plan-problems.ts'

interface Props { task: Task, isEditable: boolean }

/** The plan of a task: when it is by all that it depends on, and what people want of it. */
export function PlanFields(props: Props) {
  const schedule = useSchedule(useBoardContext().board)
  useAsksFirst(schedule)
  return (
    <section className={styles['section']}>
      <h3><Trans>Plan</Trans></h3>
      {schedule && <Fields {...props} schedule={schedule} />}
      {schedule && <PlanLinks {...props} schedule={schedule} />}
    </section>
  )
}

function Fields({ task, isEditable, schedule }: Props & { schedule: ScheduleStore }) {
  const { t } = useLingui()
  const { locale } = useLocale()
  const { board, me } = useBoardContext()
  const { zone } = useBoardSettings(board)
  const dates = useDates(schedule, task.id)
  const plan = usePlanActs(schedule)
  const tell = usePlanProblems()
  const [why, setWhy] = useState<string | null>(null)
  const report = (problem: PlanProblem | null): void => setWhy(problem && tell(problem))
  const day = (minute: number): string => formatIn(locale, { weekday: 'short', day: 'numeric', month: 'long', year: 'numeric', hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }).format(minute * 60_000)
  const isOpen = isEditable && !dates?.isSummary
  return (
    <>
      <dl className={styles['fields']}>
        <dt><Trans>Start</Trans></dt><dd><span className={styles['value']}>{dates ? day(dates.start) : t`Not planned`}</span></dd>
        <dt><Trans>Finish</Trans></dt><dd><span className={styles['value']}>{dates ? day(dates.finish) : t`Not planned`}</span></dd>
        <Slack id={task.id} schedule={schedule} />
        <PlanBaseline id={task.id} dates={dates} />
        {!dates?.isSummary && <Length task={task} isEditable={isOpen} onSpan={text => {
          const span = readSpan(text)
          if (span) report(plan.setSpan(task.id, span))
          return span !== null
        }} />}
        {!dates?.isSummary && <Mode task={task} isEditable={isOpen} onMode={mode => report(plan.setMode(task.id, mode))} />}
        {!dates?.isSummary && task.plan?.mode !== 'manual' && <Constraint key={task.plan?.constraint} task={task} isEditable={isOpen} onConstraint={(kind, at) => report(plan.setConstraint(task.id, kind, at))} />}
      </dl>
      {zone !== me.timeZone && <BoardClock />}
      {dates?.isSummary && <p className={styles['quiet']}><Trans>This follows from the subtasks.</Trans></p>}
      {why !== null && <p role="alert" className={styles['why']}>{why}</p>}
    </>
  )
}

/** How much later it may end before something that waits for it, or the end of the plan, does. */
function Slack({ id, schedule }: { id: string, schedule: ScheduleStore }) {
  const { t } = useLingui()
  const lengthText = useLengthText()
  const dates = useScheduled(schedule, id)
  if (!dates || dates.isSummary) return null
  const text = lengthText({ minutes: Math.abs(dates.totalSlack), isElapsed: false })
  const told = dates.totalSlack < 0 ? t`${text} too late` : dates.totalSlack === 0 ? t`None` : text
  return <><dt><Trans>Slack</Trans></dt><dd><span className={styles['value']}>{dates.isCritical ? t`${told}, on the critical path` : told}</span></dd></>
}

function Line({ name, children }: { name: string, children: (id: string) => ReactNode }) {
  const id = useId()
  return <><dt><label htmlFor={id}>{name}</label></dt><dd>{children(id)}</dd></>
}

function Length({ task: { plan }, isEditable, onSpan }: Props & { onSpan: (text: string) => boolean }) {
  const { t } = useLingui()
  const [draft, setDraft] = useState<string | null>(null)
  const [isWrong, setIsWrong] = useState(false)
  const lengthText = useLengthText()
  const text = draft ?? ''
  const told = lengthText({ minutes: plan?.duration ?? 480, isElapsed: plan?.isElapsed ?? false })
  function settle(): void {
    if (draft === null || draft === told) return setDraft(null)
    const isTaken = onSpan(draft)
    setIsWrong(!isTaken)
    if (isTaken) setDraft(null)
  }
  return (
    <Line name={t`Duration`}>
      {id => (
        <>
          <input
            id={id} value={draft ?? told} disabled={!isEditable} title={t`For example 3d, 4h or 2w; 0 is a milestone.`} aria-invalid={isWrong || undefined} aria-describedby={isWrong ? `${id}-why` : undefined} className={styles['amount']}
            onChange={event => { setDraft(event.target.value); setIsWrong(false) }} onBlur={settle} onKeyDown={event => { if (event.key === 'Enter') settle() }}
          />
          {isWrong && <p id={`${id}-why`} role="alert" className={styles['why']}><Trans>“{text}” is not a length. Try 3d, 4h or 2w.</Trans></p>}
        </>
      )}
    </Line>
  )
}

function Mode({ task: { plan }, isEditable, onMode }: Props & { onMode: (mode: Intentions['mode']) => void }) {
  const { t } = useLingui()
  return (
    <Line name={t`Scheduled`}>
      {id => (
        <select id={id} value={plan?.mode ?? 'auto'} disabled={!isEditable} className={styles['choice']} onChange={event => onMode(event.target.value === 'manual' ? 'manual' : 'auto')}>
          <option value="auto">{t`By its links and calendars`}</option><option value="manual">{t`By hand`}</option>
        </select>
      )}
    </Line>
  )
}

function Constraint({ task, isEditable, onConstraint }: Props & { onConstraint: (kind: ConstraintKind, at: number | null) => void }) {
  const { t } = useLingui()
  const { board } = useBoardContext()
  const plan = task.plan
  const [kind, setKind] = useState<ConstraintKind>(plan?.constraint ?? 'ASAP')
  const names = useConstraintNames()
  const at = plan?.constraintAt ?? ''
  const choose = (next: ConstraintKind): void => {
    setKind(next)
    if (!isDated(next)) onConstraint(next, null)
    else if (at !== '') onConstraint(next, minutesOf(at))
  }
  const setDay = (day: string): void => {
    if (!/^\d{4}-\d\d-\d\d$/.test(day) || day === at.slice(0, 10)) return
    onConstraint(kind, hourOn(dayNumberOf(day), kind.includes('F') ? 'finish' : 'start', task, { calendars: board.calendars(), calendar: board.settings().calendar }))
  }
  return (
    <>
      <Line name={t`Constraint`}>
        {id => <select id={id} value={kind} disabled={!isEditable} className={styles['choice']} onChange={event => choose(constraintKinds.find(one => one === event.target.value) ?? 'ASAP')}>{constraintKinds.map(one => <option key={one} value={one}>{names[one]}</option>)}</select>}
      </Line>
      {isDated(kind) && (
        <Line name={t`On the day`}>
          {id => <DayInput key={at} id={id} value={at.slice(0, 10)} isDisabled={!isEditable} onTake={setDay} />}
        </Line>
      )}
      {isDated(kind) && at !== '' && (
        <Line name={t`At`}>
          {id => <input key={at} id={id} type="time" defaultValue={localTimeOf(minutesOf(at)).slice(11)} disabled={!isEditable} className={styles['choice']} onBlur={event => { if (event.target.value !== '' && event.target.value !== at.slice(11)) onConstraint(kind, minutesOf(`${at.slice(0, 10)}T${event.target.value}`)) }} />}
        </Line>
      )}
    </>
  )
}
