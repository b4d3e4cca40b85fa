import { expect, test } from 'vitest'
import * as Y from 'yjs'
import { findCrooked } from '../../server/documents/crooked.ts'
import { judge } from '../../server/documents/guard.ts'
import { Knowledge } from '../../server/documents/knowledge.ts'
import { Refusal } from '../../server/documents/refusal.ts'
import { randomForTest, seeded, type Random } from '../support/random.ts'
import { mutated, putTogether, takeApart } from './fuzz-mutants.ts'
import { shapeOf } from './model-shape.ts'

/** A campaign: KOPA_FUZZ=1000000 npx vitest run --project engine fuzz-updates */
const mutants = Number(process.env['KOPA_FUZZ'] ?? 20_000)
const mutantsPerScene = 250

const kind = 'page'

/** A document of Ana (client id 1) and Bo (2 and 3), what Bo could send next, and what Ana writes at the same time. */
interface Scene { state: Uint8Array, owners: [number, string][], samples: Uint8Array[], concurrent: Uint8Array }

function sceneOf(random: Random): Scene {
  const docs = [1, 2, 3].map(client => load(client))
  for (let step = 0; step < 14; step++) {
    const update = changeOf(random.pick(docs), doc => change(random, doc))
    for (const doc of docs) Y.applyUpdate(doc, update)
  }
  const [hers] = docs
  const state = hers ? Y.encodeStateAsUpdate(hers) : new Uint8Array([0, 0])
  const samples = Array.from({ length: 8 }, () => changeOf(load(random.pick([2, 3, 9]), state), doc => { for (let left = 3; left > 0; left--) change(random, doc) }))
  const concurrent = changeOf(load(1, state), doc => { change(random, doc); change(random, doc) })
  return { state, owners: [[1, 'ana'], [2, 'bo'], [3, 'bo']], samples, concurrent }
}

/** The client id is set last: Yjs changes an id that it hears from elsewhere, by chance that no seed repeats. */
function load(client: number, ...updates: Uint8Array[]): Y.Doc {
  const doc = new Y.Doc()
  for (const update of updates) Y.applyUpdate(doc, update)
  doc.clientID = client
  return doc
}

function changeOf(doc: Y.Doc, make: (doc: Y.Doc) => void): Uint8Array {
  const before = Y.snapshot(doc)
  doc.transact(() => make(doc))
  const update = takeApart(Y.encodeStateAsUpdate(doc, Y.encodeStateVector(before.sv)))
  return putTogether(update)
}

function change(random: Random, doc: Y.Doc): void {
  const [title, content, map] = [doc.getText('title'), doc.getXmlFragment('content'), doc.getMap('map')]
  const acts = [
    () => title.insert(random.below(title.length + 1), random.pick(['a', 'bc', 'ķ🐦'])),
    () => { if (title.length > 1) title.delete(random.below(title.length - 1), 1) },
    () => { if (title.length > 1) title.format(0, 1 + random.below(title.length - 1), { bold: random.chance(0.5) ? true : null }) },
    () => content.insert(random.below(content.length + 1), [rowOf(random)]),
    () => { if (content.length > 0) content.delete(random.below(content.length), 1) },
    () => { const row = content.length > 0 ? content.get(0) : null; if (row instanceof Y.XmlElement) row.setAttribute(random.pick(['align', 'a']), `${random.below(9)}`) },
    () => map.set(random.pick(['a', 'b']), random.chance(0.5) ? random.below(9) : new Y.Array()),
    () => doc.getArray('list').insert(0, [random.below(9), { deep: [null, true] }]),
  ]
  random.pick(acts)()
}

function rowOf(random: Random): Y.XmlElement {
  const [row, text] = [new Y.XmlElement('tableRow'), new Y.XmlText()]
  text.insert(0, `cell ${random.below(9)}`)
  row.insert(0, [new Y.XmlElement('tableCell'), text])
  return row
}

function knowledgeOf({ state, owners }: Scene): Knowledge {
  const knowledge = new Knowledge()
  for (const [client, clock] of Y.decodeStateVector(Y.encodeStateVector(load(77, state)))) knowledge.reach(client, clock)
  for (const [client, userId] of owners) knowledge.bind(client, userId)
  return knowledge
}

/** False when refused; anything that is thrown and is no Refusal fails the test. */
function letIn(bytes: Uint8Array, knowledge: Knowledge): boolean {
  try {
    knowledge.learn(judge(bytes, knowledge, { userId: 'bo', kind }), 'bo')
    return true
  } catch (error) {
    if (error instanceof Refusal) return false
    throw error
  }
}

/** Readers tidy up formatting by themselves, each for itself: they have to exchange that before they are compared. */
function exchange(one: Y.Doc, two: Y.Doc): void {
  for (let round = 0; round < 2; round++) {
    Y.applyUpdate(two, Y.encodeStateAsUpdate(one))
    Y.applyUpdate(one, Y.encodeStateAsUpdate(two))
  }
}

function checkEqual(one: Y.Doc, two: Y.Doc, what: string): void {
  exchange(one, two)
  for (const { store } of [one, two]) expect(store.pendingStructs ?? store.pendingDs, `${what}: pending`).toBeNull()
  expect(shapeOf(two), what).toEqual(shapeOf(one))
  expect(Y.equalSnapshots(Y.snapshot(one), Y.snapshot(two)), `${what}: state vector and deletions`).toBe(true)
}

function checkEntered({ state, concurrent }: Scene, bytes: Uint8Array, knowledge: Knowledge): void {
  const first = load(77, state, bytes)
  expect(first.store.pendingStructs ?? first.store.pendingDs, 'pending').toBeNull()
  const believed = Y.decodeStateVector(knowledge.stateVector())
  expect(new Map([...believed].filter(([, clock]) => clock > 0))).toEqual(Y.decodeStateVector(Y.encodeStateVector(first)))
  const again = load(78, Y.encodeStateAsUpdate(first))
  expect(again.store.pendingStructs ?? again.store.pendingDs, 'pending after a reload').toBeNull()
  expect(Y.encodeStateVector(again)).toEqual(Y.encodeStateVector(first))
  // What the guard cannot see, the keeper finds and mends at the next fold (crooked-documents.test.ts).
  if (findCrooked(first, Y.decodeStateVector(Y.encodeStateVector(load(79, state))))) return
  checkEqual(load(77, state, bytes), load(78, Y.encodeStateAsUpdate(first)), 'reloaded from a snapshot')
  checkEqual(load(77, state, bytes, concurrent), load(78, state, concurrent, bytes), 'with somebody else\'s edit, before and after')
}

function fuzzScene(seed: number, count: number): number {
  const random = seeded(seed)
  const scene = sceneOf(random)
  let entered = 0
  for (let round = 0; round < count; round++) {
    const bytes = mutated(random, random.pick(scene.samples), random.pick(scene.samples))
    const knowledge = knowledgeOf(scene)
    if (!letIn(bytes, knowledge)) continue
    entered++
    try {
      checkEntered(scene, bytes, knowledge)
    } catch (error) {
      throw new Error(`scene ${seed}, mutant ${round}: ${Buffer.from(bytes).toString('hex')}`, { cause: error })
    }
  }
  return entered
}

test('taken apart and put together, an update is what it was', () => {
  const { samples } = sceneOf(randomForTest())
  for (const sample of samples) expect(Buffer.from(putTogether(takeApart(sample)))).toEqual(Buffer.from(sample))
})

/** What the fuzz has found once is tried for ever. 1729631900: a struct across the end of what is known, where that was cleared away; the others: neighbours that stand the wrong way round. */
test.each([1_729_631_900, 2_055_836_202, 308_045_476, 85_912_742])('scene %i', seed => { fuzzScene(seed, mutantsPerScene) })

test(`of ${mutants} updates made wrong, what the guard lets in applies, loads again and merges without a rest`, { timeout: 60_000 + mutants * 10 }, () => {
  const random = randomForTest()
  let entered = 0
  for (let done = 0; done < mutants; done += mutantsPerScene) entered += fuzzScene(random.below(2 ** 31), mutantsPerScene)
  console.info(`${mutants} mutants, ${entered} let in, seed ${random.seed}`)
  expect(entered).toBeGreaterThan(mutants / 20)
})
