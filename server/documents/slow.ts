import * as Y from 'yjs'
import { quietDoc } from './loading.ts'
import type { Id } from './update-reader.ts'

/** From here on a document takes too long to load for what it is: ordinary ones take half a microsecond a byte. */
const longest = { milliseconds: 1000, microsecondsPerByte: 20 }

/** What this thread has worked so far, in milliseconds: on a busy machine it stands still for long, and no document is slow for that. */
export function worked(): number {
  const { user, system } = process.threadCpuUsage()
  return (user + system) / 1000
}

export const isSlow = (milliseconds: number, bytes: number): boolean =>
  milliseconds > longest.milliseconds && milliseconds * 1000 > bytes * longest.microsecondsPerByte

/**
 * Structs in the middle of a long text that name no right neighbour are compared with all that follows: 24 kB of them cost every reader
 * ten seconds, each time. The guard knows no order and takes them for typing at the end; here it shows.
 * Loaded once more by itself: many small updates take long as well, but their snapshot does not.
 * @param since the state vector before this fold
 * @returns the first struct of whoever brought most, or null when it loads quickly
 */
export function findSlow(doc: Y.Doc, since: Map<number, number>, snapshot: Uint8Array): Id | null {
  const begun = worked()
  Y.applyUpdate(quietDoc(), snapshot)
  if (!isSlow(worked() - begun, snapshot.length)) return null
  const brought = [...doc.store.clients].map(([client, structs]) => {
    const from = since.get(client) ?? 0
    return { client, clock: from, count: structs.filter(({ id }) => id.clock >= from).length }
  })
  return brought.toSorted((one, other) => other.count - one.count)[0] ?? null
}
