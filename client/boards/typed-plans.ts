import type { QuickTask } from '@kopa/shared/boards/quick-add.ts'
import { dayNumberOf, localTimeOf, minutesOf } from '@kopa/shared/boards/local-time.ts'
import { endOf, freshPlan, hourOn, inMode, lasting, movedTo, workOf } from '@kopa/shared/boards/plan-moves.ts'
import type { Deadline, Intentions } from '@kopa/shared/boards/task.ts'
import { dayAt, momentOf, wallTimeAt } from '@kopa/shared/boards/zoned-time.ts'
import type { BoardStore } from './board-store.ts'

type Typed = Pick<QuickTask, 'span' | 'hours' | 'lasting' | 'deadline' | 'companyId'>

/** What was typed of when a task is done and due; `now`: milliseconds since 1970; `isPlanned`: it has a plan in any case. */
export function plannedAsTyped(board: BoardStore, { span, hours, lasting: length, deadline, companyId }: Typed, { now, isPlanned }: { now: number, isPlanned: boolean }): { plan: Intentions | null, deadline: Deadline | null } {
  if (span) return { plan: overDays(board, span, companyId), deadline }
  if (hours) return { plan: overHours(board, hours, companyId), deadline }
  return length ? forSoLong(board, { ...length, deadline, companyId }, now) : { plan: isPlanned ? freshPlan : null, deadline }
}

/** A milestone takes no time: at the end of the day that was named, else as soon as its links let it. */
export function milestoneAsTyped(board: BoardStore, { span, deadline, companyId }: Typed): { plan: Intentions, deadline: Deadline | null } {
  const day = span?.finish ?? (deadline && 'day' in deadline ? deadline.day : null)
  const plan = day === null ? freshPlan : movedTo(null, hourOn(dayNumberOf(day), 'finish', { plan: null, companyId }, hoursOf(board)))
  return { plan: { ...plan, duration: 0 }, deadline }
}

const hoursOf = (board: BoardStore) => ({ calendars: board.calendars(), calendar: board.settings().calendar })

/** From the first hour that is worked on its first day to the last on its last one; where nobody works in between, it stays where it was put. */
function overDays(board: BoardStore, { start, finish }: { start: string, finish: string }, companyId: string | null): Intentions {
  const [task, hours] = [{ plan: null, companyId }, hoursOf(board)]
  const at = { start: hourOn(dayNumberOf(start), 'start', task, hours), finish: hourOn(dayNumberOf(finish), 'finish', task, hours) }
  const work = workOf(task, at, hours)
  return work > 0 ? lasting(movedTo(null, at.start), work) : inMode(null, 'manual', at)
}

/** Where all of it is worked it moves with what it waits for; over a break, in the evening or on a day off it stays where it was put. */
function overHours(board: BoardStore, { start, finish }: { start: string, finish: string }, companyId: string | null): Intentions {
  const [task, { zone }] = [{ plan: null, companyId }, board.settings()]
  const at = { start: minutesOf(wallTimeAt(Date.parse(start), zone)), finish: minutesOf(wallTimeAt(Date.parse(finish), zone)) }
  const isWorked = workOf(task, at, hoursOf(board)) === at.finish - at.start
  return isWorked ? lasting(movedTo(null, at.start), at.finish - at.start) : inMode(lasting(null, at.finish - at.start), 'manual', at)
}

interface Length extends Pick<Typed, 'deadline' | 'companyId'> { minutes: number, from: Deadline | null }

/** From the time that was named, and then due when it is over; else from today on, or as soon as a plan that begins later does. */
function forSoLong(board: BoardStore, { minutes, from, deadline, companyId }: Length, now: number): { plan: Intentions, deadline: Deadline | null } {
  const { zone, start: begins } = board.settings()
  const [task, hours] = [{ plan: null, companyId }, hoursOf(board)]
  const morning = (day: string): number => hourOn(dayNumberOf(day), 'start', task, hours)
  if (from === null) {
    const today = morning(dayAt(now, zone))
    return { plan: lasting(begins !== null && minutesOf(begins) > today ? null : movedTo(null, today), minutes), deadline }
  }
  const start = 'day' in from ? morning(from.day) : minutesOf(wallTimeAt(Date.parse(from.instant), zone))
  const end = localTimeOf(endOf(task, { start, work: minutes }, hours))
  return {
    plan: lasting(movedTo(null, start), minutes),
    deadline: deadline ?? ('day' in from ? { day: end.slice(0, 10) } : { instant: new Date(momentOf(end, zone)).toISOString() }),
  }
}
