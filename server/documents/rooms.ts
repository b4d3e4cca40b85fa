import type { Kysely } from 'kysely'
import type { Tables } from '../core/tables.ts'
import { syncStep, type CloseCode } from '@kopa/shared/documents/protocol.ts'
import { caps } from './caps.ts'
import { payloadOf, updateFrame } from './frames.ts'
import { emptyBase, Knowledge, readFacts } from './knowledge.ts'
import { learnInStretches } from './learning.ts'
import { readDocument, type StoredDocument, type StoredUpdate } from './queries.ts'
import { Room } from './room.ts'
import type { Kept, RoomState } from './room-state.ts'
import type { RoomParts } from './room-parts.ts'

/** No such document, or not any more. */
export class NoSuchDocument extends Error {}

/** The documents that are open on this node. */
export class Rooms {
  #rooms = new Map<string, Promise<Room>>()
  #open = new Map<string, Room>()
  /** Being opened, and begun anew meanwhile. */
  #replaced = new Set<string>()
  #database: Kysely<Tables>
  #parts: RoomParts
  #onOpen: (room: Room, isBroken: boolean) => void

  /** @param onOpen is told of every room, and whether its log holds an update that cannot be read */
  constructor(database: Kysely<Tables>, parts: RoomParts, onOpen: (room: Room, isBroken: boolean) => void) {
    this.#database = database
    this.#parts = parts
    this.#onOpen = onOpen
  }

  /** @throws NoSuchDocument, or what the database says */
  open(id: string): Promise<Room> {
    const known = this.#rooms.get(id)
    if (known) return known
    const opening = this.#read(id)
    this.#rooms.set(id, opening)
    opening.catch(() => this.#rooms.delete(id))
    return opening
  }

  /** Takes in what other nodes have written; without any there is nothing to ask. @throws what the database says */
  readOn(room: Room): Promise<boolean> {
    return this.#parts.readOn(room)
  }

  find(id: string): Room | undefined {
    return this.#open.get(id)
  }

  get count(): number {
    return this.#open.size
  }

  all(): Iterable<Room> {
    return this.#open.values()
  }

  release(room: Room): void {
    if (this.#open.get(room.id) !== room) return
    this.#rooms.delete(room.id)
    this.#open.delete(room.id)
  }

  /** What is in storage is another document now: whoever is in the old one has to come back, and what is being opened is read again. */
  replace(id: string, code: CloseCode): void {
    if (this.#rooms.has(id) && !this.#open.has(id)) this.#replaced.add(id)
    this.#open.get(id)?.failed([], code)
  }

  async #read(id: string): Promise<Room> {
    this.#replaced.delete(id)
    const document = await readDocument(this.#database, id)
    if (!document) throw new NoSuchDocument(id)
    const state = await stateOf(document, this.#parts.caps.clientIds, this.#parts.learn)
    if (this.#replaced.has(id)) return this.#read(id)
    const room = new Room(state, this.#parts)
    this.#open.set(id, room)
    this.#onOpen(room, room.state.isFlagged && !document.flaggedAt)
    return room
  }
}

/** What storage holds, as a room keeps it. An update that cannot be read ends the document there; the rest is left for somebody to look at. */
async function stateOf(document: StoredDocument, mostClientIds: number, learn: RoomParts['learn']): Promise<RoomState> {
  const { id, kind, workspaceId, epoch, snapshot, snapshotPosition } = document
  const knowledge = new Knowledge(mostClientIds)
  for (const { clientId, userId } of document.clients) knowledge.bind(clientId, userId)
  const base = document.facts ? readFacts(document.facts, knowledge) : emptyBase
  const { readable, fault } = document.flaggedAt ? { readable: [], fault: null } : await takeReadable(document, knowledge, learn)
  const isFlagged = document.flaggedAt !== null || readable.length < document.updates.length
  return { id, kind, workspaceId, epoch, isFlagged, snapshot, snapshotPosition, base, fault, authorship: document.authorship, tail: readable, knowledge }
}

/** Would somebody who opens it be given all of it, and be let write? */
export const isReadable = async (document: StoredDocument): Promise<boolean> => !(await stateOf(document, caps.clientIds.usual, learnInStretches)).isFlagged

async function takeReadable({ kind, updates }: StoredDocument, knowledge: Knowledge, learn: RoomParts['learn']): Promise<{ readable: Kept[], fault: string | null }> {
  const damaged = updates.findIndex(({ isDamaged }) => isDamaged)
  const { taken, fault } = await learn({ kind, knowledge }, damaged < 0 ? updates : updates.slice(0, damaged))
  const reason = fault ?? (damaged < 0 ? null : 'changed on the disk')
  return { readable: updates.slice(0, taken).map(keptOf), fault: reason && `the update at position ${updates[taken]?.position} cannot be read (${reason})` }
}

function keptOf({ position, userId, bytes, at }: StoredUpdate): Kept {
  const frame = updateFrame(syncStep.update, bytes)
  return { position, userId, frame, bytes: payloadOf(frame, bytes.length), at }
}
