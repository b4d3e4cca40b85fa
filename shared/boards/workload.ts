import type { BoardCalendar } from './board-calendar.ts'
import { calendarsOfTasks } from './board-plan.ts'
import { Calendars } from './calendar.ts'
import { minutesOfDay } from './calendar-days.ts'
import { dayNumberOf } from './local-time.ts'
import type { Task } from './task.ts'

/** Minutes of one week: what is to be worked and what can be. `ids`: the tasks it is made of. */
export interface WeekLoad { readonly work: number, readonly capacity: number, readonly ids: readonly string[] }
/** A person, or (null) the planned tasks of a company that nobody is assigned to; they have no capacity. */
export interface PersonLoad { readonly userId: string | null, readonly weeks: readonly WeekLoad[] }
/** `companyId` null: the planned tasks of nobody, of no company and no person here. */
export interface CompanyLoad { readonly companyId: string | null, readonly weeks: readonly WeekLoad[], readonly people: readonly PersonLoad[] }

export interface WorkloadParts {
  tasks: readonly Task[]
  /** when a task is worked on, minutes since 1970 on the plan's clock; undefined: it has no place in time, or its subtasks stand for it */
  dates: (id: string) => { start: number, finish: number } | undefined
  people: readonly { userId: string, companyId: string }[]
  companies: readonly { id: string }[]
  /** nothing is left to do in it */
  isDone: (task: Task) => boolean
  calendars: readonly BoardCalendar[]
  /** of whoever's company has none */
  calendar: string | null
  /** first days of the weeks */
  weeks: readonly string[]
}

/**
 * What each person and company has to do in each week against what their calendar holds. Work is spread evenly over the working time
 * between start and finish; where nobody has said how much it is, it is the share of the day that a person gives to it.
 */
export function workloadOf({ tasks: all, isDone, dates, people, companies, calendars, calendar, weeks }: WorkloadParts): CompanyLoad[] {
  const tasks = all.filter(task => task.progress.finish === null && !isDone(task))
  const [known, ofCompany] = [new Calendars(calendars), calendarsOfTasks(calendars, calendar)]
  const spans = weeks.map(week => ({ from: dayNumberOf(week) * minutesOfDay, to: (dayNumberOf(week) + 7) * minutesOfDay }))
  const load = (booked: readonly Booking[], most: readonly number[], times: Times): WeekLoad[] => spans.map(({ from, to }, at) => {
    const parts = booked.map(booking => ({ id: booking.id, work: workIn(booking, { from, to }, times) })).filter(({ work }) => work > 0)
    return { work: Math.round(parts.reduce((sum, { work }) => sum + work, 0)), capacity: most[at] ?? 0, ids: parts.map(({ id }) => id) }
  })
  const here = { people: new Set(people.map(({ userId }) => userId)), companies: new Set(companies.map(({ id }) => id)) }
  const open = (companyId: string | null, times: Times): PersonLoad[] => {
    const own = load(unassigned(tasks, dates, { ...here, companyId }), spans.map(() => 0), times)
    return own.some(({ ids }) => ids.length > 0) ? [{ userId: null, weeks: own }] : []
  }
  const ofCompanies = companies.map(({ id: companyId }): CompanyLoad => {
    const times = known.get(ofCompany(companyId) ?? calendar)
    const capacity = spans.map(({ from, to }) => times.workBetween(from, to))
    const own = people.filter(person => person.companyId === companyId).map(({ userId }): PersonLoad => ({ userId, weeks: load(bookingsOf(tasks, dates, userId), capacity, times) }))
    const rows = [...own, ...open(companyId, times)]
    return { companyId, people: rows, weeks: spans.map((_, at) => added(rows.flatMap(row => row.weeks[at] ?? []))) }
  })
  return [...ofCompanies, ...open(null, known.get(calendar)).map(({ weeks: own }): CompanyLoad => ({ companyId: null, people: [], weeks: own }))]
}

interface Booking { id: string, start: number, finish: number, /** per cent of a day */ units: number, /** minutes in all; null: follows from units */ work: number | null }

const bookingsOf = (tasks: readonly Task[], dates: WorkloadParts['dates'], userId: string): Booking[] => tasks.flatMap(({ id, assignees }) => {
  const [assignee, found] = [assignees.find(one => one.userId === userId), dates(id)]
  return assignee && found ? [{ id, start: found.start, finish: found.finish, units: assignee.units, work: assignee.work }] : []
})

interface Here { companyId: string | null, people: ReadonlySet<string>, companies: ReadonlySet<string> }

/** Who has left the workspace does nothing any more: what was theirs waits for somebody. */
const unassigned = (tasks: readonly Task[], dates: WorkloadParts['dates'], { companyId, people, companies }: Here): Booking[] => tasks.flatMap(task => {
  const company = task.companyId !== null && companies.has(task.companyId) ? task.companyId : null
  const found = company === companyId && !task.assignees.some(({ userId }) => people.has(userId)) ? dates(task.id) : undefined
  return found ? [{ id: task.id, start: found.start, finish: found.finish, units: 100, work: null }] : []
})

interface Times { workBetween: (from: number, to: number) => number }

function workIn({ start, finish, units, work }: Booking, { from, to }: { from: number, to: number }, times: Times): number {
  if (finish <= from || start >= to) return 0
  const share = times.workBetween(Math.max(start, from), Math.min(finish, to))
  if (work === null) return share * units / 100
  const whole = times.workBetween(start, finish)
  return whole === 0 ? 0 : work * share / whole
}

const added = (weeks: readonly WeekLoad[]): WeekLoad => ({
  work: weeks.reduce((sum, { work }) => sum + work, 0), capacity: weeks.reduce((sum, { capacity }) => sum + capacity, 0), ids: [...new Set(weeks.flatMap(({ ids }) => ids))],
})
