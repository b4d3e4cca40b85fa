import { Calendars, type WorkCalendar } from '@kopa/shared/boards/calendar.ts'
import type { Plan, PlanTask, Split } from '@kopa/shared/boards/plan.ts'
import { durationOf, numberOf, timeOf } from './project-values.ts'
import type { XmlRecord } from './xml-records.ts'

interface Piece { from: number, until: number }

/**
 * Microsoft Project's XML has no element for the pauses of a split task: they show as days without work in the time-phased work
 * (types 1, what is left, and 2, what is done) of its assignments. The pauses are kept, not the dates: pieces that do not
 * add up to the task's duration are work that is spread unevenly, and no pauses.
 */
export function readSplits(tasks: readonly PlanTask[], assignments: readonly XmlRecord[], { calendars, settings }: Pick<Plan, 'calendars' | 'settings'>): PlanTask[] {
  const pieces = piecesByTask(assignments)
  const known = new Calendars(calendars)
  return tasks.map(task => {
    const own = pieces.get(task.id)
    if (!own || task.duration === 0 || task.isElapsed) return task
    const splits = splitsOf(own, task.duration, known.get(known.has(task.calendar) ? task.calendar : settings.calendar))
    return splits.length > 0 ? { ...task, splits } : task
  })
}

function piecesByTask(assignments: readonly XmlRecord[]): Map<string, Piece[]> {
  const pieces = new Map<string, Piece[]>()
  for (const assignment of assignments) {
    const task = assignment.text('TaskUID')
    if (task === null) continue
    const own = pieces.get(task) ?? []
    pieces.set(task, own)
    for (const period of assignment.all('TimephasedData')) {
      const type = numberOf(period, 'Type')
      const [from, until] = [timeOf(period, 'Start'), timeOf(period, 'Finish')]
      if ((type === 1 || type === 2) && from !== null && until !== null && until > from && (durationOf(period, 'Value') ?? 0) > 0) own.push({ from, until })
    }
  }
  return pieces
}

function splitsOf(pieces: Piece[], duration: number, calendar: WorkCalendar): Split[] {
  const splits: Split[] = []
  let done = 0
  let last: Piece | null = null
  for (const { from, until } of pieces.sort((a, b) => a.from - b.from || a.until - b.until)) {
    const pause = last ? calendar.workBetween(last.until, from) : 0
    if (last && pause <= 0) {
      done += Math.max(0, calendar.workBetween(last.until, until))
      last.until = Math.max(last.until, until)
      continue
    }
    if (last) splits.push({ after: done, pause })
    done += calendar.workBetween(from, until)
    last = { from, until }
  }
  return Math.abs(done - duration) <= duration / 50 ? splits : []
}
