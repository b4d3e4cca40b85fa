import { useLingui } from '@lingui/react/macro'
import { localTimeOf } from '@kopa/shared/boards/local-time.ts'
import { dayStep, isMovable, movedTo } from '@kopa/shared/boards/plan-moves.ts'
import { dayAt } from '@kopa/shared/boards/zoned-time.ts'
import { useMemo } from 'react'
import { useLocale } from 'react-aria-components/I18nProvider'
import { announce } from '../ui/announce.ts'
import { useMinute } from '../ui/DateText.tsx'
import { showToast } from '../ui/toasts.ts'
import { useActWords } from './act-words.ts'
import { useBoardContext } from './board-context.ts'
import { type ShownDay, shownWeek } from './calendar-bars.ts'
import { type CalendarEntry, type CalendarPart, type CalendarSpan, daysOf, entriesByDay, firstWeekdayIn, movedDeadline, weeksOf } from './month-days.ts'
import { plansBeforehand } from './consent-question.ts'
import { type Consequences, noConsequences } from './gantt-told.ts'
import { writePlan } from './plan-acts.ts'
import type { ScheduleStore } from './schedule-store.ts'
import { useTasks } from './use-board.ts'
import { useBoardSearch } from './use-board-search.ts'
import { useDaysOff } from './use-days-off.ts'
import { useSchedule } from './use-schedule.ts'
import { useAsksFirst } from './use-asks-first.ts'
import { useScheduleVersion } from './use-schedule-version.ts'
import { useShownTasks } from './use-shown-tasks.ts'
import type { FreeDay } from './year-ahead.ts'

export interface CalendarData {
  span: CalendarSpan
  /** the day that is looked at */
  day: string
  today: string
  days: readonly string[]
  entries: ReadonlyMap<string, readonly CalendarEntry[]>
  /** undefined: all of it */
  only: CalendarPart | undefined
  /** what there is room for on each day of the grid */
  shown: ReadonlyMap<string, ShownDay>
  /** on which somebody does not work */
  daysOff: ReadonlyMap<string, FreeDay>
  goTo: (day: string, span?: CalendarSpan) => void
  show: (only: CalendarPart | undefined) => void
  /** What moving it would do to partners' tasks. */
  beforehand: (entry: CalendarEntry, days: number) => Consequences
  /** Answers whether it could be moved. */
  move: (entry: CalendarEntry, days: number) => boolean
}

/** Lines of a day. */
const mostLines: Readonly<Record<CalendarSpan, number>> = { month: 4, week: 200 }

/** A board by days: what is due and what is planned, as the filters let it through. */
export function useCalendar(): CalendarData {
  const { board, me: { timeZone } } = useBoardContext()
  const { locale } = useLocale()
  const [search, change] = useBoardSearch()
  const schedule = useSchedule(board)
  const version = useScheduleVersion(schedule)
  useAsksFirst(schedule)
  const today = dayAt(useMinute(), timeZone)
  const [span, day] = [search.span ?? 'month', search.day ?? today]
  const tasks = useShownTasks(useTasks(board), search)
  const days = useMemo(() => daysOf(span, day, firstWeekdayIn(locale)), [span, day, locale])
  const { only } = search
  const entries = useMemo(() => entriesByDay(tasks, days, { timeZone, only, dates: id => {
    const found = version.schedule?.dates(id)
    return found && !found.isSummary ? { start: localTimeOf(found.start).slice(0, 10), finish: localTimeOf(found.finish).slice(0, 10) } : undefined
  } }), [tasks, days, timeZone, only, version])
  const shown = useMemo(() => new Map(weeksOf(days).flatMap(week => [...shownWeek(week, entries, mostLines[span])])), [days, entries, span])
  const goTo: CalendarData['goTo'] = (next, nextSpan = span) => change({ day: next === today ? undefined : next, span: nextSpan === 'month' ? undefined : nextSpan })
  return { span, day, today, days, entries, only, shown, daysOff: useDaysOff(days), move: useMove(schedule), beforehand: useBeforehand(schedule), goTo, show: next => change({ only: next }) }
}

function useBeforehand(schedule: ScheduleStore | null): CalendarData['beforehand'] {
  const { board, consent: { asker } } = useBoardContext()
  return (entry, days) => {
    const [task, dates] = [board.task(entry.id), schedule?.dates(entry.id)]
    if (!schedule || !asker || !task || !dates || entry.kind === 'due' || days === 0 || !isMovable(task, dates)) return noConsequences
    const { questions, pushed } = plansBeforehand(schedule, new Map([[task.id, movedTo(task.plan, dates.start + days * dayStep)]]), asker)
    return { asked: new Map(questions.map(({ companyId }) => [companyId, [task.id]])), pushed }
  }
}

function useMove(schedule: ScheduleStore | null): CalendarData['move'] {
  const { t } = useLingui()
  const { locale } = useLocale()
  const { board, acts, me: { timeZone }, mayEdit } = useBoardContext()
  const words = useActWords()
  const tell = (day: string): string => new Intl.DateTimeFormat(locale, { weekday: 'long', day: 'numeric', month: 'long', timeZone: 'UTC' }).format(Date.parse(`${day}T12:00:00Z`))
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
    if (!isMovable(task, dates)) {
      showToast({ text: t`“${title}” has begun or follows its subtasks: its start stays where it is.` })
      return false
    }
    writePlan(schedule, task.id, movedTo(task.plan, dates.start + days * dayStep), words.moved(board, [task.id]))
    const start = schedule.dates(task.id)?.start
    if (start === undefined || start === dates.start) return false
    announce(t`${title} is now planned from ${tell(localTimeOf(start).slice(0, 10))}.`)
    return true
  }
}
