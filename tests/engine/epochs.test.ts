import { beforeAll, expect, test } from 'vitest'
import * as Y from 'yjs'
import { closeCode } from '@kopa/shared/documents/protocol.ts'
import { openConnection } from '../../server/core/database.ts'
import { checksumOf } from '../../server/documents/checksum.ts'
import { until } from '../support/services.ts'
import { openEditor, startEngine, textOf, type Editor, type EngineWorld } from './engine-world.ts'

/** A document is begun anew while people write. */
let world: EngineWorld
let ana: string
beforeAll(async () => {
  world = await startEngine({ config: { quiet: 60_000 } })
  ana = await world.join('Ana')
})

/** What an editor answers the server at once is acknowledged, too: only after that tells `saved` of what it writes. */
const synced = (...editors: Editor[]): Promise<void> => until(() => editors.every(({ provider, saved }) => provider.synced && saved() > 0))

async function write(editor: Editor, text: string): Promise<void> {
  const saved = editor.saved()
  editor.doc.getText('title').insert(0, text)
  await until(() => editor.saved() > saved)
}

/** Whoever begins a document anew stands still at the end of their transaction until `goOn`. */
async function holdEpochs(): Promise<{ isHeld: () => Promise<boolean>, goOn: () => Promise<void> }> {
  const client = await openConnection({ connectionString: world.connectionString })
  await client.query(`select pg_advisory_lock(1); create function wait_here() returns trigger language plpgsql as $$ begin perform pg_advisory_xact_lock(1); return new; end $$;
    create trigger wait_here before update on documents for each row when (new.epoch > old.epoch) execute function wait_here()`)
  return {
    isHeld: async () => (await client.query("select from pg_locks where locktype = 'advisory' and not granted")).rowCount === 1,
    goOn: async () => { await client.query('select pg_advisory_unlock(1)'); await client.query('drop function wait_here cascade'); await client.end() },
  }
}

const logged = async (id: string): Promise<number> => (await world.database.selectFrom('documentUpdates').select('position').where('documentId', '=', id).execute()).length

test('what waits meanwhile is refused, never stored in what came after; and everybody else is saved', async () => {
  const [id, elsewhere] = [await world.createDocument(ana), await world.createDocument(ana)]
  const [hers, other] = [openEditor(world.url, id, ana), openEditor(world.url, elsewhere, ana)]
  await synced(hers, other)
  await write(hers, 'words')
  const epochs = await holdEpochs()
  const erased = world.engine.versions.erase(id, ana)
  await until(epochs.isHeld)
  const saved = hers.saved()
  hers.doc.getText('title').insert(0, 'late ')
  for (const letter of 'abc') await write(other, letter)
  expect(hers.saved()).toBe(saved)
  await epochs.goOn()
  await erased
  await until(() => hers.closeCodes.includes(closeCode.otherEpoch))
  await write(other, 'd') // the log has gone on
  expect(hers.saved()).toBe(saved)
  expect(await logged(id)).toBe(0)
  const fresh = openEditor(world.url, id, ana)
  await synced(fresh)
  expect(textOf(fresh)).toBe('words')
  await write(fresh, 'more ')
})

test('what only waits for a fold to be stored, or for somebody else at the same document, is saved afterwards, in its order', async () => {
  const [id, elsewhere] = [await world.createDocument(ana), await world.createDocument(ana)]
  const [hers, other] = [openEditor(world.url, id, ana), openEditor(world.url, elsewhere, ana)]
  await synced(hers, other)
  const client = await openConnection({ connectionString: world.connectionString })
  await client.query('begin')
  await client.query('select from documents where id = $1 for update', [id])
  const saved = hers.saved()
  for (const letter of 'abc') hers.doc.getText('title').insert(0, letter)
  await write(other, 'others go on')
  expect(hers.saved()).toBe(saved)
  await client.query('commit')
  await client.end()
  await until(() => hers.saved() === saved + 3)
  expect(hers.closeCodes).toEqual([])
  const fresh = openEditor(world.url, id, ana)
  await synced(fresh)
  expect(textOf(fresh)).toBe('cba')
})

test('what waits while a wall goes up is not stored behind it, where its author stands outside; its author keeps it, and everybody else is saved', async () => {
  const { id: companyId } = await world.database.insertInto('companies').values({ id: crypto.randomUUID(), name: 'Birch', language: 'en', timeZone: 'Europe/Riga', createdAt: new Date() }).returning('id').executeTakeFirstOrThrow()
  const [bo, berta] = [await world.join('Bo'), await world.join('Berta')]
  await world.database.updateTable('users').set({ companyId }).where('id', '=', berta).execute()
  const [id, elsewhere] = [await world.createDocument(berta), await world.createDocument(ana)]
  const [his, hers, other] = [openEditor(world.url, id, bo), openEditor(world.url, id, berta), openEditor(world.url, elsewhere, ana)]
  await synced(his, hers, other)
  const wall = await world.database.startTransaction().execute()
  await wall.updateTable('documents').set({ privateTo: companyId }).where('id', '=', id).execute()
  his.doc.getText('title').insert(0, 'his ')
  for (const letter of 'abc') await write(other, letter)
  world.setRole(bo, null)
  await wall.commit().execute()
  await until(() => his.closeCodes.includes(closeCode.rightsChanged) && his.closeCodes.includes(closeCode.noSuchDocument))
  expect([textOf(his), await logged(id)]).toEqual(['his ', 0])
  await until(() => hers.closeCodes.includes(closeCode.rightsChanged))
  await synced(hers)
  await write(hers, 'ours')
  expect([await logged(id), textOf(hers), other.closeCodes]).toEqual([1, 'ours', []])
})

test('a node that has not heard of it stores nothing of the old document, and shows nothing of the new one in it', async () => {
  const deaf = await startEngine({ connectionString: world.connectionString, config: { quiet: 60_000 } })
  deaf.setRole(ana, 'editor')
  const id = await world.createDocument(ana)
  const [hers, listener] = [openEditor(deaf.url, id, ana), openEditor(deaf.url, id, ana)]
  await synced(hers, listener)
  await write(hers, 'words')
  await world.engine.versions.erase(id, ana)
  const fresh = openEditor(world.url, id, ana)
  await synced(fresh)
  await write(fresh, 'new ') // where the next one of the other node would go
  const saved = hers.saved()
  hers.doc.getText('title').insert(0, 'old ')
  await until(() => hers.closeCodes.includes(closeCode.otherEpoch) && listener.closeCodes.includes(closeCode.otherEpoch))
  expect(hers.saved()).toBe(saved)
  expect(textOf(listener)).toBe('words')
  expect(await logged(id)).toBe(1)
})

/** Nobody else reads a table until `letGo`; `isAwaited` when somebody wants to. */
async function holdTable(table: string) {
  const client = await openConnection({ connectionString: world.connectionString })
  await client.query(`begin; lock table ${table} in access exclusive mode`)
  return {
    client,
    isAwaited: async () => (await client.query("select from pg_locks where locktype = 'relation' and relation = $1::regclass and not granted", [table])).rowCount === 1,
    letGo: async () => { await client.query('commit'); await client.end() },
  }
}

test('who opens it at that very moment gets the new one', async () => {
  const other = await startEngine({ connectionString: world.connectionString, config: { quiet: 60_000 } })
  other.setRole(ana, 'editor')
  const id = await world.createDocument(ana)
  const hers = openEditor(world.url, id, ana)
  await synced(hers)
  await write(hers, 'words')
  const epochs = await holdEpochs()
  const erased = other.engine.versions.erase(id, ana)
  await until(epochs.isHeld)
  const clients = await holdTable('document_clients')
  const fresh = openEditor(other.url, id, ana)
  await until(clients.isAwaited)
  await epochs.goOn()
  await erased
  await clients.letGo()
  await synced(fresh)
  await write(fresh, 'more ')
  expect(fresh.closeCodes).toEqual([])
  expect(textOf(fresh)).toBe('more words')
})

test('half of the old one is never put together with half of the new one', async () => {
  const other = await startEngine({ connectionString: world.connectionString, config: { quiet: 60_000 } })
  other.setRole(ana, 'editor')
  const id = await world.createDocument(ana)
  const hers = openEditor(world.url, id, ana)
  await synced(hers)
  await write(hers, 'words')
  const updates = await holdTable('document_updates')
  const fresh = openEditor(other.url, id, ana)
  await until(updates.isAwaited)
  const anew = new Y.Doc()
  anew.getText('title').insert(0, 'anew')
  await updates.client.query('update documents set epoch = 2 where id = $1', [id])
  await updates.client.query('update document_updates set bytes = $2, client_id = $3, checksum = null where document_id = $1', [id, Buffer.from(Y.encodeStateAsUpdate(anew)), anew.clientID])
  await updates.client.query('insert into document_clients (document_id, client_id, user_id) values ($1, $2, $3)', [id, anew.clientID, ana])
  await updates.letGo()
  await synced(fresh)
  await write(fresh, 'more ')
  expect(fresh.closeCodes).toEqual([])
  expect(textOf(fresh)).toBe('more anew')
})

test('a row of another node that is not what was stored enters nobody\'s window: the document ends before it, and is flagged', async () => {
  const id = await world.createDocument(ana)
  const hers = openEditor(world.url, id, ana)
  await synced(hers)
  await write(hers, 'words')
  const others = new Y.Doc()
  others.getText('title').insert(0, 'damaged ')
  const row = { documentId: id, userId: ana, clientId: others.clientID, bytes: Buffer.from(Y.encodeStateAsUpdate(others)) }
  await world.database.insertInto('documentUpdates').values({ ...row, position: 2, checksum: checksumOf(row.bytes) + 1 }).execute()
  hers.doc.getText('title').insert(0, 'more ') // finds its place taken
  await until(async () => (await world.database.selectFrom('documents').select('flaggedAt').where('id', '=', id).executeTakeFirstOrThrow()).flaggedAt !== null)
  const fresh = openEditor(world.url, id, ana)
  await synced(fresh)
  expect([textOf(fresh), textOf(hers), await logged(id)]).toEqual(['words', 'more words', 2])
  expect(hers.closeCodes).toContain(closeCode.notStored)
})
