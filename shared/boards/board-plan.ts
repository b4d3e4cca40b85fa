import type { BoardCalendar } from './board-calendar.ts'
import { minutesOfDay, officeWeek, type PlanCalendar } from './calendar-days.ts'
import { Calendars } from './calendar.ts'
import type { BoardSettings } from './board-settings.ts'
import type { Link } from './link.ts'
import { minutesOf, wallClockAt } from './local-time.ts'
import type { Plan, PlanAssignment, PlanResource, PlanSettings, PlanTask, Progress } from './plan.ts'
import type { Assignee, Deadline, Priority, Task } from './task.ts'

/** A board as the scheduler reads it: what has a place in time, and what that depends on. */

export interface BoardForPlan {
  tasks: ReadonlyMap<string, Task>
  links: readonly Link[]
  calendars: readonly BoardCalendar[]
  settings: BoardSettings
  /** where a plan without a start of its own begins: minutes of the board's clock */
  today: number
  /**
   * Does a task lie in the reader's own side of the board? It is planned, and moves nothing that others see: both companies read the
   * same dates of what they share.
   */
  isPrivate?: (id: string) => boolean
}

const nothingPrivate = (): boolean => false

/** A private task below a shared one takes no part in its dates. */
export const withoutSharedParent = (task: Task, isPrivate: (id: string) => boolean): Task =>
  (task.parent !== null && isPrivate(task.id) && !isPrivate(task.parent) ? { ...task, parent: null } : task)

/** A task that others wait for, and that nobody has planned, takes a day. */
const usualDuration = 480

const minutesOrNull = (time: string | null): number | null => (time === null ? null : minutesOf(time))

export function planOf({ tasks, links, calendars, settings, today, isPrivate = nothingPrivate }: BoardForPlan): Plan {
  const planned = plannedTasks(tasks, links, isPrivate)
  const calendarOf = calendarsOfTasks(calendars, settings.calendar)
  const assigned = planned.filter(({ assignees }) => assignees.length > 0)
  return {
    settings: planSettings(settings, planned.filter(({ id }) => !isPrivate(id)), () => firstWorkOf(today, calendars, settings.calendar)),
    tasks: planned.map(task => planTaskOf(task, settings.zone, calendarOf)),
    links,
    calendars: isOfCompany(calendars, settings.calendar) ? [...calendars, plainOffice] : calendars,
    resources: resourcesOf(assigned.flatMap(({ assignees }) => assignees)),
    assignments: assigned.flatMap(assignmentsOf),
  }
}

/** Planned by somebody, linked to others, or with such a task below it. */
function plannedTasks(tasks: ReadonlyMap<string, Task>, links: readonly Link[], isPrivate: (id: string) => boolean): Task[] {
  if ([...tasks.values()].every(({ plan }) => plan !== null)) return Array.from(tasks.values(), task => withoutSharedParent(task, isPrivate))
  // A private successor plans no shared task: for the others nothing waits for it.
  const linked = new Set<string>()
  for (const { from, to } of links) {
    linked.add(to)
    if (!isPrivate(to) || isPrivate(from)) linked.add(from)
  }
  const planned = new Set<string>()
  for (const { id, plan } of tasks.values()) {
    if (plan === null && !linked.has(id)) continue
    for (let above: string | null = id; above !== null && !planned.has(above); above = parentInPlan(tasks.get(above), isPrivate)) planned.add(above)
  }
  const found: Task[] = []
  for (const task of tasks.values()) if (planned.has(task.id)) found.push(withoutSharedParent(task, isPrivate))
  return found
}

const parentInPlan = (task: Task | undefined, isPrivate: (id: string) => boolean): string | null => (task ? withoutSharedParent(task, isPrivate).parent : null)

/** Whole days are planned from the morning of today, whatever the hour is: five of them that begin on a Monday end on its Friday. */
function firstWorkOf(today: number, calendars: readonly BoardCalendar[], calendar: string | null): number {
  return new Calendars(calendars).get(calendar).nextWorkStart(today - today % minutesOfDay)
}

/** A plan begins with the first day that somebody asked for, unless it is said when. */
function planSettings({ start, finish, from, calendar }: BoardSettings, tasks: readonly Task[], today: () => number): PlanSettings {
  const begin = minutesOrNull(start) ?? Math.min(today(), firstWanted(tasks))
  return { start: begin, finish: minutesOrNull(finish) ?? begin, from: finish === null ? 'start' : from, calendar, constraintsWin: true, criticalSlack: 0, manyCriticalPaths: false }
}

function firstWanted(tasks: readonly Task[]): number {
  let first: string | null = null
  for (const { plan } of tasks) for (const time of [plan?.constraintAt, plan?.start]) if (typeof time === 'string' && (first === null || time < first)) first = time
  return first === null ? Infinity : minutesOf(first)
}

/** Office hours and nobody's holidays. No calendar of a board has its id. */
export const plainOffice: PlanCalendar = { id: '', week: officeWeek }

const isOfCompany = (calendars: readonly BoardCalendar[], id: string | null): boolean => calendars.some(calendar => calendar.id === id && calendar.companyId !== null)

/**
 * Which calendar tasks follow that have none of their own; null: the board's. Holidays are those of a company: who keeps none does not keep the
 * partner's, though the board goes by these (0027).
 */
export function calendarsOfTasks(calendars: readonly BoardCalendar[], ofBoard: string | null): (companyId: string | null) => string | null {
  const own = companyCalendars(calendars)
  const others = isOfCompany(calendars, ofBoard) ? plainOffice.id : null
  return companyId => (companyId === null ? null : own.get(companyId) ?? others)
}

/** company -> calendar, of those that have one. */
export const companyCalendars = (calendars: readonly BoardCalendar[]): ReadonlyMap<string, string> =>
  new Map(calendars.flatMap(({ id, companyId }) => (companyId === null ? [] : [[companyId, id] as const])))

export function planTaskOf(task: Task, zone: string, calendarOf: (companyId: string | null) => string | null): PlanTask {
  const { id, parent, plan, companyId } = task
  return {
    id, parent,
    duration: durationOf(task),
    isElapsed: plan?.isElapsed ?? false,
    constraint: plan?.constraint ?? 'ASAP',
    constraintDate: minutesOrNull(plan?.constraintAt ?? null),
    deadline: task.deadline === null ? null : deadlineMinutes(task.deadline, zone),
    calendar: plan?.calendar ?? calendarOf(companyId),
    ignoresResourceCalendars: plan?.ignoresPeople ?? false,
    manual: plan?.mode === 'manual' ? { start: minutesOrNull(plan.start), finish: minutesOrNull(plan.finish), duration: plan.duration } : null,
    levelingDelay: plan?.delay ?? 0,
    priority: task.priority === null ? undefined : levelingPriorities[task.priority],
    progress: progressOf(task),
  }
}

/** Around 500, which is usual. */
const levelingPriorities: Readonly<Record<Priority, number>> = { urgent: 900, high: 700, medium: 500, low: 300 }

/** Where it is said how much work each person has, the duration follows from it: whoever takes longest decides. */
function durationOf({ plan, assignees }: Task): number {
  if (assignees.length === 0) return plan?.duration ?? usualDuration
  const needed = assignees.flatMap(({ work, units }) => (work === null || units <= 0 ? [] : [work * 100 / units]))
  return needed.length > 0 && plan?.isElapsed !== true ? Math.round(Math.max(...needed)) : plan?.duration ?? usualDuration
}

/** A day ends at midnight; a moment is read off the board's clock. */
const deadlineMinutes = (deadline: Deadline, zone: string): number =>
  ('instant' in deadline ? wallClockAt(deadline.instant, zone) : minutesOf(`${deadline.day}T00:00`) + 1440)

function progressOf(task: Task): Progress | null {
  const { percent, start, finish } = task.progress
  if (start === null) return null
  return { start: minutesOf(start), finish: minutesOrNull(finish), remaining: Math.round(durationOf(task) * (100 - percent) / 100) }
}

/** People without hours of their own in this board work in those of their tasks. */
const resourcesOf = (people: readonly Assignee[]): PlanResource[] => [...new Set(people.map(({ userId }) => userId))].map(id => ({ id, kind: 'work' }))

export const assignmentsOf = ({ id, assignees }: Task): PlanAssignment[] =>
  assignees.flatMap(({ userId, units, work }) => (work === null ? [] : [{ id: `${id}/${userId}`, task: id, resource: userId, units, work }]))

/** Who is busy with it, for levelling: also those of whom nobody has said how much work it is. */
export const bookingsOf = ({ id, assignees }: Task): PlanAssignment[] =>
  assignees.map(({ userId, units, work }) => ({ id: `${id}/${userId}`, task: id, resource: userId, units, work: work ?? 0 }))
