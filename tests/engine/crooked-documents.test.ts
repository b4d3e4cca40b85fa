import { beforeAll, expect, test } from 'vitest'
import * as encoding from 'lib0/encoding'
import * as Y from 'yjs'
import { contentOf } from '@kopa/shared/pages/page.ts'
import { pageExtensions } from '@kopa/shared/pages/page-schema.ts'
import { makeRoom } from '@kopa/shared/pages/unknown-extensions.ts'
import { openConnection } from '../../server/core/database.ts'
import { worked } from '../../server/documents/slow.ts'
import { until } from '../support/services.ts'
import { crooked, longText, overmarked, update } from './crooked-updates.ts'
import { openEditor, openRaw, startEngine, synced, textOf, type EngineWorld } from './engine-world.ts'
import { putTogether, takeApart } from './fuzz-mutants.ts'

/** Somebody sends a character whose neighbours stand the wrong way round: Yjs takes it, and two readers may see it in two places for ever. */
let world: EngineWorld
let ana: string
let bo: string
beforeAll(async () => {
  world = await startEngine({ config: { quiet: 100, oldest: 200, grace: 200 } })
  ana = await world.join('Ana')
  bo = await world.join('Bo')
})

function writeLongText(doc: Y.Doc, length: number): void {
  const [paragraph, text] = [new Y.XmlElement('paragraph'), new Y.XmlText()]
  doc.transact(() => {
    doc.getXmlFragment('content').insert(0, [paragraph])
    paragraph.insert(0, [text])
    text.insert(0, 'a'.repeat(length))
  })
}

/** In the middle of a long text, from its end to its beginning, so many characters that name no right neighbour. */
function unending(doc: Y.Doc, count: number): Uint8Array {
  const own = new Y.Doc()
  own.clientID = 2 ** 32 - 1
  Y.applyUpdate(own, Y.encodeStateAsUpdate(doc))
  const before = Y.encodeStateVector(own)
  for (let at = count - 1; at >= 0; at--) longText(own).insert(1 + at * 2, 'x')
  const loose = takeApart(Y.encodeStateAsUpdate(own, before))
  for (const struct of loose.sections[0]?.structs ?? []) struct.rightOrigin = null
  return putTogether({ ...loose, deletions: [] })
}

/** So many that a reader on this machine needs some seconds for them: twice as many take four times as long. */
function enough(): number {
  const doc = new Y.Doc()
  writeLongText(doc, 2_000)
  const bytes = unending(doc, 1_000)
  const begun = worked() // as the server measures it: on a busy machine the clock on the wall finds too few enough
  Y.applyUpdate(doc, bytes)
  return Math.ceil(1_000 * Math.sqrt(3_000 / (worked() - begun)))
}

test('it is written down, and everybody gets the document anew in one order, with its authors', async () => {
  const id = await world.createDocument(ana)
  const [hers, his] = [openEditor(world.url, id, ana), openEditor(world.url, id, bo)]
  await synced(hers, his)
  hers.doc.getText('title').insert(0, 'Ana writes ')
  await until(() => textOf(his) === 'Ana writes ')
  his.doc.getText('title').insert(11, 'and Bo too')
  await until(() => textOf(hers) === 'Ana writes and Bo too')
  const raw = await openRaw(world.url, id, bo)
  raw.socket.send(update(crooked(hers.doc)))
  expect((await raw.closed).code).toBe(4409)
  const [fact] = await world.database.selectFrom('events').selectAll().where('name', '=', 'document.straightened').execute()
  expect(fact?.payload).toMatchObject({ documentId: id, epoch: 2, writtenBy: bo })
  const [fresh, other] = [openEditor(world.url, id, ana), openEditor(world.url, id, bo)]
  await synced(fresh, other)
  expect(textOf(fresh)).toBe(textOf(other))
  expect(textOf(fresh).split('').toSorted()).toEqual('Ana writes and Bo toox'.split('').toSorted())
  fresh.doc.getText('title').insert(0, 'On we go: ')
  await until(() => textOf(other).startsWith('On we go: ') && fresh.saved() > 0)
  const { authorship, contentHash } = await world.database.selectFrom('documents').select(['authorship', 'contentHash']).where('id', '=', id).executeTakeFirstOrThrow()
  expect(authorship?.includes(ana) && authorship.includes(bo)).toBe(true)
  expect(contentHash).toHaveLength(32)
})

/** Behind a neighbour, so that no root is named: a word between the blocks and a block in the title. */
function misplaced(paragraph: Y.ID, letter: Y.ID): Uint8Array {
  return encoding.encode(encoder => {
    for (const number of [1, 2, 3_000_000, 0]) encoding.writeVarUint(encoder, number)
    encoding.writeUint8(encoder, 0x84)
    for (const number of [paragraph.client, paragraph.clock]) encoding.writeVarUint(encoder, number)
    encoding.writeVarString(encoder, 'bare')
    encoding.writeUint8(encoder, 0x87)
    for (const number of [letter.client, letter.clock, 3]) encoding.writeVarUint(encoder, number)
    encoding.writeVarString(encoder, 'paragraph')
    encoding.writeVarUint(encoder, 0)
  })
}

test('what no editor writes between blocks or in a title, and names a neighbour instead of its root, is written down, and everybody gets the page without it', async () => {
  const id = await world.createDocument(ana)
  const hers = openEditor(world.url, id, ana)
  await synced(hers)
  hers.doc.getText('title').insert(0, 'Plan')
  writeLongText(hers.doc, 10)
  await until(() => hers.saved() === 3)
  const [paragraph, letter] = [hers.doc.getXmlFragment('content')._first, hers.doc.getText('title')._first]
  if (!paragraph || !letter) throw new Error('nothing was written')
  const raw = await openRaw(world.url, id, bo)
  raw.socket.send(update(misplaced(paragraph.id, letter.id)))
  expect((await raw.closed).code).toBe(4409)
  const facts = await world.database.selectFrom('events').select('payload').where('name', '=', 'document.straightened').execute()
  expect(facts.map(({ payload }) => payload)).toContainEqual(expect.objectContaining({ documentId: id, writtenBy: bo }))
  const fresh = openEditor(world.url, id, ana)
  await synced(fresh)
  expect(fresh.doc.getXmlFragment('content').toArray().map(child => child instanceof Y.XmlElement)).toEqual([true])
  expect(fresh.doc.getText('title').toDelta()).toEqual([{ insert: 'Plan' }])
  expect(longText(fresh.doc).length).toBe(10)
})

/** With another's document before it, what somebody writes with a hand of their own: the update, under a client id of theirs. */
function byHand(doc: Y.Doc, clientId: number, write: (doc: Y.Doc) => void): Uint8Array {
  const own = new Y.Doc()
  own.clientID = clientId
  Y.applyUpdate(own, Y.encodeStateAsUpdate(doc))
  const before = Y.encodeStateVector(own)
  own.transact(() => write(own))
  return Y.encodeStateAsUpdate(own, before)
}

test.each<[string, (doc: Y.Doc) => void, string]>([
  ['words beside blocks', doc => doc.getXmlFragment('content').insert(1, [new Y.XmlText('Words of Bo')]), '<paragraph>aaaaaaaaaa</paragraph><paragraph>Words of Bo</paragraph>'],
  ['an object in a text', doc => longText(doc).insertEmbed(5, { image: 'x' }), '<paragraph>aaaaaaaaaa</paragraph>'],
  ['a block in a text', doc => longText(doc).insertEmbed(5, new Y.XmlElement('paragraph')), '<paragraph>aaaaaaaaaa</paragraph>'],
  ['a block in a line', doc => (contentOf(doc).get(0) as Y.XmlElement).insert(1, [new Y.XmlElement('image')]), '<paragraph>aaaaaaaaaa</paragraph><image></image>'],
])('%s, where no editor can hold it, is written down, and everybody gets the page so that it can be written on, with all words', async (_what, write, right) => {
  const id = await world.createDocument(ana)
  const hers = openEditor(world.url, id, ana)
  await synced(hers)
  writeLongText(hers.doc, 10)
  await until(() => hers.saved() === 2)
  const raw = await openRaw(world.url, id, bo)
  raw.socket.send(update(byHand(hers.doc, 2_500_000, write)))
  expect((await raw.closed).code).toBe(4409)
  const facts = await world.database.selectFrom('events').select('payload').where('name', '=', 'document.straightened').execute()
  expect(facts.map(({ payload }) => payload)).toContainEqual(expect.objectContaining({ documentId: id, epoch: 2, writtenBy: bo }))
  const fresh = openEditor(world.url, id, ana)
  await synced(fresh)
  expect(contentOf(fresh.doc).toJSON()).toBe(right)
  expect(makeRoom(contentOf(fresh.doc), pageExtensions())).not.toBeNull()
  const { authorship } = await world.database.selectFrom('documents').select('authorship').where('id', '=', id).executeTakeFirstOrThrow()
  expect(authorship?.includes(ana)).toBe(true)
})

test('when the database refuses at that very moment, it is tried again', async () => {
  const id = await world.createDocument(ana)
  const hers = openEditor(world.url, id, ana)
  await synced(hers)
  hers.doc.getText('title').insert(0, 'Ana writes')
  await until(() => hers.saved() === 2)
  const client = await openConnection({ connectionString: world.connectionString })
  await client.query(`create sequence epochs_refused; create function refuse_epoch() returns trigger language plpgsql as $$ begin perform nextval('epochs_refused'); raise exception 'not now'; end $$;
    create trigger refuse_epoch before update on documents for each row when (new.epoch > old.epoch) execute function refuse_epoch()`)
  const raw = await openRaw(world.url, id, bo)
  raw.socket.send(update(crooked(hers.doc)))
  await until(async () => (await client.query<{ is_called: boolean }>('select is_called from epochs_refused')).rows[0]?.is_called === true)
  await client.query('drop trigger refuse_epoch on documents')
  await client.end()
  expect((await raw.closed).code).toBe(4409)
})

test('hundreds of marks on one word are written down, and everybody gets the document anew with as many as a browser can show', async () => {
  const id = await world.createDocument(ana)
  const hers = openEditor(world.url, id, ana)
  await synced(hers)
  const raw = await openRaw(world.url, id, bo)
  raw.socket.send(update(overmarked(hers.doc, 300)))
  expect((await raw.closed).code).toBe(4409)
  const facts = await world.database.selectFrom('events').select('payload').where('name', '=', 'document.straightened').execute()
  expect(facts.map(({ payload }) => payload)).toContainEqual(expect.objectContaining({ documentId: id, writtenBy: bo }))
  const fresh = openEditor(world.url, id, ana)
  await synced(fresh)
  const text = (fresh.doc.getXmlFragment('content').get(0) as Y.XmlElement).get(0) as Y.XmlText
  const pieces: { insert: string, attributes?: object }[] = text.toDelta()
  expect(pieces.map(({ insert }) => insert).join('')).toBe('x'.repeat(300))
  expect(Math.max(...pieces.map(({ attributes = {} }) => Object.keys(attributes).length))).toBe(100)
})

test('what is compared with all that follows, each time somebody opens it, is written down, and everybody gets the document anew, quick to open', async () => {
  const id = await world.createDocument(ana)
  const hers = openEditor(world.url, id, ana)
  await synced(hers)
  const count = enough()
  writeLongText(hers.doc, count * 2)
  await until(() => hers.saved() === 2)
  const bytes = unending(hers.doc, count)
  hers.leave()
  const raw = await openRaw(world.url, id, bo)
  raw.socket.send(update(bytes))
  expect((await raw.closed).code).toBe(4409)
  const facts = await world.database.selectFrom('events').select('payload').where('name', '=', 'document.straightened').execute()
  expect(facts.map(({ payload }) => payload)).toContainEqual(expect.objectContaining({ documentId: id, writtenBy: bo }))
  const fresh = openEditor(world.url, id, ana)
  await synced(fresh)
  expect(longText(fresh.doc).length).toBe(count * 3)
  expect(fresh.doc.store.clients.size).toBe(1)
})
