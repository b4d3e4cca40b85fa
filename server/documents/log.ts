import { setTimeout as delay } from 'node:timers/promises'
import type { Transaction } from '../core/context.ts'
import type { OpenConnection } from '../core/database.ts'
import type { FastifyBaseLogger } from 'fastify'
import { closeCode, type CloseCode } from '@kopa/shared/documents/protocol.ts'
import { noMeter, type Meter } from '../core/meter.ts'
import { LogDelivery } from './log-delivery.ts'
import { assignPositions } from './log-entries.ts'
import { isConflict, isPassing } from './log-faults.ts'
import { LogQueue, partLeft } from './log-queue.ts'
import { failedPosition, isStored, readOn, reconcileRoom, takeHeard, takeTold, type Heard, type ToldRow } from './log-others.ts'
import { LogConnection } from './log-connection.ts'
import { leaveOut, markSent, noteAnswer, noteRead, unsureOf } from './log-given-up.ts'
import { insertAlong } from './log-along.ts'
import { insertRows, writeHeartbeat, type Binding, type Row } from './log-rows.ts'

/** An open document, as the log sees it. */
export interface LogRoom {
  readonly id: string
  readonly state: { readonly epoch: number }
  /** Something of it could not be stored: what was written on top of that must not be either. */
  readonly hasFailed: boolean
  /** of the last update that is stored */
  position: number
  /** These are stored; positions ascend. Relay and acknowledge: at once, or when the promise resolves. */
  stored: (entries: Entry[]) => Promise<void> | void
  /** These can never be stored; everybody has to come back, or (another epoch) to leave their copy behind. */
  failed: (entries: Entry[], code?: CloseCode) => void
}

/** Something that waits for the disk: an update, or (bytes null) an acknowledgement that must not come before those ahead of it. */
export interface Entry {
  room: LogRoom
  userId: string
  clientId: number
  bytes: Uint8Array | null
  newClients: readonly number[]
  position: number
  /** what is written in the same transaction */
  along?: (transaction: Transaction) => Promise<void>
  /** called by the room, after the relay */
  onStored?: (position: number) => void
  onFailed?: () => void
  /** ready for the wire; the room makes it where it is missing */
  frame: Buffer | null
  /** the connection it came on, which gets no echo */
  sender: object | null
  /** when its frame was taken up (performance.now()); left out: it came in no frame */
  since?: number
  /** written by another node */
  isForeign?: boolean
  /** the database has it, and has not answered yet; or its answer was lost */
  sent?: 'now' | 'lost' | undefined
  /** whoever waits for it waits no longer (log-given-up.ts) */
  isGivenUp?: boolean
}

export interface LogParts { openConnection: OpenConnection, log: FastifyBaseLogger, meter?: Meter, mostRows?: number, mostBytes?: number }

/** Milliseconds between two commits under load, at most: shorter costs more than it gains (docs/decisions/0025). */
const longestGap = 14
/** What a commit costs the machine besides the relay, in milliseconds. */
const commitCost = 0.4
/** Milliseconds between two tries while the database is away, at most. */
const longestWait = 1000
/** Milliseconds between two tries to read what another node has written. */
const lookAgain = 200
/** Somebody else can be first again and again, but not for ever. */
const mostConflicts = 20

/**
 * One writer per node. All updates of all rooms that have come in meanwhile go into one commit; nothing is relayed or
 * acknowledged before it. While the database is away, everything waits in memory and is tried again.
 */
export class Log {
  #parts: LogParts
  #meter: Meter
  #queue: LogQueue
  #delivery: LogDelivery
  #heard: Heard[] = []
  #connection: LogConnection
  #running: Promise<void> | null = null
  #lastEnd = 0
  #lastCost = 0
  #isAbandoned = false
  /** Why what was written now waits; null when it does not. */
  #trouble: Error | null = null
  #checking: Promise<void> | null = null

  constructor(parts: LogParts) {
    this.#parts = parts
    this.#connection = new LogConnection(parts.openConnection)
    this.#meter = parts.meter ?? noMeter
    this.#delivery = new LogDelivery(parts.log)
    this.#queue = new LogQueue({ rows: parts.mostRows ?? 5000, bytes: parts.mostBytes ?? 16 * 1024 * 1024 })
  }

  /** Bytes that are not on disk yet. */
  get waitingBytes(): number {
    return this.#queue.bytes
  }

  /**
   * Another node has written: the log of this room goes as far as `position`. What was told along with it is taken as it is when
   * nothing is missing before it; else the log is read.
   */
  hear(room: LogRoom, position: number, told: readonly ToldRow[] = []): void {
    this.#heard.push({ room, position, told })
    this.#running ??= this.#run()
  }

  /** Resolves with true when all that is stored of this room is in it. @throws what the database says */
  readOn(room: LogRoom): Promise<boolean> {
    return new Promise((resolve, reject) => {
      this.#heard.push({ room, position: Infinity, told: [], onDone: error => (error ? reject(error) : resolve(true)) })
      this.#running ??= this.#run()
    })
  }

  append(entry: Entry): void {
    this.#queue.push(entry)
    this.#running ??= this.#run()
  }

  /** Nobody waits for this any more: it is not stored, or has been sent to the database already. Either is told as ever. */
  giveUp(entry: Entry): void {
    entry.isGivenUp = true
    leaveOut(entry)
  }

  /** Resolves when all that was appended is stored, and handed on. */
  async drain(): Promise<void> {
    for (let rest = this.#rest; rest; rest = this.#rest) await rest
  }

  get #rest(): Promise<unknown> | null {
    return this.#running ?? this.#delivery.rest
  }

  /**
   * Who asks while another's question is open gets the same answer: anybody may ask, and it is a real write.
   * @throws when nothing can be written now
   */
  checkHealth(): Promise<void> {
    return this.#checking ??= this.#proveHealth().finally(() => { this.#checking = null })
  }

  async #proveHealth(): Promise<void> {
    if (this.#trouble) throw this.#trouble
    await writeHeartbeat(await this.#connection.get())
  }

  /** Gives what is left `patience` milliseconds to reach the disk. What does not is not acknowledged: its author still has it. */
  async close(patience: number): Promise<void> {
    await Promise.race([this.drain(), delay(patience, null, { ref: false })])
    this.#isAbandoned = true
    await Promise.race([this.#connection.end(), delay(1000, null, { ref: false })])
  }

  async #run(): Promise<void> {
    while (this.#queue.length + this.#heard.length > 0 && !this.#isAbandoned) {
      await this.#gather()
      const batch = this.#queue.take()
      const heard = takeHeard(this.#heard, this.#queue.unsure)
      const fault = await this.#catchUp(heard, batch)
      if (!await this.#store(batch)) { batch.forEach(({ onFailed }) => onFailed?.()); break }
      const begun = performance.now()
      const { done, left } = partLeft(batch)
      this.#queue.putBack(left)
      this.#delivery.deliver(done)
      for (const { room, onDone } of heard) if (onDone) this.#delivery.whenIn(room, () => onDone(fault))
      this.#lastEnd = performance.now()
      this.#lastCost = this.#lastEnd - begun + commitCost
      for (const { since, position } of done) if (since !== undefined && position > 0) this.#meter.relayed(this.#lastEnd - since)
    }
    this.#running = null
  }

  /** Waits in proportion to what the last commit and relay cost: fewer, larger writes are what makes a busy server cheap. */
  async #gather(): Promise<void> {
    const gap = Math.min(longestGap, 8 * this.#lastCost) - (performance.now() - this.#lastEnd)
    if (gap > 1) await delay(gap)
    else await new Promise(setImmediate)
  }

  /** Resolves with true when every entry is stored, has failed for good or waits for its document alone; with false when the log was closed before. */
  async #store(batch: Entry[]): Promise<boolean> {
    for (let tries = 0; !this.#isAbandoned; tries++) {
      const fault = await this.#try(batch)
      this.#trouble = null
      if (!fault) return true
      if (isConflict(fault) && tries < mostConflicts && await this.#reconcile(batch)) continue
      if (!isPassing(fault) || (isConflict(fault) && tries >= mostConflicts)) return this.#storeApart(batch, fault)
      this.#trouble = fault
      this.#parts.log.warn({ err: fault }, 'the log could not be written; it is tried again')
      void this.#connection.end()
      await delay(Math.min(longestWait, 50 * 2 ** Math.min(tries, 10)))
    }
    return false
  }

  /** Adds to a batch what other nodes have written before it. What cannot be read now is tried again. */
  async #catchUp(heard: readonly Heard[], batch: Entry[]): Promise<Error | null> {
    const behind = heard.filter(({ room, position, told }) => !takeTold(room, told, batch) && position > room.position && !room.hasFailed)
    if (behind.length === 0) return null
    try {
      const client = await this.#connection.get()
      for (const room of new Set(behind.map(entry => entry.room))) await readOn(client, room, batch, unsureOf(batch, room))
      return null
    } catch (error) {
      this.#parts.log.warn({ err: error }, 'what another node has written could not be read yet')
      void this.#connection.end()
      this.#heard.push(...behind.filter(({ onDone }) => !onDone))
      await delay(lookAgain)
      return error instanceof Error ? error : new Error(String(error))
    }
  }

  async #try(batch: Entry[]): Promise<Error | null> {
    try {
      await this.#insert(batch)
      return null
    } catch (error) {
      const fault = error instanceof Error ? error : new Error(String(error))
      noteAnswer(batch, fault)
      return fault
    }
  }

  async #insert(batch: Entry[]): Promise<void> {
    batch.forEach(leaveOut)
    const rows: Row[] = []
    const bindings: Binding[] = []
    const next = new Map<LogRoom, number>()
    for (const entry of batch) {
      const { room, userId, clientId, bytes } = entry
      if (room.hasFailed && !isStored(entry)) entry.position = failedPosition
      if (!bytes || entry.position !== 0) continue
      const position = (next.get(room) ?? room.position) + 1
      next.set(room, position)
      rows.push({ documentId: room.id, epoch: room.state.epoch, position, userId, clientId, bytes })
      for (const client of entry.newClients) bindings.push({ documentId: room.id, clientId: client, userId })
    }
    if (rows.length === 0) return
    const begun = performance.now()
    const along = batch.find(entry => entry.along)?.along
    const client = await this.#connection.get()
    markSent(batch)
    const { locked, outdated, outside } = await (along ? insertAlong(client, rows, bindings, along) : insertRows(client, rows, bindings))
    noteAnswer(batch, null)
    if (outdated.length + outside.length > 0) return this.#insertWithout(outdated, outside, batch)
    assignPositions(batch, locked)
    const stored = rows.filter(({ documentId }) => !locked.includes(documentId)).length
    if (stored > 0) this.#meter.committed(performance.now() - begun, stored)
  }

  /** What was written in a document that was begun anew meanwhile must not come back in it; nor does it enter where its author may not be any more. */
  #insertWithout(outdated: readonly string[], outside: readonly string[], batch: Entry[]): Promise<void> {
    for (const room of new Set(batch.map(entry => entry.room))) {
      if (outdated.includes(room.id)) room.failed([], closeCode.otherEpoch)
      else if (outside.includes(room.id)) room.failed([], closeCode.rightsChanged)
    }
    return this.#insert(batch)
  }

  /** Somebody was there first: ourselves in a try whose answer was lost, or another node. Answers false when it cannot be told now. */
  async #reconcile(batch: Entry[]): Promise<boolean> {
    try {
      const client = await this.#connection.get()
      for (const room of new Set(batch.map(entry => entry.room))) await reconcileRoom(client, room, batch)
      noteRead(batch)
      return true
    } catch (error) {
      this.#parts.log.warn({ err: error }, 'the log could not be read; it is tried again')
      void this.#connection.end()
      return false
    }
  }

  /** One document's trouble is nobody else's: every room of a batch that failed is tried alone. */
  async #storeApart(batch: Entry[], fault: Error): Promise<boolean> {
    const rooms = Map.groupBy(batch, entry => entry.room)
    if (rooms.size === 1) {
      this.#parts.log.error({ err: fault }, 'updates of a document cannot be stored')
      for (const entry of batch) if (!isStored(entry)) entry.position = failedPosition
      return true
    }
    for (const entries of rooms.values()) {
      const own = entries.length
      if (!await this.#store(entries)) return false
      batch.push(...entries.slice(own)) // of other nodes
    }
    return true
  }
}
