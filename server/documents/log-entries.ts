import { syncStep } from '@kopa/shared/documents/protocol.ts'
import { updateFrame } from './frames.ts'
import type { Entry } from './log.ts'
import type { Kept } from './room-state.ts'

/** Gives what was just stored the positions it was stored at; of the documents that were locked nothing was. */
export function assignPositions(batch: readonly Entry[], locked: readonly string[]): void {
  for (const entry of batch) {
    if (entry.bytes && entry.position === 0 && !locked.includes(entry.room.id)) entry.position = ++entry.room.position
  }
}

/** The entries of one room as they lie in the log. */
export function inLogOrder(entries: readonly Entry[]): Entry[] {
  let last = 0
  // An acknowledgement stays right behind what came before it.
  const placed = entries.map(entry => ({ entry, place: last = entry.position || last }))
  return placed.toSorted((one, other) => one.place - other.place).map(({ entry }) => entry)
}

/** What is stored of an entry, ready to be sent; nothing where it is a mere acknowledgement. */
export function keptOf(entry: Entry): Kept[] {
  const { bytes, position, userId } = entry
  if (!bytes) return []
  entry.frame ??= updateFrame(syncStep.update, bytes)
  return [{ position, userId, frame: entry.frame, bytes }]
}
