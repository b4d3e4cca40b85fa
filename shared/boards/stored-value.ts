/** Reads of values that any client may have written: what has another shape is taken for absent. */

export const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value)

export const textIn = (value: unknown, mostLength = 10_000): string => (typeof value === 'string' ? value.slice(0, mostLength) : '')

export const textOrNull = (value: unknown): string | null => (typeof value === 'string' && value !== '' ? value : null)

/** Milliseconds since 1970 until the last day of 9999: later days have no four digits, and cannot be told. */
export const mostMoment = Date.UTC(9999, 11, 30)

/** A finite number between two bounds, else `otherwise`. */
export function numberIn(value: unknown, { least, most, otherwise }: { least: number, most: number, otherwise: number }): number {
  return typeof value === 'number' && Number.isFinite(value) ? Math.min(most, Math.max(least, value)) : otherwise
}

export const oneOf = <const V extends readonly string[]>(values: V, value: unknown): V[number] | null => values.find(known => known === value) ?? null

/** `2026-03-02`, a day that exists. */
export const dayOrNull = (value: unknown): string | null =>
  (typeof value === 'string' && /^\d{4}-\d\d-\d\d$/.test(value) && isRealDay(value) ? value : null)

/** `2026-03-02T08:00`, wall-clock time of the project. */
export const localTimeOrNull = (value: unknown): string | null =>
  (typeof value === 'string' && /^\d{4}-\d\d-\d\dT([01]\d|2[0-3]):[0-5]\d$/.test(value) && isRealDay(value.slice(0, 10)) ? value : null)

/** A moment on the time line, ISO 8601 in UTC. */
export const instantOrNull = (value: unknown): string | null =>
  (typeof value === 'string' && /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d{1,3})?)?Z$/.test(value) && !Number.isNaN(Date.parse(value)) ? value : null)

/** 31 February is none: it would come back as 3 March. */
function isRealDay(day: string): boolean {
  const date = new Date(`${day}T00:00:00Z`)
  return !Number.isNaN(date.getTime()) && date.toISOString().slice(0, 10) === day
}
