import { beforeAll, describe, expect, test } from 'vitest'
import * as Y from 'yjs'
import { closeCode, messageType, syncStep } from '@kopa/shared/documents/protocol.ts'
import { openConnection } from '../../server/core/database.ts'
import { quietDoc } from '../../server/documents/loading.ts'
import { createDatabase, redisPath, startRedis, until } from '../support/services.ts'
import { openDatabaseProxy, type DatabaseProxy } from './database-proxy.ts'
import { openEditor, openRaw, startEngine, synced, textOf, type EngineWorld } from './engine-world.ts'

/** What the generated stories found, as small as it can be told. The comments say what it was. */

// The keeper applies updates one by one, and Yjs tidies marks after each: what it deletes there goes into the snapshot, and nobody who is connected hears of it.
test('marks around nothing: what is written between them later is bold for its writer, and for who comes later', async () => {
  const world = await startEngine({ config: { quiet: 50, grace: 50 } })
  const ana = await world.join('Ana')
  const id = await world.createDocument(ana)
  const editor = openEditor(world.url, id, ana)
  await synced(editor)
  const [paragraph, text] = [new Y.XmlElement('paragraph'), new Y.XmlText('k')]
  paragraph.insert(0, [text])
  editor.doc.getXmlFragment('content').insert(0, [paragraph])
  const undo = new Y.UndoManager(text, { captureTimeout: 0, trackedOrigins: new Set(['typed']) })
  editor.doc.transact(() => text.insert(1, 'x'), 'typed')
  text.format(1, 1, { bold: true })
  undo.undo()
  text.insert(1, 'y', { bold: true })
  await until(() => editor.saved() === 6)
  await until(() => world.settled.some(({ documentId, position }) => documentId === id && position === 5))
  // Our client takes in at once all that comes first (`arriving-updates.ts`), so nothing is tidied between two frames. Nor is it here.
  const later = openEditor(world.url, id, ana, { doc: quietDoc() })
  await synced(later)
  expect(later.doc.getXmlFragment('content').toJSON()).toBe(editor.doc.getXmlFragment('content').toJSON())
})

// Who comes with what others wrote, to a node that has not heard of it yet, is taken for somebody who writes under their client ids.
test('who changes to another node right away is welcome there with all they have read', async () => {
  const { connectionString } = await createDatabase()
  const [one, two] = [await startEngine({ connectionString, redisUrl: null }), await startEngine({ connectionString, redisUrl: null })]
  const [ana, bo] = [await one.join('Ana'), await one.join('Bo')]
  two.setRole(ana, 'editor')
  const id = await one.createDocument(ana)
  const [hers, his, elsewhere] = [openEditor(one.url, id, ana), openEditor(one.url, id, bo), openEditor(two.url, id, ana)]
  await synced(hers, his, elsewhere)
  const closeCodes: number[] = []
  for (let round = 0; round < 5; round++) { // a node that is slow to hear is chance
    his.doc.getText('title').insert(0, 'x')
    await until(() => textOf(hers) === textOf(his))
    const moved = openEditor(two.url, id, ana, { doc: hers.doc })
    await until(() => moved.saved() > 0 || moved.closeCodes.length > 0)
    closeCodes.push(...moved.closeCodes)
    moved.leave()
    await until(() => textOf(elsewhere) === textOf(his))
  }
  expect(closeCodes).not.toContain(closeCode.refusedUpdate)
})

interface Nodes { one: EngineWorld, two: EngineWorld, way: DatabaseProxy, ana: string }

describe.skipIf(redisPath() === null)('a node that has heard of an update while it waits for the disk', () => {
  let nodes: Nodes
  beforeAll(async () => {
    const { connectionString } = await createDatabase()
    const [redis, way] = [await startRedis(), await openDatabaseProxy(connectionString)]
    const one = await startEngine({ connectionString, redisUrl: redis.url })
    const two = await startEngine({ connectionString, redisUrl: redis.url, openConnection: () => openConnection({ connectionString: way.connectionString }) })
    const ana = await one.join('Ana')
    two.setRole(ana, 'editor')
    nodes = { one, two, way, ana }
  })

  /** What somebody is told and what they are given who come to node two while its batch waits, with what it has heard from node one. */
  async function whoComesMeanwhile(): Promise<{ told: number | undefined, given: number }> {
    const { one, two, way, ana } = nodes
    const [id, elsewhere] = [await one.createDocument(ana), await one.createDocument(ana)]
    const [far, near, other] = [openEditor(one.url, id, ana), openEditor(two.url, id, ana), openEditor(two.url, elsewhere, ana)]
    await synced(far, near, other)
    way.cut()
    other.doc.getText('title').insert(0, 'waits ')
    await expect(two.engine.checkHealth()).rejects.toThrow()
    far.doc.getText('title').insert(0, 'from afar')
    await until(() => far.saved() === 2)
    far.awareness.setLocalState({ state: 'away' }) // goes the same way as what was written, behind it
    await until(() => near.awareness.getStates().get(far.doc.clientID)?.['state'] === 'away')
    other.doc.getText('title').insert(0, 'waits with it ')
    const cutAgain = new Promise<void>(resolve => {
      const usual = other.provider.messageHandlers[messageType.saved]
      if (!usual) throw new Error('the editor has no handler for it')
      other.provider.messageHandlers[messageType.saved] = (...frame) => {
        other.provider.messageHandlers[messageType.saved] = usual // once: or the next round is cut as well
        way.cut()
        usual(...frame)
        resolve()
      }
    })
    way.mend()
    await cutAgain
    const late = await openRaw(two.url, id, ana)
    late.socket.send(Uint8Array.from([messageType.sync, syncStep.step1, 1, 0]))
    await until(() => late.frames.some(([type]) => type === messageType.saved))
    const told = late.frames.find(([type]) => type === messageType.saved)?.[2]
    const given = late.frames.filter(frame => frame.includes('from afar')).length
    way.mend()
    await until(() => textOf(near) === 'from afar')
    return { told, given }
  }

  // The log counts an update of another node to the room's position before the room has it (takeTold, readOn); the room tells that position at once.
  test('tells who comes only of what it gives them', async () => {
    for (let round = 0; round < 8; round++) { // whether both wait in one batch is chance
      const { told, given } = await whoComesMeanwhile()
      expect(told).toBe(given)
    }
  })
})
