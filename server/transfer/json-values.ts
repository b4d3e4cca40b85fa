import { instantOrNull, isRecord } from '@kopa/shared/boards/stored-value.ts'
import { dayAt } from '@kopa/shared/boards/zoned-time.ts'
import type { PortableTask } from '@kopa/shared/transfer/board-file.ts'

/** Reads of JSON that another program wrote: what has another shape is taken for absent. */
export type Json = Record<string, unknown>

export const listIn = (value: unknown): Json[] => (Array.isArray(value) ? value.filter(isRecord) : [])
export const textIn = (value: unknown): string => (typeof value === 'string' ? value : '')
export const idsIn = (value: unknown): string[] => (Array.isArray(value) ? value.filter(id => typeof id === 'string') : [])
export const numberIn = (value: unknown): number => (typeof value === 'number' && Number.isFinite(value) ? value : 0)
export const recordIn = (value: unknown): Json => (isRecord(value) ? value : {})

/** A moment as ISO 8601 has it, whatever its zone; null: none. */
export function momentIn(value: unknown): string | null {
  const at = typeof value === 'string' && /^\d{4}-\d\d-\d\dT/.test(value) ? Date.parse(value) : NaN
  return Number.isNaN(at) ? null : instantOrNull(new Date(at).toISOString())
}

export const deadlineAt = (moment: string | null): PortableTask['deadline'] => (moment === null ? null : { instant: moment })

/** The day of a moment on the clock of a zone. */
export const dayIn = (moment: string | null, zone: string): string | null => (moment === null ? null : dayAt(Date.parse(moment), zone))
