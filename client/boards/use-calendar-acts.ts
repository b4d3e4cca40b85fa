import { useLingui } from '@lingui/react/macro'
import { localTimeOf } from '@kopa/shared/boards/local-time.ts'
import type { PlacedTask } from '@kopa/shared/boards/plan.ts'
import { dayStep, isMovable, movedTo } from '@kopa/shared/boards/plan-moves.ts'
import type { Intentions } from '@kopa/shared/boards/task.ts'
import { dayAt } from '@kopa/shared/boards/zoned-time.ts'
import { useLocale } from 'react-aria-components/I18nProvider'
import { announce } from '../ui/announce.ts'
import { showToast } from '../ui/toasts.ts'
import { useActWords } from './act-words.ts'
import { useBoardContext } from './board-context.ts'
import { plansBeforehand } from './consent-question.ts'
import { type BarPart, pulledPlan, steppedPlan, tried } from './gantt-acts.ts'
import { formatIn } from './gantt-header.ts'
import { type Consequences, noConsequences } from './gantt-told.ts'
import { type CalendarEntry, daysBetween, movedDeadline } from './month-days.ts'
import { writePlan } from './plan-acts.ts'
import type { ScheduleStore } from './schedule-store.ts'
import { useTellPlan } from './use-gantt-words.ts'

export type BarEnd = Exclude<BarPart, 'whole'>

export interface CalendarActs {
  /** What taking it, or its end, so many days further would do to partners' tasks. */
  beforehand: (entry: CalendarEntry, part: BarPart, days: number) => Consequences
  /** Answers whether it could be moved. */
  move: (entry: CalendarEntry, days: number) => boolean
  /** Makes it longer or shorter by its end. Answers the day on which it begins from then on; null: nothing came of it. */
  pull: (entry: CalendarEntry, end: BarEnd, days: number) => string | null
  /** The same to the next day, later or earlier, that makes a difference. */
  step: (entry: CalendarEntry, end: BarEnd, direction: 1 | -1) => string | null
}

export function useCalendarActs(schedule: ScheduleStore | null): CalendarActs {
  return { beforehand: useBeforehand(schedule), move: useMove(schedule), ...usePull(schedule) }
}

/** By its end so far at most that a day of it is left. */
function planBy(schedule: ScheduleStore, entry: CalendarEntry, part: BarPart, days: number): Intentions | null {
  const [task, dates, length] = [schedule.board.task(entry.id), schedule.dates(entry.id), daysBetween(entry.start, entry.finish)]
  if (!task || !dates) return null
  if (part === 'whole') return isMovable(task, dates) ? movedTo(task.plan, dates.start + days * dayStep) : null
  const by = part === 'start' ? Math.min(days, length) : Math.max(days, -length)
  return by === 0 ? null : pulledPlan(schedule, dates, part, { minutes: by * dayStep, step: dayStep })
}

function useBeforehand(schedule: ScheduleStore | null): CalendarActs['beforehand'] {
  const { consent: { asker } } = useBoardContext()
  return (entry, part, days) => {
    const plan = schedule && entry.kind === 'plan' && days !== 0 ? planBy(schedule, entry, part, days) : null
    if (!schedule || !asker || !plan) return noConsequences
    const { questions, pushed } = plansBeforehand(schedule, new Map([[entry.id, plan]]), asker)
    return { asked: new Map(questions.map(({ companyId }) => [companyId, [entry.id]])), pushed }
  }
}

function useMove(schedule: ScheduleStore | null): CalendarActs['move'] {
  const { t } = useLingui()
  const { locale } = useLocale()
  const { board, acts, me: { timeZone }, mayEdit } = useBoardContext()
  const words = useActWords()
  const tell = (day: string): string => formatIn(locale, { weekday: 'long', day: 'numeric', month: 'long' }).format(Date.parse(`${day}T12:00:00Z`))
  return (entry, days) => {
    const task = board.task(entry.id)
    if (!task || !mayEdit || days === 0) return false
    const title = task.title || t`Untitled`
    if (entry.kind === 'due' && task.deadline !== null) {
      const deadline = movedDeadline(task.deadline, days, timeZone)
      acts.setDeadline([task.id], deadline)
      announce(t`${title} is now due on ${tell('day' in deadline ? deadline.day : dayAt(Date.parse(deadline.instant), timeZone))}.`)
      return true
    }
    const dates = schedule?.dates(task.id)
    if (!schedule || !dates) return false
    const plan = planBy(schedule, entry, 'whole', days)
    if (!plan) {
      showToast({ text: t`“${title}” has begun or follows its subtasks: its start stays where it is.` })
      return false
    }
    writePlan(schedule, task.id, plan, words.moved(board, [task.id]))
    const start = schedule.dates(task.id)?.start
    if (start === undefined || start === dates.start) return false
    announce(t`${title} is now planned from ${tell(localTimeOf(start).slice(0, 10))}.`)
    return true
  }
}

const isSame = (one: PlacedTask, other: PlacedTask | undefined): boolean => other !== undefined && one.start === other.start && one.finish === other.finish

function usePull(schedule: ScheduleStore | null): Pick<CalendarActs, 'pull' | 'step'> {
  const { t } = useLingui()
  const { board, mayEdit } = useBoardContext()
  const words = useActWords()
  const tellPlan = useTellPlan(schedule)
  const write = ({ id }: CalendarEntry, plan: Intentions | null): string | null => {
    const [task, dates] = [board.task(id), schedule?.dates(id)]
    if (!schedule || !task || !dates || !mayEdit) return null
    // A task of no length is made where lengths are typed, not by a slip of the hand.
    const isNone = plan === null || (plan.duration === 0 && task.plan?.duration !== 0) || isSame(dates, tried(schedule, id, plan))
    if (isNone) {
      const title = task.title || t`Untitled`
      showToast({ text: t`The dates of ${title} follow from something else.` })
      return null
    }
    writePlan(schedule, id, plan, words.planned(board, [id]))
    const now = schedule.dates(id)
    // Where the partner is asked first, the question is what there is to hear.
    if (!now || isSame(dates, now)) return null
    tellPlan(id)
    return localTimeOf(now.start).slice(0, 10)
  }
  return {
    pull: (entry, end, days) => write(entry, schedule && planBy(schedule, entry, end, days)),
    step: (entry, end, direction) => {
      const dates = schedule?.dates(entry.id)
      return write(entry, schedule && dates ? steppedPlan(schedule, dates, end, direction) : null)
    },
  }
}
