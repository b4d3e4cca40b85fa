import type pg from 'pg'
import { closeCode } from '@kopa/shared/documents/protocol.ts'
import type { Entry, LogRoom } from './log.ts'
import { readBindings, readRows, type Row } from './log-rows.ts'

/** How a batch of the log takes in what other nodes have written to the same documents. */

/** A row of the log as another node tells it. */
export type ToldRow = Pick<Row, 'position' | 'userId' | 'bytes'>

/** Another node says how far the log of a room goes, and perhaps what it holds there. */
export interface Heard { room: LogRoom, position: number, told: readonly ToldRow[], /** called when it is in the room, or cannot be had now */ onDone?: (error: Error | null) => void }

/** The position of an entry that can never be stored. */
export const failedPosition = -1
export const isStored = (entry: Entry): boolean => entry.position > 0

/** Somebody was there first: takes in what they wrote, and finds out what of ours is stored already. */
export async function reconcileRoom(client: pg.Client, room: LogRoom, batch: Entry[]): Promise<void> {
  const mine = batch.filter(entry => entry.room === room && entry.bytes && entry.position === 0)
  const bound = await readBindings(client, room.id, mine.flatMap(entry => [...entry.newClients]))
  await readOn(client, room, batch, mine)
  for (const entry of mine) settleBindings(entry, bound)
}

/** Reads what the log holds beyond the room; `mine` are entries whose own answer may have been lost. */
export async function readOn(client: pg.Client, room: LogRoom, batch: Entry[], mine: readonly Entry[] = []): Promise<void> {
  const read = await readRows(client, { documentId: room.id, epoch: room.state.epoch, after: room.position })
  if (!read) return room.failed([], closeCode.otherEpoch)
  for (const row of read.rows) {
    // Folded and let go on another node meanwhile, or not what was stored: the room has to be read anew.
    if (row.position !== room.position + 1 || row.isDamaged) return room.failed([])
    const own = mine.find(entry => !isStored(entry) && isSame(entry, row))
    if (own) own.position = row.position
    else batch.push(foreign(room, row))
    room.position = row.position
  }
  if (room.position < read.foldedTo) room.failed([])
}

/** What can be taken in now: where something of our own may be in the log, it has to be at hand first. */
export function takeHeard(heard: Heard[], unsure: ReadonlySet<LogRoom>): Heard[] {
  const taken = heard.splice(0)
  heard.push(...taken.filter(({ room }) => unsure.has(room)))
  return taken.filter(({ room }) => !unsure.has(room))
}

/** Answers whether all that was told is in the room now. */
export function takeTold(room: LogRoom, told: readonly ToldRow[], batch: Entry[]): boolean {
  for (const row of told) {
    if (row.position <= room.position) continue
    if (row.position > room.position + 1) return false
    batch.push(foreign(room, row))
    room.position = row.position
  }
  return told.length > 0
}

const foreign = (room: LogRoom, { position, userId, bytes }: ToldRow): Entry =>
  ({ room, position, userId, bytes, clientId: 0, newClients: [], frame: null, sender: null, isForeign: true })

const isSame = (entry: Entry, row: Row): boolean =>
  entry.userId === row.userId && entry.clientId === row.clientId && entry.bytes !== null && Buffer.compare(entry.bytes, row.bytes) === 0

/** A client id that is bound to the writer needs no binding; one that is bound to somebody else cannot be written with. */
function settleBindings(entry: Entry, bound: Map<number, string>): void {
  if (isStored(entry)) return
  const owners = entry.newClients.map(client => bound.get(client))
  if (owners.some(owner => owner !== undefined && owner !== entry.userId)) { entry.position = failedPosition; entry.bytes = null }
  entry.newClients = entry.newClients.filter(client => !bound.has(client))
}
