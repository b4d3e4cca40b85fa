import type { FastifyBaseLogger } from 'fastify'
import type { Outbox } from '../core/outbox.ts'
import { closeCode } from '@kopa/shared/documents/protocol.ts'
import type { Projections } from '@kopa/shared/documents/kinds.ts'
import type { Caps } from './caps.ts'
import { flagDocument, storeFold } from './commands.ts'
import type { EngineConfig, ProjectionWriters } from './engine-parts.ts'
import { KeeperClosed, type Keeper } from './keeper.ts'
import type { Fold } from './keeper-jobs.ts'
import { ByteCursor } from './byte-cursor.ts'
import { readClocks, writeFacts } from './knowledge.ts'
import { packRoom } from './sync-answers.ts'
import type { Room } from './room.ts'
import type { Kept } from './room-state.ts'

export interface SettlingParts {
  keeper: Keeper
  outbox: Outbox
  projections: ProjectionWriters
  log: FastifyBaseLogger
  now: () => Date
  newId: () => string
  /** A document has something in it that readers see in different places; `writtenBy` sent it. */
  straighten: (room: Room, writtenBy: string | null) => Promise<void>
  caps: Pick<Caps, 'workers'>
  /** Makes a version of the snapshot as it is. */
  keepBefore: (room: Room) => Promise<void>
  config: EngineConfig
}

/** Updates of a room that are not in its snapshot yet. Times in milliseconds of the process clock. */
interface Unfolded { first: number, last: number, updates: number, bytes: number }

/** A document of megabytes takes long to fold: it may spend this share of the time being folded, not more. */
const restPerFold = 20
/** But not longer: a fold that only waited for its thread on a busy server says nothing about the document. */
const longestRest = 30_000
/** After a fold that could not be stored. */
const retryAfter = 5000

/** Decides when the keeper folds a document's updates into its snapshot, and stores the result with all that is derived from it. */
export class Settling {
  #parts: SettlingParts
  #unfolded = new Map<Room, Unfolded>()
  #folding = new Map<Room, Promise<void>>()
  #notBefore = new WeakMap<Room, number>()
  /** Their last fold could not be stored. */
  #unstored = new WeakSet<Room>()
  /** Have something in them that cannot stay, and who wrote it: until that was seen to, however often the database refuses. */
  #crooked = new WeakMap<Room, string | null>()
  /** Rooms that keep what is folded, and since when. */
  #foldedAt = new Map<Room, number>()

  constructor(parts: SettlingParts) {
    this.#parts = parts
  }

  noteUpdates(room: Room, updates: number, bytes: number): void {
    const now = performance.now()
    const before = this.#unfolded.get(room) ?? { first: now, last: now, updates: 0, bytes: 0 }
    this.#unfolded.set(room, { first: before.first, last: now, updates: before.updates + updates, bytes: before.bytes + bytes })
  }

  isSettled(room: Room): boolean {
    return !this.#unfolded.has(room) && !this.#folding.has(room)
  }

  forget(room: Room): void {
    this.#unfolded.delete(room)
    this.#foldedAt.delete(room)
  }

  /** Starts what is due. */
  tick(): void {
    const now = performance.now()
    this.#letGo(now)
    const most = 2 * this.#parts.caps.workers
    for (const [room, unfolded] of this.#unfolded) {
      // The others wait where they are, as bytes that are there anyway: only what is about to be folded is copied.
      if (this.#folding.size >= most) return
      if (this.#folding.has(room) || now < this.#restsUntil(room) || !this.#isDue(room, unfolded, now)) continue
      const folding = this.#fold(room).finally(() => this.#folding.delete(room))
      this.#folding.set(room, folding)
    }
  }

  /** Whoever comes back later than that is sent what they lack from the snapshot. */
  #letGo(now: number): void {
    for (const [room, at] of this.#foldedAt) {
      if (now - at < this.#parts.config.resumable || !this.isSettled(room)) continue
      room.state.tail = room.state.tail.filter(kept => kept.position > room.state.snapshotPosition)
      this.#foldedAt.delete(room)
    }
  }

  async close(): Promise<void> {
    await Promise.all(this.#folding.values())
  }

  /** What everybody has left is folded once more and then rests for good: it is opened sooner, above all after a restart. */
  #restsUntil(room: Room): number {
    return room.connections.size === 0 && !this.#unstored.has(room) ? 0 : this.#notBefore.get(room) ?? 0
  }

  #isDue(room: Room, { first, last, updates, bytes }: Unfolded, now: number): boolean {
    const { quiet, oldest, tailUpdates, tailBytes } = this.#parts.config
    // Whom the server writes for tells the new title at once: what was before must not be told after it.
    return (room.connections.size === 0 && room.holds === 0) || now - last >= quiet || now - first >= oldest || updates >= tailUpdates || bytes >= tailBytes
  }

  /** Never throws: a document that cannot be folded stops nobody else, and its updates stay in the log. */
  async #fold(room: Room): Promise<void> {
    const begun = performance.now()
    const taken = this.#unfolded.get(room)
    this.#unfolded.delete(room)
    try {
      await this.#foldAndStore(room)
      this.#unstored.delete(room)
      this.#foldedAt.set(room, performance.now())
      this.#notBefore.set(room, performance.now() + Math.min(longestRest, restPerFold * (performance.now() - begun)))
    } catch (error) {
      this.#unstored.add(room)
      this.#parts.log.error({ err: error, documentId: room.id }, 'a document could not be folded; it is tried again')
      if (taken) this.noteUpdates(room, taken.updates, taken.bytes)
      this.#notBefore.set(room, performance.now() + retryAfter)
    }
  }

  async #foldAndStore(room: Room): Promise<void> {
    const { snapshotPosition, tail } = room.state
    const updates = tail.filter(kept => kept.position > snapshotPosition)
    if (updates.length === 0) return this.#straighten(room)
    const fold = await this.#ask(room)
    if (!fold) return this.#shut(room, 'it could not be folded')
    const last = updates[fold.folded - 1]
    if (last && fold.isEmptied) await this.#keepBefore(room)
    if (last) await this.#store(room, fold, last)
    if (fold.fault) return this.#shut(room, fold.fault)
    if (fold.crooked) this.#crooked.set(room, room.state.knowledge.ownerOf(fold.crooked.client) ?? null)
    await this.#straighten(room)
  }

  async #straighten(room: Room): Promise<void> {
    const writtenBy = this.#crooked.get(room)
    if (writtenBy === undefined) return
    await this.#parts.straighten(room, writtenBy)
    this.#crooked.delete(room)
  }

  /** What somebody has emptied can be brought back as it was the moment before, however young it is. */
  async #keepBefore(room: Room): Promise<void> {
    await this.#parts.keepBefore(room).catch((error: unknown) => this.#parts.log.error({ err: error, documentId: room.id }, 'a document was emptied, and could not be kept as it was before'))
  }

  /** A document that ends its thread gets a second, larger one of its own. null: that did not do it either. */
  async #ask(room: Room): Promise<Fold | null> {
    const { keeper, log } = this.#parts
    try {
      return await keeper.ask<'fold'>({ task: 'fold', ...foldingOf(room) })
    } catch (error) {
      if (error instanceof KeeperClosed) throw error
      log.error({ err: error, documentId: room.id }, 'a document could not be folded; it is tried once more, with more of everything')
    }
    return keeper.askLarge<'fold'>({ task: 'fold', ...foldingOf(room) }).catch((error: unknown) => {
      if (error instanceof KeeperClosed) throw error
      return null
    })
  }

  async #shut(room: Room, fault: string): Promise<void> {
    await this.flag(room.id, fault)
    room.state.isFlagged = true
    room.hasFailed = true
    room.closeAll(closeCode.rightsChanged)
  }

  async #store(room: Room, fold: Fold, last: Kept): Promise<void> {
    const { id, kind, workspaceId, epoch } = room.state
    const { now, newId, outbox, projections } = this.#parts
    const at = last.at ?? now()
    const facts = writeFacts(fold)
    // The worker projects with the model of this very kind.
    const projection = fold.projection as Projections[typeof kind]
    const result = { documentId: id, workspaceId, kind, epoch, position: last.position, derived: fold, facts, projection, changedBy: last.userId, at, isEmptied: fold.isEmptied }
    const write = projections[kind] as ProjectionWriters['page']
    await outbox.write(work => storeFold(work, result as never, write), { now, newId, caller: null })
    // Also where another node was faster: what we folded is true, and the tail must not grow for ever.
    rebase(room, fold, last.position)
  }

  /** From now on the document is shown at its last good point, and read only. */
  async flag(documentId: string, fault: string): Promise<void> {
    const { now, newId, outbox, log } = this.#parts
    log.error({ documentId, fault }, 'a document cannot be read beyond its last good point')
    await outbox.write(work => flagDocument(work, documentId, fault, now()), { now, newId, caller: null })
  }
}

const foldingOf = (room: Room) => ({ document: packRoom(room), owners: room.state.knowledge.owners(), authorship: room.state.authorship })

/** Some of what is folded stays in memory: who comes back after a moment gets just what they have missed. */
const resumableBytes = 256 * 1024
/** What an update takes in memory besides its bytes: objects, and a block of its own. */
const keptOverhead = 450

function rebase({ state }: Room, { snapshot, stateVector, deletions, places, authorship }: Fold, position: number): void {
  const later = state.tail.filter(kept => kept.position > state.snapshotPosition)
  const size = later.reduce((sum, kept) => sum + kept.bytes.length + keptOverhead, 0)
  state.tail = size > resumableBytes ? later.filter(kept => kept.position > position) : later
  state.snapshot = snapshot
  state.authorship = authorship
  state.base = { clocks: readClocks(new ByteCursor(stateVector)), deletions, places }
  state.snapshotPosition = position
}
