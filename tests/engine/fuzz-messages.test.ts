import * as decoding from 'lib0/decoding'
import { afterAll, expect, test } from 'vitest'
import { applyAwarenessUpdate, Awareness } from 'y-protocols/awareness'
import * as Y from 'yjs'
import { messageType } from '@kopa/shared/documents/protocol.ts'
import { createLog } from '../../server/core/log.ts'
import { Keeper } from '../../server/documents/keeper.ts'
import { packDocument } from '../../server/documents/keeper-jobs.ts'
import { Knowledge, readFacts, writeFacts } from '../../server/documents/knowledge.ts'
import { Presence, type Present } from '../../server/documents/presence.ts'
import { Refusal } from '../../server/documents/refusal.ts'
import { Room } from '../../server/documents/room.ts'
import type { RoomParts } from '../../server/documents/room-parts.ts'
import type { Kept } from '../../server/documents/room-state.ts'
import type { Connection } from '../../server/documents/socket.ts'
import { SyncAnswers } from '../../server/documents/sync-answers.ts'
import { randomForTest, seeded, type Random } from '../support/random.ts'
import { awarenessBody, broken, vectorBody } from './fuzz-frames-cases.ts'

/** A campaign: KOPA_FUZZ=1000000 npx vitest run --project engine fuzz-messages. What fuzz-frames sends through sockets, without them: a hundred times as much. */
const cases = Number(process.env['KOPA_FUZZ'] ?? 4000)
const timeout = 60_000 + cases * 4
const casesPerScene = 500

const keeper = new Keeper({ workers: 2, workerMegabytes: 64, jobMilliseconds: 20_000, waitingQuestions: 1000 }, createLog('silent'))
afterAll(() => keeper.close())

/** False when refused; anything that is thrown and is no Refusal fails the test. */
function isTaken(take: () => void): boolean {
  try {
    take()
    return true
  } catch (error) {
    if (error instanceof Refusal) return false
    throw error
  }
}

const windowOf = (id: string): Present => ({ person: { id, name: id, color: 0, companyId: 'alder', companyName: 'Alder' } })

/** What a stock client makes of a frame of the server's. */
function hearAll(awareness: Awareness, frame: Buffer): void {
  for (const { type, bytes } of messagesIn(frame)) if (type === messageType.awareness) applyAwarenessUpdate(awareness, bytes, 'server')
}

test(`of ${cases} presence messages made by chance, what the server passes on is read by everybody, and each speaks for themselves`, { timeout }, () => {
  const { seed } = randomForTest()
  let taken = 0
  for (let scene = 0; scene < cases / casesPerScene; scene++) {
    const random = seeded(seed + scene)
    const presence = new Presence(new Knowledge(), 4096)
    const people = ['ana', 'bo', 'cy'].map(windowOf)
    const reader = new Awareness(new Y.Doc())
    reader.setLocalState(null)
    for (let left = casesPerScene; left > 0; left--) {
      const from = random.pick(people)
      if (isTaken(() => presence.receive(from, awarenessBody(random)))) taken++
      if (random.chance(0.05)) presence.leave(from)
      presence.takeChanges()
      hearAll(reader, presence.everybody())
      expect([...reader.getStates().values()].every(state => people.some(({ person }) => person.id === (state['user'] as { id?: string }).id))).toBe(true)
    }
    reader.destroy()
  }
  expect(taken).toBeGreaterThan(cases / 4)
  expect(taken).toBeLessThan(cases)
})

/** A page that several have written, its history, and a room that holds it as storage does: a snapshot, and what came after it. */
async function sceneOf(random: Random): Promise<{ whole: Uint8Array, history: Uint8Array[], room: Room }> {
  const docs = [1, 2, 3].map(client => Object.assign(new Y.Doc(), { clientID: client }))
  const history: Uint8Array[] = []
  for (let step = 0; step < 30; step++) {
    const doc = random.pick(docs)
    const before = Y.encodeStateVector(doc)
    const title = doc.getText('title')
    if (title.length > 2 && random.chance(0.3)) title.delete(random.below(title.length - 1), 1)
    else title.insert(random.below(title.length + 1), random.pick(['a', 'bc', 'ķ🐦']))
    const update = Y.encodeStateAsUpdate(doc, before)
    history.push(update)
    for (const other of docs) if (other !== doc) Y.applyUpdate(other, update)
  }
  return { whole: Y.mergeUpdates(history), history, room: await roomOf(history) }
}

async function roomOf(history: readonly Uint8Array[]): Promise<Room> {
  const snapshotPosition = 20
  const document = packDocument('page', null, history.slice(0, snapshotPosition))
  const folded = await keeper.ask<'fold'>({ task: 'fold', document, owners: [], authorship: null })
  const knowledge = new Knowledge()
  const base = readFacts(writeFacts(folded), knowledge)
  if (!base) throw new Error('facts have deletions')
  const tail = history.slice(snapshotPosition).map((bytes, index): Kept => ({ position: snapshotPosition + index + 1, userId: 'ana', frame: Buffer.alloc(0), bytes }))
  // What a question asks of others here.
  const parts: unknown = { caps: { presenceBytes: 4096 }, sizes: { of: () => ({ countWhenDue: () => undefined }) } }
  const state = { id: 'd', kind: 'page' as const, workspaceId: 'w', epoch: 1, isFlagged: false, fault: null, snapshot: folded.snapshot, snapshotPosition, base, authorship: null, tail, knowledge }
  return new Room(state, parts as RoomParts)
}

/** Asks, and answers the updates that come back; null: refused. */
async function ask(answers: SyncAnswers, room: Room, vector: Uint8Array): Promise<Uint8Array[] | null> {
  const pieces: Buffer[] = []
  const connection: unknown = {
    isOpen: true, isSynced: false, person: { id: 'bo' }, opening: { since: null }, answered: () => null, saved: () => null,
    writeAnswer: (parts: Buffer[]) => { pieces.push(...parts) },
  }
  const work: Promise<void>[] = []
  if (!isTaken(() => { work.push(Promise.resolve(answers.answer(room, connection as Connection, vector))) })) return null
  await Promise.all(work)
  return messagesIn(Buffer.concat(pieces)).map(({ bytes }) => bytes)
}

function messagesIn(frames: Buffer): { type: number, step: number, bytes: Uint8Array }[] {
  const found: { type: number, step: number, bytes: Uint8Array }[] = []
  for (let at = 0; at < frames.length;) {
    const short = (frames[at + 1] ?? 0) & 127
    const [start, length] = short < 126 ? [at + 2, short] : short === 126 ? [at + 4, frames.readUInt16BE(at + 2)] : [at + 10, Number(frames.readBigUInt64BE(at + 2))]
    const decoder = decoding.createDecoder(Uint8Array.from(frames.subarray(start, start + length)))
    const type = decoding.readVarUint(decoder)
    found.push({ type, step: type === messageType.sync ? decoding.readVarUint(decoder) : 0, bytes: decoding.readVarUint8Array(decoder) })
    at = start + length
  }
  return found
}

function docOf(updates: readonly Uint8Array[]): Y.Doc {
  const doc = new Y.Doc()
  for (const update of updates) Y.applyUpdate(doc, update)
  return doc
}

const textOf = (doc: Y.Doc): string => JSON.stringify(doc.getText('title').toDelta())

/** `theirs`: who asks has just this, and says so. */
function questionOf(random: Random, history: readonly Uint8Array[]): { theirs: Y.Doc | null, vector: Uint8Array } {
  if (random.chance(0.5)) return { theirs: null, vector: vectorBody(random) }
  const theirs = docOf(history.slice(0, random.below(history.length + 1)))
  const vector = Y.encodeStateVector(theirs)
  return random.chance(0.4) ? { theirs, vector } : { theirs: null, vector: broken(random, Buffer.from(vector)) }
}

test(`of ${cases} state vectors made by chance each is refused or answered with what adds nothing to the document, and a true one with what is missing`, { timeout }, async () => {
  const { seed } = randomForTest()
  const seen = { refused: 0, true: 0, false: 0 }
  for (let scene = 0; scene < cases / casesPerScene; scene++) {
    const random = seeded(seed + scene)
    const answers = new SyncAnswers(keeper)
    const { whole, history, room } = await sceneOf(random)
    const known = docOf([whole])
    const words = textOf(known)
    await Promise.all(Array.from({ length: casesPerScene }, async () => {
      const { theirs, vector } = questionOf(random, history)
      const updates = await ask(answers, room, vector)
      seen[!updates ? 'refused' : theirs ? 'true' : 'false']++
      for (const doc of theirs ? [known, theirs] : [known]) for (const update of updates ?? []) Y.applyUpdate(doc, update)
      if (theirs) expect(textOf(theirs)).toBe(words)
    }))
    expect(textOf(known)).toBe(words)
    expect([known.store.pendingStructs, known.store.pendingDs]).toEqual([null, null])
  }
  for (const count of Object.values(seen)) expect(count).toBeGreaterThan(cases / 20)
})
