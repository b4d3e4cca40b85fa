import { randomUUID } from 'node:crypto'
import { ServerResponse } from 'node:http'
import { queryObjects } from 'node:v8'
import { describe, expect, test } from 'vitest'
import { closeCode } from '@kopa/shared/documents/protocol.ts'
import { until } from '../support/services.ts'
import { openEditor, openRaw, startEngine, synced, textOf } from './engine-world.ts'

describe('who may open a document', async () => {
  const world = await startEngine()
  const [ana, bo] = [await world.join('Ana'), await world.join('Bo')]
  const id = await world.createDocument(ana)

  test('a stranger is asked to sign in, and learns nothing', async () => {
    const stranger = await openRaw(world.url, id, null)
    expect((await stranger.closed).code).toBe(closeCode.signIn)
    expect(stranger.frames).toEqual([])
  })

  test('what one may not see answers as what does not exist', async () => {
    const outsider = await world.join('Olga')
    world.setRole(outsider, null)
    const answers = await Promise.all([id, randomUUID(), 'no-id'].map(async documentId => {
      const { frames, closed } = await openRaw(world.url, documentId, outsider)
      return { ...await closed, frames: frames.length }
    }))
    expect(new Set(answers.map(answer => JSON.stringify(answer))).size).toBe(1)
    expect(answers[0]).toMatchObject({ code: closeCode.noSuchDocument, frames: 0 })
  })

  test.each(['https://evil.test', 'null', 'http://kopa.test.evil.test', 'http://evil.test/kopa.test'])('a page of %s cannot open a socket with somebody\'s cookie', async origin => {
    await expect(openRaw(world.url, id, null, { headers: { origin } })).rejects.toThrow('403')
  })

  test('megabytes before signing in are not kept', async () => {
    const { socket, closed } = await openRaw(world.url, id, null)
    socket.send(new Uint8Array(7 * 1024 * 1024), () => {})
    expect([closeCode.signIn, 1006]).toContain((await closed).code)
  })

  test('rights that end close the socket at once; the person comes back as what they are now', async () => {
    const [hers, his] = [openEditor(world.url, id, ana), openEditor(world.url, id, bo)]
    await synced(hers, his)
    world.setRole(bo, 'viewer')
    world.engine.closeSockets({ userId: bo })
    await until(() => his.closeCodes.includes(closeCode.rightsChanged))
    await synced(his)
    his.doc.getText('title').insert(0, 'too late')
    hers.doc.getText('title').insert(0, 'in time')
    await until(() => hers.saved() === 2)
    expect(textOf(hers)).toBe('in time')
    world.setRole(bo, null)
    world.engine.closeSockets({ userId: bo })
    await until(() => his.closeCodes.includes(closeCode.noSuchDocument))
    world.setRole(bo, 'editor')
  })

  test('a session or token that ends takes its sockets with it, and no other', async () => {
    const [hers, his] = [openEditor(world.url, id, ana), openEditor(world.url, id, bo)]
    await synced(hers, his)
    world.engine.closeSockets({ tokenId: bo })
    await until(() => his.closeCodes.includes(closeCode.signIn))
    expect(hers.closeCodes).toEqual([])
    expect(his.provider.shouldConnect).toBe(false) // y-websocket gives up at 44xx
  })

  test('a copy of another epoch is not taken in', async () => {
    const { closed } = await openRaw(world.url, id, ana, { query: '?since=1&epoch=7' })
    expect((await closed).code).toBe(closeCode.otherEpoch)
  })

  test('a client that does not ask for kopa.1 gets plain y-websocket', async () => {
    const plain = openEditor(world.url, id, ana, { protocols: [] })
    await synced(plain)
    plain.doc.getText('title').insert(0, 'plain, ')
    const other = openEditor(world.url, id, ana)
    await until(() => textOf(other).startsWith('plain, '))
    expect(plain.saved()).toBe(0)
  })

  test('a page that stays open for hours keeps nothing of the request that opened it', async () => {
    const clients = await Promise.all(Array.from({ length: 20 }, () => openRaw(world.url, id, ana)))
    await until(() => clients.every(({ frames }) => frames.length > 0))
    await until(() => queryObjects(ServerResponse, { format: 'count' }) < clients.length)
    expect(clients.every(({ socket }) => socket.readyState === socket.OPEN)).toBe(true)
  })
})
