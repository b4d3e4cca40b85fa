import type { WorkCalendar } from './calendar.ts'
import { Load } from './leveling-load.ts'
import type { Plan, PlanAssignment } from './plan.ts'
import { byTask } from './schedule.ts'
import type { Row, RowContext } from './schedule-rows.ts'

/** A share of a resource that a task needs, with what is known of when. */
export interface Booking {
  /** Which of `Loads`. */
  readonly resource: number
  readonly units: number
  /** The hours in which it is worked on, and those of the resource alone. */
  readonly hours: WorkCalendar
  readonly resourceHours: WorkCalendar
  /** Begins so many working minutes after the task, and is done after so many more; Infinity: with the task. */
  readonly delay: number
  readonly minutes: number
}

/** Reads who is needed by what: only people and machines, and of several assignments to one task those that have work to do. */
export class Bookings {
  readonly #context: RowContext
  readonly #assignments: ReadonlyMap<string, PlanAssignment[]>
  readonly #resources: readonly { readonly id: string, readonly available: number }[]
  readonly #indexes: ReadonlyMap<string, number>

  constructor({ resources, assignments }: Pick<Plan, 'resources' | 'assignments'>, context: RowContext) {
    this.#context = context
    this.#assignments = byTask(assignments.toSorted((a, b) => (a.id < b.id ? -1 : 1)))
    this.#resources = resources.filter(({ kind }) => kind === 'work').map(({ id, maxUnits = 100 }) => ({ id, available: maxUnits })).sort((a, b) => (a.id < b.id ? -1 : 1))
    this.#indexes = new Map(this.#resources.map(({ id }, index) => [id, index]))
  }

  /** One for each resource, with nothing in it. */
  loads(): Load[] {
    return this.#resources.map(({ id, available }) => new Load(id, available))
  }

  of(row: Row): Booking[] {
    const { task, duration } = row
    if (duration === 0 && !task.manual) return []
    const all = (this.#assignments.get(task.id) ?? []).filter(({ resource, units }) => units > 0 && this.#indexes.has(resource))
    const working = all.some(({ work }) => work > 0) ? all.filter(({ work }) => work > 0) : all
    const made = new Map<number, Booking>()
    for (const assignment of working) {
      const booking = this.#make(row, assignment)
      const other = made.get(booking.resource)
      // Twice the same resource: as long as the task lasts, for it is not told which of them is done first.
      made.set(booking.resource, other ? { ...booking, units: booking.units + other.units, delay: 0, minutes: Infinity } : booking)
    }
    return [...made.values()]
  }

  #make({ task, duration }: Row, { resource, units, work, delay = 0, isEven = true }: PlanAssignment): Booking {
    const { calendars, project, resources } = this.#context
    const own = calendars.has(task.calendar) ? calendars.get(task.calendar) : null
    const calendar = resources.get(resource)?.calendar
    const resourceHours = calendars.has(calendar) ? calendars.get(calendar) : own ?? project
    const hours = own === null ? resourceHours : task.ignoresResourceCalendars ? own : calendars.common(resourceHours, own)
    const minutes = work > 0 ? (work * 100) / units : Infinity
    // Pauses, uneven work, and what only rounding makes shorter than the task: until the task ends.
    const isShorter = isEven && !task.isElapsed && (task.splits ?? []).length === 0 && delay + minutes < duration * 0.98
    return { resource: this.#indexes.get(resource) ?? 0, units, hours, resourceHours, delay: task.isElapsed ? 0 : delay, minutes: isShorter ? minutes : Infinity }
  }
}

export interface Stretch { readonly from: number, readonly until: number }

/**
 * From when to when a booking keeps its resource busy, cut to the hours in which that works at all: nothing when it never does.
 * Pauses in between, be they of the calendar or of the task, are not given to others: who is in the middle of something is busy with it.
 */
export function stretchOf({ hours, resourceHours, delay, minutes }: Booking, { start, finish }: { start: number, finish: number }): Stretch | null {
  const begin = delay > 0 ? Math.min(finish, hours.addWork(start, delay)) : start
  const end = minutes === Infinity ? finish : Math.min(finish, hours.addWork(begin, minutes))
  const from = resourceHours.nextWorkStart(begin)
  const until = resourceHours.previousWorkEnd(end)
  return from < until ? { from, until } : null
}
