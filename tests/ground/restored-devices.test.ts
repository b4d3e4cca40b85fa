import path from 'node:path'
import * as decoding from 'lib0/decoding'
import { expect, test } from 'vitest'
import { WebSocket } from 'ws'
import { WebsocketProvider } from 'y-websocket'
import * as Y from 'yjs'
import { messageType, subprotocol } from '@kopa/shared/documents/protocol.ts'
import { startApp } from '../support/app.ts'
import { kopa } from '../support/backups.ts'
import { openPage, when } from '../support/page-client.ts'
import { createDatabase, startKopa, temporaryFolder, until } from '../support/services.ts'
import { twoCompanies, visit, type Visitor } from '../support/world.ts'

/** A device that resumes: it says up to which position of the log it has everything. */
function resume(visitor: Visitor, documentId: string, doc: Y.Doc, since: number): WebsocketProvider {
  class SignedSocket extends WebSocket {
    constructor(url: string, protocols?: string[]) { super(url, protocols, { headers: visitor.headers }) }
  }
  // ws is a WebSocket in all that the provider uses.
  const polyfill = SignedSocket as unknown as typeof globalThis.WebSocket
  const provider = new WebsocketProvider(`${visitor.url.replace('http', 'ws')}/sync`, documentId, doc, {
    WebSocketPolyfill: polyfill, protocols: [subprotocol], params: { since: String(since), epoch: '1' }, disableBc: true, maxBackoffTime: 200,
  })
  provider.messageHandlers[messageType.saved] = (_encoder, decoder) => { decoding.readVarUint(decoder) }
  return provider
}

/** Writes a letter at a time, so that every letter has a place in the log of its own. */
async function write(visitor: Visitor, documentId: string, words: string, doc = new Y.Doc()): Promise<Y.Doc> {
  const page = openPage(visitor, documentId, { doc })
  const witness = openPage(visitor, documentId)
  await Promise.all([page.synced, witness.synced])
  const text = () => doc.getText('title').toJSON()
  for (const letter of words) {
    doc.getText('title').insert(text().length, letter)
    await when(witness.doc, () => witness.title() === text())
  }
  page.leave()
  witness.leave()
  return doc
}

test('a device that knew more than the backup brings back what its person wrote, and misses nothing that was written since', async () => {
  const first = await startApp()
  const { ana, bo, pageId } = await twoCompanies(first.url)
  const [hers, his] = [(await ana.people.createToken({ name: 'hers' })).token, (await bo.people.createToken({ name: 'his' })).token]
  const doc = await write(ana, pageId, ' before')
  const file = path.join(await temporaryFolder(), 'monday.kopa')
  expect(await kopa(['backup', file], { DATABASE_URL: first.connectionString, KOPA_DATA: first.dataFolder })).toMatchObject({ code: 0 })
  await write(ana, pageId, ' after', doc)
  const { position } = await first.database.selectFrom('documentUpdates').select(({ fn }) => fn.max('position').as('position')).where('documentId', '=', pageId).executeTakeFirstOrThrow()
  await first.close()

  const [{ connectionString }, dataFolder] = [await createDatabase(), await temporaryFolder()]
  expect(await kopa(['restore', file], { DATABASE_URL: connectionString, KOPA_DATA: dataFolder })).toMatchObject({ code: 0 })
  const second = await startKopa({ dataFolder, env: { DATABASE_URL: connectionString } })
  const [anew, partner] = [visit(second.url), visit(second.url)]
  anew.token = hers
  partner.token = his
  await write(partner, pageId, ' and much more than was lost')

  const device = resume(anew, pageId, doc, position)
  const fresh = openPage(partner, pageId)
  await until(() => fresh.title() === doc.getText('title').toJSON() && fresh.title().length > 0)
  for (const words of [' before', ' after', ' and much more than was lost']) expect(fresh.title()).toContain(words)
  device.destroy()
  fresh.leave()
  await second.stop()
})
