import { Calendars, elapsedTime, inTenths, type WorkCalendar } from './calendar.ts'
import type { ConstraintKind, ManualDates, Plan, PlanAssignment, PlanResource, PlanTask, Split } from './plan.ts'

/** Somebody, or the task itself, needs so many minutes in these hours. Pauses and delays are in it. */
export interface Span { readonly calendar: WorkCalendar, readonly minutes: number }

/** A task as the passes need it: everything that does not depend on other tasks is worked out. */
export interface Row {
  readonly task: PlanTask
  readonly duration: number
  /** At least one; the task begins with the first of them and ends with the last. */
  readonly spans: readonly Span[]
  /** A calendar it needs has no hours, and was not used. */
  readonly lacksHours: boolean
  /** Its own calendar or the project's: lags that lead to it run on it, and slack is counted in it. */
  readonly calendar: WorkCalendar
  /** ASAP or ALAP where a date is missing. */
  readonly constraint: ConstraintKind
  readonly date: number
  /** Its date may hold it back from where its links would have it. */
  readonly isHeld: boolean
  readonly deadline: number
  readonly levelingDelay: number
  /** Null: not begun. */
  readonly begun: Begun | null
}

export interface Begun {
  readonly start: number
  /** Null: not finished. */
  readonly finish: number | null
  /** When the rest goes on, and which share of each span it is. */
  readonly resume: number
  readonly restShare: number
  /** Up to here it is done: nobody before it can be so late that this would change. */
  readonly doneUntil: number
}

/** What rows are made from. */
export interface RowContext {
  readonly calendars: Calendars
  readonly project: WorkCalendar
  readonly resources: ReadonlyMap<string, PlanResource>
  readonly byDefault: ConstraintKind
  /** The project's calendar has no hours: round the clock instead. */
  readonly lacksHours: boolean
  /** Has this calendar hours at all, about when the plan is carried out? */
  readonly hasHours: (calendar: WorkCalendar) => boolean
}

export function rowContext({ calendars, resources, settings }: Pick<Plan, 'calendars' | 'resources' | 'settings'>): RowContext {
  const all = new Calendars(calendars)
  const known = new Map<WorkCalendar, boolean>()
  const hasHours = (calendar: WorkCalendar): boolean => {
    const answer = known.get(calendar) ?? calendar.worksAround(settings[settings.from])
    known.set(calendar, answer)
    return answer
  }
  return {
    calendars: all, hasHours,
    lacksHours: !hasHours(all.get(settings.calendar)),
    project: firstWithHours([all.get(settings.calendar)], { hasHours }),
    resources: new Map(resources.map(resource => [resource.id, resource])),
    byDefault: settings.from === 'start' ? 'ASAP' : 'ALAP',
  }
}

export function makeRow(task: PlanTask, assignments: readonly PlanAssignment[], context: RowContext): Row {
  const duration = Math.max(0, inTenths(task.duration))
  const own = context.calendars.has(task.calendar) ? context.calendars.get(task.calendar) : null
  const asked = spansOf({ task, duration }, own, assignments, context)
  const lacksHours = !asked.every(({ calendar }) => context.hasHours(calendar))
  const spans = lacksHours ? asked.map(({ calendar, minutes }) => ({ calendar: firstWithHours([calendar, own, context.project], context), minutes })) : asked
  const hasDate = typeof task.constraintDate === 'number'
  const wanted = task.constraint ?? context.byDefault
  const constraint = hasDate || wanted === 'ASAP' || wanted === 'ALAP' ? wanted : context.byDefault
  return {
    task, duration, spans, constraint,
    isHeld: constraint === 'MSO' || constraint === 'MFO' || constraint === 'SNLT' || constraint === 'FNLT',
    lacksHours: lacksHours || (context.lacksHours && own === null && !task.isElapsed),
    // The project's own has hours, or is round the clock.
    calendar: own === null ? context.project : firstWithHours([own, context.project], context),
    date: task.constraintDate ?? 0,
    deadline: task.deadline ?? Infinity,
    levelingDelay: inTenths(task.levelingDelay ?? 0),
    begun: begunOf(task, duration, spans),
  }
}

/** A task whose people never work in its hours is done in its hours all the same, as in Microsoft Project; at worst round the clock. */
const firstWithHours = (calendars: readonly (WorkCalendar | null)[], { hasHours }: Pick<RowContext, 'hasHours'>): WorkCalendar =>
  calendars.find(calendar => calendar !== null && hasHours(calendar)) ?? elapsedTime

function spansOf({ task, duration }: { task: PlanTask, duration: number }, own: WorkCalendar | null, assignments: readonly PlanAssignment[], context: RowContext): Span[] {
  const pauses = pausesOf(task.splits ?? [], duration)
  const minutes = duration + pauses
  if (task.isElapsed) return [{ calendar: elapsedTime, minutes }]
  const alone = [{ calendar: own ?? context.project, minutes }]
  if (assignments.length === 0 || duration === 0 || (own && task.ignoresResourceCalendars)) return alone
  const workers = assignments.toSorted((a, b) => (a.id < b.id ? -1 : 1)).flatMap(assignment => {
    const resource = context.resources.get(assignment.resource)
    if (resource?.kind !== 'work' || assignment.units <= 0) return []
    // Who has no hours of their own works in those of the task.
    const hours = context.calendars.has(resource.calendar) ? context.calendars.get(resource.calendar) : own ?? context.project
    return [{ assignment, calendar: own ? context.calendars.common(hours, own) : hours }]
  })
  const [first, ...others] = workers.some(({ assignment }) => assignment.work > 0) ? workers.filter(({ assignment }) => assignment.work > 0) : workers
  if (!first) return alone
  if (others.every(({ calendar }) => calendar === first.calendar)) return [{ calendar: first.calendar, minutes }]
  return longestPerCalendar([first, ...others].map(({ assignment, calendar }) => ({ calendar, minutes: minutesOf(assignment, duration) + pauses })))
}

/**
 * How long one person needs. The task's duration is what all of them need together, so nobody needs more; units are
 * stored as whole percents, so that 33 % of somebody comes out a little beside it.
 */
function minutesOf({ work, units, isEven = true, delay = 0 }: PlanAssignment, duration: number): number {
  const minutes = inTenths(delay + (work * 100) / units)
  return !isEven || minutes > duration || Math.abs(minutes - duration) < duration / 50 ? duration : minutes
}

function longestPerCalendar(spans: readonly Span[]): Span[] {
  const longest = new Map<WorkCalendar, Span>()
  for (const span of spans) if (span.minutes > (longest.get(span.calendar)?.minutes ?? -1)) longest.set(span.calendar, span)
  return [...longest.values()]
}

/** Pauses before the first and after the last minute of a task are none. */
const pausesOf = (splits: readonly Split[], duration: number): number =>
  (splits.length === 0 ? 0 : splits.filter(split => isWithin(split, duration)).reduce((sum, { pause }) => sum + inTenths(pause), 0))

const isWithin = ({ after, pause }: Split, duration: number): boolean => after > 0 && after < duration && pause > 0

function begunOf({ progress, splits = [] }: PlanTask, duration: number, spans: readonly Span[]): Begun | null {
  const start = progress?.start
  if (!progress || typeof start !== 'number') return null
  const remaining = Math.max(0, inTenths(progress.remaining ?? duration))
  const done = Math.max(0, duration - remaining)
  const pausesLeft = splits.filter(split => isWithin(split, duration) && split.after > done).reduce((sum, { pause }) => sum + inTenths(pause), 0)
  const stop = progress.stop ?? (done > 0 ? startOfRest(spans, start, done) : start)
  const resume = progress.resume ?? stop
  const whole = spans[0]?.minutes ?? 0
  const restShare = whole > 0 ? (remaining + pausesLeft) / whole : 0
  return { start, finish: progress.finish ?? null, resume, restShare, doneUntil: stop }
}

const startOfRest = (spans: readonly Span[], start: number, done: number): number =>
  Math.max(...spans.map(({ calendar, minutes }) => calendar.addWork(start, Math.min(done, minutes))))

/** Which spans there are does not change while dates are sought: loops without closures, they run for every task at every drag. */
export function finishFrom({ spans, duration }: Row, start: number): number {
  if (duration === 0) return start
  let finish = -Infinity
  for (const { calendar, minutes } of spans) finish = Math.max(finish, calendar.addWork(start, minutes))
  return finish
}

export function startFrom({ spans, duration }: Row, finish: number): number {
  if (duration === 0) return finish
  let start = Infinity
  for (const { calendar, minutes } of spans) start = Math.min(start, calendar.subtractWork(finish, minutes))
  return start
}

/** The first time from `time` on at which somebody works on it; a milestone stays where it is. */
export function nextStart({ spans, duration }: Row, time: number): number {
  if (duration === 0) return time
  let start = Infinity
  for (const { calendar } of spans) start = Math.min(start, calendar.nextWorkStart(time))
  return start
}

export function previousFinish({ spans, duration }: Row, time: number): number {
  if (duration === 0) return time
  let finish = -Infinity
  for (const { calendar } of spans) finish = Math.max(finish, calendar.previousWorkEnd(time))
  return finish
}

/** When a task that has begun is, or will be, done. */
export function finishOfBegun({ spans }: Row, { start, finish: finished, resume, restShare, doneUntil }: Begun): number {
  if (finished !== null) return finished
  let finish = Math.max(start, doneUntil)
  if (restShare > 0) for (const { calendar, minutes } of spans) finish = Math.max(finish, calendar.addWork(resume, inTenths(minutes * restShare)))
  return finish
}

interface Placed { readonly start: number, readonly finish: number }

/** Where a task lies that was set by hand; what was left open follows from its links and its duration. */
export function manualDates(row: Row, manual: ManualDates, free: Placed): Placed {
  const start = manual.start ?? free.start
  if (typeof manual.finish === 'number') return { start, finish: Math.max(start, manual.finish) }
  const { duration } = manual
  if (typeof duration !== 'number') return { start, finish: finishFrom(row, start) }
  return { start, finish: finishFrom({ ...row, duration, spans: row.spans.map(({ calendar }) => ({ calendar, minutes: duration })) }, start) }
}

export function manualSummaryDates(project: WorkCalendar, manual: ManualDates, free: Placed): Placed {
  const start = manual.start ?? free.start
  const finish = manual.finish ?? (typeof manual.duration === 'number' ? project.addWork(start, manual.duration) : free.finish)
  return { start, finish: Math.max(start, finish) }
}
