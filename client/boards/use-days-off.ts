import { useMemo } from 'react'
import { useBoardContext } from './board-context.ts'
import { useCalendars } from './use-board.ts'
import { type FreeDay, freeDays } from './year-ahead.ts'

/** Who does not work on which of these days, which follow one another. */
export function useDaysOff(days: readonly string[]): ReadonlyMap<string, FreeDay> {
  const { board, companies } = useBoardContext()
  const calendars = useCalendars(board)
  return useMemo(() => new Map(freeDays(calendars, companies.map(({ id }) => id), { from: days[0] ?? '', days: days.length }).map(day => [day.day, day])), [calendars, companies, days])
}
