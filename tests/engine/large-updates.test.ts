import { beforeAll, beforeEach, expect, test, vi } from 'vitest'
import * as Y from 'yjs'
import { until } from '../support/services.ts'
import { openEditor, startEngine, synced, textOf, type Editor, type EngineWorld } from './engine-world.ts'

/** What lies in the log is looked through in another thread, when there is much of it: here is counted what is left for the one that serves everybody. */
const here = vi.hoisted(() => ({ thisTurn: 0, most: 0, all: 0 }))
vi.mock(import('../../server/documents/guard.ts'), async importOriginal => {
  const guard = await importOriginal()
  const judge: typeof guard.judge = (bytes, ...rest) => {
    if (here.thisTurn === 0) setImmediate(() => { here.thisTurn = 0 })
    here.thisTurn += bytes.length
    here.all += bytes.length
    here.most = Math.max(here.most, here.thisTurn)
    return guard.judge(bytes, ...rest)
  }
  return { ...guard, judge }
})
beforeEach(() => Object.assign(here, { thisTurn: 0, most: 0, all: 0 }))

const mostPerTurn = 32 * 1024
const [letters, late] = [30_000, 3000]

let one: EngineWorld
let two: EngineWorld
let ana: string
beforeAll(async () => {
  // Nothing is folded: all of it stays in the log.
  const config = { quiet: 600_000, oldest: 600_000, tailUpdates: 1e9, tailBytes: 1e9 }
  one = await startEngine({ redisUrl: null, config })
  two = await startEngine({ connectionString: one.connectionString, redisUrl: null, config })
  ana = await one.join('Ana')
  two.setRole(ana, 'editor')
})

/** Every letter is a struct of its own: more bytes than letters. */
const typed = (doc: Y.Doc, count: number): void => { for (let left = count; left > 0; left--) doc.getText('title').insert(0, 'x') }
const pasted = (doc: Y.Doc, count: number): void => doc.transact(() => typed(doc, count))
const lengthOf = (editor: Editor): number => textOf(editor).length

/** Never anything that waits for what should have come before it. */
function watched(editor: Editor): Editor {
  editor.doc.on('update', () => { expect(editor.doc.store.pendingStructs).toBeNull() })
  return editor
}

async function store(id: string, updates: readonly Uint8Array[], clientId: number): Promise<void> {
  const rows = updates.map((bytes, index) => ({ documentId: id, position: index + 1, userId: ana, clientId, bytes: Buffer.from(bytes) }))
  await one.database.insertInto('documentUpdates').values(rows).execute()
  await one.database.insertInto('documentClients').values({ documentId: id, clientId, userId: ana }).execute()
}

function updatesOf(write: (doc: Y.Doc) => void): { updates: Uint8Array[], clientId: number } {
  const doc = new Y.Doc()
  const updates: Uint8Array[] = []
  doc.on('update', (update: Uint8Array) => { updates.push(update) })
  write(doc)
  return { updates, clientId: doc.clientID }
}

test('a large update of another node is judged aside, and what was written after it comes after it', async () => {
  const id = await one.createDocument(ana)
  const [hers, his] = [openEditor(one.url, id, ana), watched(openEditor(two.url, id, ana))]
  await synced(hers, his)
  pasted(hers.doc, letters)
  typed(hers.doc, 5)
  await until(() => lengthOf(his) === letters + 5)
  his.doc.getText('title').insert(letters, 'and his')
  await until(() => textOf(hers) === textOf(his))
  expect(here.most).toBeLessThanOrEqual(mostPerTurn)
})

test('many small ones that come together are one large one', async () => {
  const id = await one.createDocument(ana)
  const his = watched(openEditor(two.url, id, ana))
  await synced(his)
  const { updates, clientId } = updatesOf(doc => typed(doc, late))
  await store(id, updates, clientId)
  await until(() => lengthOf(his) === late)
  expect(updates.reduce((sum, { length }) => sum + length, 0)).toBeGreaterThan(mostPerTurn)
  expect(here.most).toBeLessThanOrEqual(mostPerTurn)
})

test('so is what a document that is opened finds in the log', async () => {
  const id = await one.createDocument(ana)
  const { updates, clientId } = updatesOf(doc => { typed(doc, late); pasted(doc, letters) })
  await store(id, updates, clientId)
  const editor = openEditor(one.url, id, ana)
  await until(() => lengthOf(editor) === letters + late)
  expect(here.all).toBeLessThanOrEqual(mostPerTurn)
  editor.doc.getText('title').insert(0, 'goes on ')
  await until(() => editor.saved() === 2)
})

test('an update that cannot be read ends its document there, and no other', async () => {
  const [broken, well] = [await one.createDocument(ana), await one.createDocument(ana)]
  const [seen, beside] = [openEditor(two.url, broken, ana), openEditor(two.url, well, ana)]
  await synced(seen, beside)
  const { updates: [first, large], clientId } = updatesOf(doc => { typed(doc, 1); pasted(doc, letters) })
  if (!first || !large) throw new Error('one letter and a paste are two updates')
  await store(broken, [first, large.subarray(0, -1)], clientId)
  await until(() => seen.closeCodes.length > 0)
  await until(() => seen.provider.synced && textOf(seen) === 'x')
  await until(async () => (await one.database.selectFrom('documents').select('flaggedAt').where('id', '=', broken).executeTakeFirstOrThrow()).flaggedAt !== null)
  beside.doc.getText('title').insert(0, 'well')
  await until(() => beside.saved() === 2)
  expect(beside.closeCodes).toEqual([])
  expect(here.most).toBeLessThanOrEqual(mostPerTurn)
})
