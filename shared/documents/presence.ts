/** What presence says besides a caret: what somebody has selected, and what they move just now. Places are relative positions (Yjs, RelativePosition.js) in JSON. */

/** so many places of a selection are told: one may be of ten thousand tasks */
export const mostSelected = 16

export interface PulledDates { readonly start: number, readonly finish: number }

/** From where to where something is pulled, in minutes of the board's clock; null: it is no stretch of time. */
export function pulledDatesIn(value: unknown): PulledDates | null {
  if (typeof value !== 'object' || value === null) return null
  const { start, finish } = value as Record<string, unknown>
  if (!Number.isSafeInteger(start) || !Number.isSafeInteger(finish)) return null
  const dates = { start: start as number, finish: finish as number }
  return dates.start <= dates.finish ? dates : null
}
