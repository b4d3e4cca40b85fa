import { createHash } from 'node:crypto'
import { setImmediate as nextTurn } from 'node:timers/promises'
import { closeCode, syncStep } from '@kopa/shared/documents/protocol.ts'
import { Budget } from './budget.ts'
import { ByteCursor } from './byte-cursor.ts'
import { Deletions } from './deletions.ts'
import { emptyUpdate, inPieces, updateFrame } from './frames.ts'
import type { Keeper, Sender } from './keeper.ts'
import { packDocument, type PackedDocument } from './keeper-jobs.ts'
import { readClocks } from './knowledge.ts'
import { Refusal } from './refusal.ts'
import type { Room } from './room.ts'
import type { Kept } from './room-state.ts'
import { cutOut } from './sections.ts'
import type { Connection } from './socket.ts'
import type { Weight } from './taking-away.ts'
import { mostSections, readUpdate } from './update-reader.ts'

/** Questions a connection may ask at once, and then one each second: an answer may be a thousand times as large as its question. */
const mostQuestions = 20
/** Answers kept for one room, while nothing is written. */
const mostRemembered = 32

/** Bytes that may be sent although some of them are there already. */
const mostCut = 16 * 1024
/** Larger updates are read in another thread. */
const mostReadHere = 32 * 1024
/** Bytes of deletions in a snapshot, and of updates since, up to which they are looked through here. */
const mostNotesRead = { folded: 64 * 1024, since: 128 * 1024 }
/** Bytes from which on an answer waits for its turn. */
const largeAnswer = 64 * 1024

interface Remembered { position: number, answers: Map<string, Promise<never>> }

/**
 * Answers sync step 1: what does this client not have yet? From the bytes as they lie in storage wherever possible;
 * only a client that has something, but nobody knows what exactly, needs a diff, and that is the keeper's work.
 */
export class SyncAnswers {
  #keeper: Keeper
  #remembered = new WeakMap<Room, Remembered>()
  #budgets = new WeakMap<Connection, Budget>()
  #deletions = new WeakMap<Room, KnownDeletions>()
  #turn: Promise<void> = Promise.resolve()
  /** answers that wait for their turn, and the last that had it */
  #inTurn = 0
  #lastWhole: { room: Room, position: number, pieces: Buffer[] } | null = null

  constructor(keeper: Keeper) {
    this.#keeper = keeper
  }

  /** @throws Refusal for a state vector that cannot be read */
  answer(room: Room, connection: Connection, stateVector: Uint8Array): Promise<void> | void {
    const clocks = checkVector(stateVector, room)
    if (!this.#mayAsk(connection)) return connection.close(closeCode.tooLarge, 'Too many questions.')
    const answered = connection.answered()
    return answered ? answered.then(() => this.#answer(room, connection, stateVector, clocks)) : this.#answer(room, connection, stateVector, clocks)
  }

  #answer(room: Room, connection: Connection, stateVector: Uint8Array, clocks: ReadonlyMap<number, number>): Promise<void> | void {
    if (!connection.isOpen || room.hasFailed) return
    const missed = connection.isSynced ? null : sinceOf(room, connection)
    if (missed) return finish(room, connection, missed.map(kept => kept.bytes))
    if (clocks.size === 0) return sizeOf(room) > largeAnswer ? this.#answerInTurn(room, connection) : finish(room, connection, wholeOf(room))
    const later = laterThanBase(room, clocks) ?? cutForClient(room, clocks)
    if (later) return finish(room, connection, later)
    return this.#answerWithDiff(room, connection, stateVector)
  }

  /** Large answers leave one at a time: between two of them everybody else has their turn. Those who ask together get the same bytes. */
  #answerInTurn(room: Room, connection: Connection): Promise<void> {
    this.#inTurn++
    const answer = this.#turn.then(async () => {
      await nextTurn()
      if (connection.isOpen && !room.hasFailed) send(room, connection, this.#wholePieces(room))
    }).finally(() => { if (--this.#inTurn === 0) this.#lastWhole = null })
    this.#turn = answer.catch(() => undefined) // told to whoever asked
    return answer
  }

  #wholePieces(room: Room): Buffer[] {
    if (this.#lastWhole?.room !== room || this.#lastWhole.position !== room.reach) this.#lastWhole = { room, position: room.reach, pieces: piecesOf(wholeOf(room)) }
    return this.#lastWhole.pieces
  }

  async #answerWithDiff(room: Room, connection: Connection, stateVector: Uint8Array): Promise<void> {
    for (;;) {
      const position = room.reach
      const diff = await this.#diff(room, stateVector, connection.person.id)
      const later = after(room, position)
      if (!later) continue
      return finish(room, connection, [...(isNothing(diff) ? [] : [diff]), ...later.map(kept => kept.bytes)])
    }
  }

  /** Does the document have all that this update says, deletions included? */
  async addsNothing(room: Room, update: Uint8Array, { userId, isReader }: Pick<Sender, 'userId' | 'isReader'>): Promise<boolean> {
    const known = update.length < mostReadHere ? this.#deletionsIn(room) : null
    if (known && hasNoNewStructs(room, update)) return readUpdate(update).deletions.every(deletion => known.covers(deletion))
    const weighed = () => this.weigh(room, update, userId)
    return (await (isReader ? this.#keeper.forReader(userId, weighed) : weighed())).addsNothing
  }

  /** By opening the document. */
  weigh(room: Room, update: Uint8Array, userId: string): Promise<Weight> {
    return this.#once(room, 'weigh', update, () =>
      this.#keeper.ask<'weigh'>({ task: 'weigh', document: packRoom(room), update: Uint8Array.from(update) }, userId))
  }

  #diff(room: Room, stateVector: Uint8Array, userId: string): Promise<Uint8Array> {
    return this.#once(room, 'diff', stateVector, () =>
      this.#keeper.ask<'diff'>({ task: 'diff', document: packRoom(room), stateVector: Uint8Array.from(stateVector) }, userId))
  }

  /** All that is deleted in a room: what its snapshot says, and every update since. null: not known without opening the document. */
  #deletionsIn(room: Room): Deletions | null {
    const known = this.#deletions.get(room) ?? startDeletions(room)
    if (!known) return null
    const { snapshotPosition, tail } = room.state
    // What was folded since is missing here: begin with the new snapshot.
    if (known.position < snapshotPosition && (tail[0]?.position ?? Infinity) > known.position + 1) return this.#forgetDeletions(room)
    const news = tail.filter(({ position }) => position > known.position)
    if (news.reduce((sum, { bytes }) => sum + bytes.length, 0) > mostNotesRead.since) return null
    for (const { position, bytes } of news) {
      known.deletions.addAll(readUpdate(bytes).deletions)
      known.position = position
    }
    this.#deletions.set(room, known)
    return known.deletions
  }

  #forgetDeletions(room: Room): Deletions | null {
    this.#deletions.delete(room)
    return startDeletions(room) && this.#deletionsIn(room)
  }

  /** The same question at the same position has the same answer: after a restart hundreds ask it at once. */
  #once<T>(room: Room, question: string, about: Uint8Array, ask: () => Promise<T>): Promise<T> {
    const before = this.#remembered.get(room)
    const { answers } = before?.position === room.reach ? before : this.#startOver(room)
    const key = `${question} ${createHash('sha256').update(about).digest('base64')}`
    const known = answers.get(key)
    if (known) return known
    const answer = ask()
    // A key names its question, and a question its type of answer.
    if (answers.size < mostRemembered) answers.set(key, answer as Promise<never>)
    answer.catch(() => answers.delete(key))
    return answer
  }

  #startOver(room: Room): Remembered {
    const remembered = { position: room.reach, answers: new Map<string, Promise<never>>() }
    this.#remembered.set(room, remembered)
    return remembered
  }

  #mayAsk(connection: Connection): boolean {
    const budget = this.#budgets.get(connection) ?? new Budget(mostQuestions, 1)
    this.#budgets.set(connection, budget)
    return budget.take()
  }
}

/** The document for a job of the keeper. */
export const packRoom = ({ state: { kind, snapshot, snapshotPosition, tail } }: Room): PackedDocument =>
  packDocument(kind, snapshot, tail.filter(kept => kept.position > snapshotPosition).map(kept => kept.bytes))

const finish = (room: Room, connection: Connection, parts: Uint8Array[]): void => send(room, connection, piecesOf(parts))

/** The last part goes as sync step 2: it tells the client that it has everything. */
const piecesOf = (parts: Uint8Array[]): Buffer[] => {
  const frames = parts.slice(0, -1).map(part => updateFrame(syncStep.update, part))
  return inPieces([...frames, updateFrame(syncStep.step2, parts.at(-1) ?? emptyUpdate)])
}

function send(room: Room, connection: Connection, pieces: readonly Buffer[]): void {
  const saved = connection.saved(room.reach, room.state.epoch)
  connection.isSynced = true
  connection.writeAnswer(saved ? [...pieces, saved] : pieces)
}

const sizeOf = ({ state: { snapshot, tail } }: Room): number => (snapshot?.length ?? 0) + tail.reduce((sum, { bytes }) => sum + bytes.length, 0)

const wholeOf = ({ state: { snapshot, snapshotPosition, tail } }: Room): Uint8Array[] =>
  [...(snapshot ? [snapshot] : []), ...tail.filter(kept => kept.position > snapshotPosition).map(kept => kept.bytes)]

/** What a client that resumes has missed; null when the log does not reach back so far. */
function sinceOf(room: Room, { opening: { since } }: Connection): Kept[] | null {
  if (since === null || since > room.reach) return null
  return after(room, since)
}

function after({ state: { tail }, reach: last }: Room, position: number): Kept[] | null {
  const start = (tail[0]?.position ?? last + 1) - 1
  return position < start ? null : tail.filter(kept => kept.position > position)
}

const isNothing = (update: Uint8Array): boolean => update.length === 2 && update[0] === 0 && update[1] === 0

/** Nobody has more client ids that are not here than one update can bring. One of 100,000 took the main thread 20 ms, and forty sockets that asked so 30 s. */
function checkVector(bytes: Uint8Array, { state: { knowledge } }: Room): ReadonlyMap<number, number> {
  if (new ByteCursor(bytes).count() > knowledge.size + mostSections) throw new Refusal('state vector too large')
  const cursor = new ByteCursor(bytes)
  const clocks = readClocks(cursor)
  if (cursor.left > 0) throw new Refusal('bytes after the end')
  return clocks
}

/** All deletions and the tail, for a client that has every struct of the snapshot (equal vectors say nothing of deletions). */
function laterThanBase({ state: { base, snapshotPosition, tail } }: Room, clocks: ReadonlyMap<number, number>): Uint8Array[] | null {
  if (!base) return null
  for (const [client, clock] of base.clocks) if ((clocks.get(client) ?? 0) < clock) return null
  const later = tail.filter(kept => kept.position > snapshotPosition).map(kept => kept.bytes)
  return isNothing(base.deletions) ? later : [base.deletions, ...later]
}

/** For a client that has some of the snapshot: what it lacks is cut out of the bytes. null: a real comparison sends less. */
function cutForClient({ state: { base, snapshot, snapshotPosition, tail } }: Room, clocks: ReadonlyMap<number, number>): Uint8Array[] | null {
  if (!base || !snapshot || base.places.length === 0) return null
  const wanted = base.places.filter(({ client }) => (clocks.get(client) ?? 0) < (base.clocks.get(client) ?? 0))
  const update = cutOut(snapshot, base.deletions, wanted, mostCut)
  return update && [update, ...tail.filter(kept => kept.position > snapshotPosition).map(kept => kept.bytes)]
}

interface KnownDeletions { deletions: Deletions, position: number }

function startDeletions({ state: { base, snapshotPosition } }: Room): KnownDeletions | null {
  if (!base || base.deletions.length > mostNotesRead.folded) return null
  const deletions = new Deletions()
  deletions.addAll(readUpdate(base.deletions).deletions)
  return { deletions, position: snapshotPosition }
}

const hasNoNewStructs = ({ state: { knowledge } }: Room, update: Uint8Array): boolean =>
  readUpdate(update).sections.every(({ client, to }) => to <= knowledge.known(client))
