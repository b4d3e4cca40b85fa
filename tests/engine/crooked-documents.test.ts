import { beforeAll, expect, test } from 'vitest'
import * as encoding from 'lib0/encoding'
import * as Y from 'yjs'
import { messageType, syncStep } from '@kopa/shared/documents/protocol.ts'
import { until } from '../support/services.ts'
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

const update = (bytes: Uint8Array): Uint8Array => encoding.encode(encoder => {
  encoding.writeVarUint(encoder, messageType.sync)
  encoding.writeVarUint(encoder, syncStep.update)
  encoding.writeVarUint8Array(encoder, bytes)
})

/** "x" between "Ana" and "Bo", as it says: to the right of what comes later. */
function crooked(doc: Y.Doc): Uint8Array {
  const own = new Y.Doc()
  own.clientID = 4_000_000
  Y.applyUpdate(own, Y.encodeStateAsUpdate(doc))
  const before = Y.encodeStateVector(own)
  own.getText('title').insert(3, 'x')
  const loose = takeApart(Y.encodeStateAsUpdate(own, before))
  const [struct] = loose.sections[0]?.structs ?? []
  if (!struct) throw new Error('nothing was written')
  ;[struct.origin, struct.rightOrigin] = [struct.rightOrigin, struct.origin]
  return putTogether({ ...loose, deletions: [] })
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
