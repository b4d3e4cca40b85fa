import net from 'node:net'
import { once } from 'node:events'
import * as encoding from 'lib0/encoding'
import { beforeAll, describe, expect, test } from 'vitest'
import * as Y from 'yjs'
import { closeCode, messageType, syncStep } from '@kopa/shared/documents/protocol.ts'
import type { EngineConfig } from '../../server/documents/engine-parts.ts'
import { createDatabase, redisPath, startRedis, until, type TestRedis } from '../support/services.ts'
import { openEditor, openRaw, startEngine, synced, textOf, type Editor, type EngineWorld } from './engine-world.ts'

/** Several nodes on one database: any node serves any document, and what one says the others hear. */

interface Nodes { one: EngineWorld, two: EngineWorld, ana: string, bo: string }

async function startNodes(redisUrl: string | null, more: Partial<EngineConfig> = {}): Promise<Nodes> {
  const { connectionString } = await createDatabase()
  const config = { quiet: 300, ...more }
  const [one, two] = [await startEngine({ connectionString, redisUrl, config }), await startEngine({ connectionString, redisUrl, config })]
  const [ana, bo] = [await one.join('Ana'), await one.join('Bo')]
  for (const person of [ana, bo]) two.setRole(person, 'editor')
  return { one, two, ana, bo }
}

/** Ana on one node and Bo on the other, in the same document. */
async function together({ one, two, ana, bo }: Nodes): Promise<{ id: string, hers: Editor, his: Editor }> {
  const id = await one.createDocument(ana)
  const [hers, his] = [openEditor(one.url, id, ana), openEditor(two.url, id, bo)]
  await synced(hers, his)
  return { id, hers, his }
}

const write = (editor: Editor, words: string): void => { editor.doc.getText('title').insert(0, words) }
const sees = (editor: Editor, words: string): Promise<void> => until(() => textOf(editor).includes(words))

/** Both write, again and again, and end with the same. */
async function writeTogether(hers: Editor, his: Editor, rounds: number): Promise<void> {
  const start = textOf(hers).length
  for (let round = 0; round < rounds; round++) {
    write(hers, 'a')
    write(his, 'b')
    await until(() => textOf(hers).length >= start + round) // not in step: that would be no test of order
  }
  await until(() => textOf(hers).length === start + 2 * rounds && textOf(his).length === start + 2 * rounds)
  expect(textOf(hers)).toBe(textOf(his))
}

describe('two nodes without Redis', () => {
  let nodes: Nodes
  beforeAll(async () => { nodes = await startNodes(null) })

  test('what is written on one is seen on the other', async () => {
    const { hers, his } = await together(nodes)
    write(hers, 'from one ')
    await sees(his, 'from one')
    write(his, 'from two ')
    await sees(hers, 'from two')
    await writeTogether(hers, his, 20)
  })

  test('what has settled is told since the snapshot in storage, also by a node that knows an older one', async () => {
    const { connectionString } = await createDatabase()
    const one = await startEngine({ connectionString, redisUrl: null, config: { quiet: 60_000, oldest: 60_000 } })
    const two = await startEngine({ connectionString, redisUrl: null, config: { quiet: 50, grace: 50 } })
    const ana = await one.join('Ana')
    two.setRole(ana, 'editor')
    const id = await one.createDocument(ana)
    const hers = openEditor(one.url, id, ana)
    await synced(hers)
    write(hers, 'first ')
    await until(() => hers.saved() === 2)
    const elsewhere = openEditor(two.url, id, ana)
    await until(() => two.settled.length === 1)
    elsewhere.leave()
    await until(() => two.engine.figures.openDocuments === 0)
    write(hers, 'second ')
    await until(() => hers.saved() === 3)
    // What everybody has left is folded at once.
    hers.leave()
    await until(() => one.settled.length === 1)
    expect([...two.settled, ...one.settled].map(({ before, position }) => [before, position])).toEqual([[0, 1], [1, 2]])
  })

  test('a document that was folded far beyond what a node has is read anew there', async () => {
    const { id, hers, his } = await together(nodes)
    await until(async () => {
      write(hers, 'x')
      const { snapshotPosition } = await nodes.one.database.selectFrom('documents').select('snapshotPosition').where('id', '=', id).executeTakeFirstOrThrow()
      return snapshotPosition > 0
    })
    const { length } = textOf(hers)
    await until(() => textOf(his).length === length)
    await writeTogether(hers, his, 10)
  })
})

test('what is folded leaves the log when its snapshot was read again, while both nodes have it open, and both go on', async () => {
  const nodes = await startNodes(null, { quiet: 50, oldest: 100, selfCheckRound: 50, resumable: 100 })
  const { id, hers, his } = await together(nodes)
  const logged = async () => (await nodes.one.database.selectFrom('documentUpdates').select('position').where('documentId', '=', id).execute()).length
  for (const editor of [hers, his]) {
    await writeTogether(hers, his, 2)
    await until(async () => await logged() === 0)
    const { length } = textOf(hers)
    write(editor, 'and on ')
    await until(() => [hers, his].every(one => textOf(one).length === length + 7))
  }
  await until(async () => await logged() === 0)
  const late = openEditor(nodes.two.url, id, nodes.bo)
  await synced(late)
  expect(textOf(late)).toBe(textOf(hers))
})

describe.skipIf(redisPath() === null)('two nodes with Redis', () => {
  let redis: TestRedis
  let nodes: Nodes
  beforeAll(async () => {
    redis = await startRedis()
    nodes = await startNodes(redis.url)
  })

  test('both write at once, and both read the same', async () => {
    const { hers, his } = await together(nodes)
    await writeTogether(hers, his, 100)
  })

  test('a caret on one node is seen on the other, signed, and goes with its person', async () => {
    const { id, hers, his } = await together(nodes)
    hers.awareness.setLocalState({ user: { name: 'forged' }, state: 'active' })
    await until(() => his.awareness.getStates().has(hers.doc.clientID))
    await until(() => his.awareness.getStates().get(hers.doc.clientID)?.['state'] === 'active')
    expect(his.awareness.getStates().get(hers.doc.clientID)).toMatchObject({ user: { id: nodes.ana, name: `name of ${nodes.ana}` } })
    await until(() => (nodes.two.engine.whoIsHere([id]).get(id) ?? []).length === 2)
    const late = openEditor(nodes.two.url, id, nodes.bo)
    await until(() => late.awareness.getStates().has(hers.doc.clientID))
    hers.leave()
    await until(() => !his.awareness.getStates().has(hers.doc.clientID))
    await until(() => (nodes.two.engine.whoIsHere([id]).get(id) ?? []).length === 1)
  })

  test('a client id that is seen in the presence of the other node cannot be taken here before its owner writes', async () => {
    const { id, hers, his } = await together(nodes)
    await until(() => his.awareness.getStates().has(hers.doc.clientID))
    const forged = new Y.Doc()
    forged.clientID = hers.doc.clientID
    forged.getText('title').insert(0, 'locked out')
    const mallory = await openRaw(nodes.two.url, id, nodes.bo)
    mallory.socket.send(encoding.encode(encoder => {
      for (const number of [messageType.sync, syncStep.update]) encoding.writeVarUint(encoder, number)
      encoding.writeVarUint8Array(encoder, Y.encodeStateAsUpdate(forged))
    }))
    expect((await mallory.closed).code).toBe(closeCode.refusedUpdate)
    write(hers, 'still here')
    await sees(his, 'still here')
  })

  test('who leaves a document that is let go at once is gone from the lists of the other node', async () => {
    const forgetful = await startNodes(redis.url, { quiet: 50, grace: 0 })
    const { id, hers } = await together(forgetful)
    const namesOnTwo = () => (forgetful.two.engine.whoIsHere([id]).get(id) ?? []).map(person => person.id).toSorted()
    await until(() => namesOnTwo().length === 2)
    hers.leave()
    await until(() => forgetful.one.engine.figures.openDocuments === 0)
    await until(() => namesOnTwo().join() === forgetful.bo)
  })

  test('who opens a document later sees who is in it on the other node', async () => {
    const id = await nodes.one.createDocument(nodes.ana)
    const hers = openEditor(nodes.one.url, id, nodes.ana)
    await until(() => nodes.one.engine.whoIsHere([id]).has(id))
    const his = openEditor(nodes.two.url, id, nodes.bo)
    await until(() => his.awareness.getStates().has(hers.doc.clientID))
  })

  test('garbage on its channels is passed over', async () => {
    const { id, hers, his } = await together(nodes)
    const stranger = net.connect(Number(new URL(redis.url).port), '127.0.0.1')
    const publish = async (channel: string, message: Buffer) => {
      stranger.write(Buffer.concat([Buffer.from(`*3\r\n$7\r\nPUBLISH\r\n$${channel.length}\r\n${channel}\r\n$${message.length}\r\n`), message, Buffer.from('\r\n')]))
      await once(stranger, 'data')
    }
    for (const garbage of ['', '\0', '\x01\x05', '{', 'null', '{"about":"here","node":"x"}', '\x00\x01x\x01\xff\xff\xff\xff\x0f']) {
      await publish(`kopa:document:${id}`, Buffer.from(garbage, 'latin1'))
      await publish('kopa:nodes', Buffer.from(garbage))
    }
    stranger.destroy()
    await writeTogether(hers, his, 5)
  })

  test('Redis is killed under writing and comes back: nothing is lost, nobody has to do anything, people see each other again', async () => {
    const { id, hers, his } = await together(nodes)
    await writeTogether(hers, his, 5)
    await redis.kill9()
    await writeTogether(hers, his, 5)
    await redis.restart()
    await writeTogether(hers, his, 20)
    await until(() => his.awareness.getStates().has(hers.doc.clientID) && hers.awareness.getStates().has(his.doc.clientID))
    await nodes.one.restart()
    const fresh = openEditor(nodes.one.url, id, nodes.ana)
    await synced(fresh)
    expect(textOf(fresh)).toBe(textOf(his))
  })

  test('a node that stops is gone for the others, and its people come back by themselves', async () => {
    const { hers, his } = await together(nodes)
    await until(() => his.awareness.getStates().has(hers.doc.clientID))
    write(hers, 'last words ')
    await nodes.one.restart()
    await sees(his, 'last words')
    await until(() => hers.provider.synced)
    await writeTogether(hers, his, 10)
  })
})
