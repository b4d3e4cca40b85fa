import { commonShifts, type Day, isoWeekday, makeReady, minutesOfDay, officeWeek, type PlanCalendar, type Shift, shiftsOn, tidyShifts } from './calendar-days.ts'

/** What can be counted: 1900-01-01 until 2300-01-01, in days since 1970-01-01. Nothing is ever computed beyond. */
export const firstDay: Day = -25_567
export const lastDay: Day = 120_529
export const firstMinute = firstDay * minutesOfDay
export const lastMinute = lastDay * minutesOfDay

/** Days that are looked up at once when somebody asks beyond what is known. */
const chunk = 400

/** Times and durations hold tenths of a minute at most; floating point must not add crumbs. */
export const inTenths = (minutes: number): number => (Number.isInteger(minutes) ? minutes : Math.round(minutes * 10) / 10)

/**
 * Hours in which work goes on, and arithmetic on them. Times are minutes of the wall clock since 1970-01-01T00:00.
 * Sums over days are kept as they are asked for, so that an answer costs a look-up, however far it leads.
 */
export class WorkCalendar {
  /** Work goes on at every minute: nothing has to be looked up. */
  readonly isContinuous: boolean
  readonly #lookUp: ((day: Day) => readonly Shift[]) | null
  /** Known days: from `#from` on, `#shifts[i]` of day `#from + i`, and the working minutes of all known days before it. */
  #from = 0
  #shifts: (readonly Shift[])[] = []
  #sums: number[] = [0]
  /** The known day that was looked at last: what is asked next is mostly a few days from there. */
  #near = 0

  /** Without `lookUp`: round the clock. Shifts must be in order, without overlaps. */
  constructor(lookUp: ((day: Day) => readonly Shift[]) | null = null) {
    this.#lookUp = lookUp
    this.isContinuous = lookUp === null
  }

  shiftsOn(day: Day): readonly Shift[] {
    return this.#lookUp?.(day) ?? roundTheClock
  }

  /** Does anybody work in the four years before or after a time? The two halves of two shifts, say, have no hour in common. */
  worksAround(time: number): boolean {
    if (this.isContinuous) return true
    const day = dayOf(time)
    for (let distance = 0; distance < 1461; distance++) if (this.shiftsOn(day + distance).length > 0 || this.shiftsOn(day - distance).length > 0) return true
    return false
  }

  /** When `work` minutes that begin at `time` are done: at the end of a shift, if it comes out so. Backward when less than 0. */
  addWork(time: number, work: number): number {
    if (work <= 0) return work < 0 ? this.subtractWork(time, -work) : time
    if (this.isContinuous) return within(time + work)
    return inTenths(this.#timeAt(inTenths(this.#workUntil(time) + work)))
  }

  /** When `work` minutes have to begin to be done at `time`: at the beginning of a shift, if it comes out so. */
  subtractWork(time: number, work: number): number {
    if (work <= 0) return work < 0 ? this.addWork(time, -work) : time
    if (this.isContinuous) return within(time - work)
    return inTenths(this.#timeAfter(inTenths(this.#workUntil(time) - work)))
  }

  /** Working minutes from one time to the other; less than 0 when the second comes first. */
  workBetween(from: number, to: number): number {
    if (this.isContinuous || from === to) return inTenths(to - from)
    this.#know(dayOf(Math.min(from, to)))
    return inTenths(this.#workUntil(to) - this.#workUntil(from))
  }

  /** The first time, from `time` on, at which work goes on; the end of all that can be counted if it never does. */
  nextWorkStart(time: number): number {
    if (this.isContinuous) return within(time)
    const known = this.#know(dayOf(time))
    const minute = within(time) - (this.#from + known) * minutesOfDay
    for (const shift of this.#shifts[known] ?? []) if (shift[1] > minute) return inTenths(Math.max(within(time), (this.#from + known) * minutesOfDay + shift[0]))
    return this.#timeAfter(this.#sum(known + 1))
  }

  /** The last time, up to `time`, at which work has gone on. */
  previousWorkEnd(time: number): number {
    if (this.isContinuous) return within(time)
    const known = this.#know(dayOf(time))
    const minute = within(time) - (this.#from + known) * minutesOfDay
    let last: Shift | null = null
    for (const shift of this.#shifts[known] ?? []) if (shift[0] < minute) last = shift
    if (last) return inTenths(Math.min(within(time), (this.#from + known) * minutesOfDay + last[1]))
    return this.#timeAt(this.#sum(known))
  }

  /** Working minutes of all known days until `time`. Only differences mean anything, and only while no earlier day becomes known. */
  #workUntil(time: number): number {
    const known = this.#know(dayOf(time))
    const minute = within(time) - (this.#from + known) * minutesOfDay
    let work = this.#sum(known)
    for (const shift of this.#shifts[known] ?? []) {
      if (minute <= shift[0]) break
      work += Math.min(minute, shift[1]) - shift[0]
    }
    return work
  }

  /** The first time at which `sum` minutes are done. */
  #timeAt(sum: number): number {
    let wanted = sum
    while (this.#sum(this.#shifts.length) < wanted) if (!this.#knowLater()) return lastMinute
    while (wanted <= 0) {
      const more = this.#knowEarlier()
      if (more === null) return firstMinute
      wanted += more
    }
    return this.#timeIn(this.#dayWith(wanted, false), wanted, false)
  }

  /** The last time at which no more than `sum` minutes are done. */
  #timeAfter(sum: number): number {
    let wanted = sum
    while (this.#sum(this.#shifts.length) <= wanted) if (!this.#knowLater()) return lastMinute
    while (wanted < 0) {
      const more = this.#knowEarlier()
      if (more === null) return firstMinute
      wanted += more
    }
    return this.#timeIn(this.#dayWith(wanted, true), wanted, true)
  }

  /** `isBeyond`: where more than so many minutes begin, and not where so many are done. */
  #timeIn(known: number, sum: number, isBeyond: boolean): number {
    let rest = sum - this.#sum(known)
    for (const shift of this.#shifts[known] ?? []) {
      const length = shift[1] - shift[0]
      if (isBeyond ? rest < length : rest <= length) return (this.#from + known) * minutesOfDay + shift[0] + rest
      rest -= length
    }
    return (this.#from + known + 1) * minutesOfDay
  }

  /** The first known day with which so many minutes are done, or more (`isBeyond`: only more). Without closures: it is asked several times for every task at every drag. */
  #dayWith(sum: number, isBeyond: boolean): number {
    const last = this.#shifts.length - 1
    // It lies between `low` and `high`: they go apart until it does.
    let low = Math.min(this.#near, last)
    let high = low
    for (let stride = 1; low > 0 && this.#isDone(low - 1, sum, isBeyond); stride *= 2) {
      high = low - 1
      low = Math.max(0, low - stride)
    }
    for (let stride = 1; high < last && !this.#isDone(high, sum, isBeyond); stride *= 2) {
      low = high + 1
      high = Math.min(last, high + stride)
    }
    while (low < high) {
      const middle = (low + high) >> 1
      if (this.#isDone(middle, sum, isBeyond)) high = middle
      else low = middle + 1
    }
    return this.#near = low
  }

  #isDone(known: number, sum: number, isBeyond: boolean): boolean {
    return isBeyond ? this.#sum(known + 1) > sum : this.#sum(known + 1) >= sum
  }

  #sum(index: number): number {
    return this.#sums[index] ?? 0
  }

  /** Makes a day known; answers its place among the known ones. */
  #know(day: Day): number {
    if (this.#shifts.length === 0) this.#from = day
    while (day < this.#from) this.#knowEarlier()
    while (day >= this.#from + this.#shifts.length) this.#knowLater()
    return this.#near = day - this.#from
  }

  #knowLater(): boolean {
    const from = this.#from + this.#shifts.length
    const until = Math.min(lastDay + 1, from + Math.max(chunk, this.#shifts.length))
    for (let day = from; day < until; day++) {
      const shifts = this.shiftsOn(day)
      this.#shifts.push(shifts)
      this.#sums.push(this.#sum(this.#sums.length - 1) + minutesIn(shifts))
    }
    return until > from
  }

  /** Answers how many working minutes came in before all sums; null at the beginning of what can be counted. */
  #knowEarlier(): number | null {
    const from = Math.max(firstDay, this.#from - Math.max(chunk, this.#shifts.length))
    if (from === this.#from) return null
    const shifts = Array.from({ length: this.#from - from }, (_, index) => this.shiftsOn(from + index))
    const sums = [0]
    for (const some of shifts) sums.push((sums.at(-1) ?? 0) + minutesIn(some))
    const more = sums.pop() ?? 0
    this.#sums = [...sums, ...this.#sums.map(sum => sum + more)]
    this.#shifts = [...shifts, ...this.#shifts]
    this.#from = from
    return more
  }
}

const roundTheClock: readonly Shift[] = [[0, minutesOfDay]]
export const elapsedTime = new WorkCalendar()

const within = (time: number): number => Math.min(lastMinute, Math.max(firstMinute, time))
const dayOf = (time: number): Day => Math.floor(within(time) / minutesOfDay)
const minutesIn = (shifts: readonly Shift[]): number => shifts.reduce((sum, [from, until]) => sum + until - from, 0)

/** Calendars by id, made when they are asked for; those that say nothing of their own are the same object as their base. */
export class Calendars {
  readonly #plans: ReadonlyMap<string, PlanCalendar>
  readonly #made = new Map<string, WorkCalendar>()
  readonly #common = new Map<WorkCalendar, Map<WorkCalendar, WorkCalendar>>()
  readonly #office = new WorkCalendar(day => officeWeek[isoWeekday(day) - 1] ?? [])

  constructor(plans: readonly PlanCalendar[]) {
    this.#plans = new Map(plans.map(plan => [plan.id, plan]))
  }

  has(id: string | null | undefined): id is string {
    return id !== null && id !== undefined && this.#plans.has(id)
  }

  /** Of an id that is not there: office hours, Monday to Friday. */
  get(id: string | null | undefined): WorkCalendar {
    if (!this.has(id)) return this.#office
    const made = this.#made.get(id) ?? this.#make(id)
    this.#made.set(id, made)
    return made
  }

  /** Hours that both have. */
  common(one: WorkCalendar, other: WorkCalendar): WorkCalendar {
    if (one === other || other.isContinuous) return one
    if (one.isContinuous) return other
    const known = this.#common.get(one)?.get(other)
    if (known) return known
    const made = new WorkCalendar(day => commonShifts(one.shiftsOn(day), other.shiftsOn(day)))
    this.#common.set(one, (this.#common.get(one) ?? new Map<WorkCalendar, WorkCalendar>()).set(other, made))
    return made
  }

  #make(id: string): WorkCalendar {
    const line = this.#lineOf(id)
    const speaking = line.findIndex(plan => !isSilent(plan))
    const own = line[speaking]
    if (!own) return this.#office
    if (speaking > 0) return this.get(own.id)
    if ( line.every(isSilentButWeek) && own.week.every(shifts => shifts !== null && isWholeDay(shifts))) return elapsedTime
    const ready = line.map(makeReady)
    return new WorkCalendar(day => shiftsOn(day, ready))
  }

  /** The calendar, its base, the base's base; ends where a base is missing or comes again. */
  #lineOf(id: string): PlanCalendar[] {
    const line: PlanCalendar[] = []
    for (let next = this.#plans.get(id); next && !line.some(({ id }) => id === next?.id); next = this.#plans.get(next.base ?? '')) line.push(tidy(next))
    return line
  }
}

const isSilent = (plan: PlanCalendar): boolean => isSilentButWeek(plan) && plan.week.every(shifts => shifts === null)
const isSilentButWeek = ({ exceptions = [], workWeeks = [], country = null }: PlanCalendar): boolean => exceptions.length === 0 && workWeeks.length === 0 && country === null
const isWholeDay = (shifts: readonly Shift[]): boolean => shifts.length === 1 && shifts[0]?.[0] === 0 && shifts[0][1] === minutesOfDay

function tidy(plan: PlanCalendar): PlanCalendar {
  const tidyWeek = (week: PlanCalendar['week']) => week.map(shifts => (shifts ? tidyShifts(shifts) : null))
  return {
    ...plan,
    week: tidyWeek(plan.week),
    workWeeks: (plan.workWeeks ?? []).map(workWeek => ({ ...workWeek, week: tidyWeek(workWeek.week) })),
    exceptions: (plan.exceptions ?? []).map(exception => ({ ...exception, shifts: tidyShifts(exception.shifts) })),
  }
}
