import type net from 'node:net'
import { beforeAll, describe, expect, test } from 'vitest'
import { WebSocket } from 'ws'
import { subprotocol } from '@kopa/shared/documents/protocol.ts'
import { randomForTest, seeded, type Random } from '../support/random.ts'
import { startKopaHere, until, type TestKopa } from '../support/services.ts'
import { twoCompanies, type World } from '../support/world.ts'
import { openEditor, synced, textOf, type Editor } from './engine-world.ts'
import { awarenessCase, frameCase, vectorCase, wire, type Case } from './fuzz-frames-cases.ts'

/** A campaign: KOPA_FRAMES=500000 npx vitest run --project engine fuzz-frames */
const cases = Number(process.env['KOPA_FRAMES'] ?? 300)
const attackers = 8
/** Written to one socket, at most. */
const perSocket = 8

/** A socket whose stream is written to by hand; what comes back is read by a proper client. */
interface Attacker { socket: WebSocket, stream: net.Socket, isOver: () => boolean }

function attack(url: string, documentId: string, headers: Record<string, string>): Promise<Attacker> {
  const socket = new WebSocket(`${url}/${documentId}`, [subprotocol], { headers, perMessageDeflate: false })
  let isOver = false
  socket.on('close', () => { isOver = true }).on('error', () => undefined)
  return new Promise((resolve, reject) => {
    let stream: net.Socket
    socket.on('upgrade', response => { stream = response.socket })
    socket.on('open', () => resolve({ socket, stream, isOver: () => isOver }))
    socket.on('close', code => reject(new Error(`not let in: ${code}`)))
  })
}

/** The server has taken all of it up: it answers a ping that follows, or ends the connection. */
function takenUp({ socket, isOver }: Attacker): Promise<void> {
  return new Promise(resolve => {
    if (isOver()) return resolve()
    socket.on('close', () => resolve()).on('pong', data => { if (data.toString() === 'and?') resolve() })
    if (socket.readyState === WebSocket.OPEN) socket.ping('and?')
  })
}

async function throwAt(attacker: Attacker, random: Random, next: (random: Random) => Case, count: number): Promise<number> {
  let thrown = 0
  while (thrown < count && !attacker.isOver()) {
    const { bytes, swallows } = next(random)
    attacker.stream.write(bytes)
    thrown++
    if (swallows) break
    await takenUp(attacker)
  }
  attacker.socket.terminate()
  return thrown
}

describe('frames that nobody sends who means well', { timeout: 60_000 + cases * 20 }, () => {
  let kopa: TestKopa
  let world: World
  let sync: string
  beforeAll(async () => {
    kopa = await startKopaHere({ LOG_LEVEL: 'error', KOPA_UPGRADES_PER_MINUTE: '1000000' })
    world = await twoCompanies(kopa.url)
    sync = `${kopa.url.replace('http', 'ws')}/sync`
  })

  async function besiege(documentId: string, next: (random: Random) => Case): Promise<number> {
    const { seed } = randomForTest()
    let left = cases
    let sockets = 0
    await Promise.all(Array.from({ length: attackers }, async (_, index) => {
      const random = seeded(seed + index)
      while (left > 0) {
        const count = Math.min(left, 1 + random.below(perSocket))
        left -= count
        const thrown = await throwAt(await attack(sync, documentId, world.bo.headers), random, next, count)
        left += count - thrown
        sockets++
      }
    }))
    return sockets
  }

  /** Ana writes in the document that is under attack, and in another one. */
  async function scene(): Promise<{ documentId: string, victim: Editor, neighbour: Editor }> {
    const { ana, workspaceId } = world
    const [one, other] = await Promise.all([1, 2].map(async () => (await ana.pages.createPage({ workspaceId, title: '' })).page.id))
    if (!one || !other) throw new Error('two pages are needed')
    const [victim, neighbour] = [openEditor(sync, one, ana), openEditor(sync, other, ana)]
    await synced(victim, neighbour)
    victim.awareness.setLocalState({ state: 'active' })
    return { documentId: one, victim, neighbour }
  }

  test.each([['frames', frameCase], ['awareness states', awarenessCase], ['state vectors', vectorCase]] as const)(`${cases} %s: the server stays up, nobody else notices, the document is read again`, async (_name, next) => {
    const { documentId, victim, neighbour } = await scene()
    const { pid } = kopa
    let isOver = false
    const writing = (async () => {
      for (let count = 0; !isOver; count++) {
        for (const editor of [victim, neighbour]) editor.doc.getText('title').insert(0, `${count % 10}`)
        await until(() => victim.saved() === count + 2 && neighbour.saved() === count + 2)
      }
    })()
    const sockets = await besiege(documentId, next)
    isOver = true
    await writing
    expect(sockets).toBeGreaterThan(cases / perSocket / 2)
    expect(kopa.pid).toBe(pid)
    expect([...victim.closeCodes, ...neighbour.closeCodes]).toEqual([])
    for (const state of victim.awareness.getStates().values()) expect([world.ana.userId, world.bo.userId, undefined]).toContain((state['user'] as { id: string } | undefined)?.id)
    const words = textOf(victim)
    for (const editor of [victim, neighbour]) editor.leave()
    await kopa.kill9()
    await kopa.restart()
    const fresh = openEditor(sync, documentId, world.ana)
    await synced(fresh)
    expect(textOf(fresh)).toBe(words)
    expect(Object.keys(fresh.doc.toJSON()).filter(root => root !== 'title')).toEqual([])
    fresh.leave()
  })

  // Others pass over a lower clock: were it taken here, its removal would be told with it, and nobody would believe that.
  test('who counts backwards is gone for the others when they have left', async () => {
    const { documentId, victim } = await scene()
    const strange = await attack(sync, documentId, world.bo.headers)
    const shows = (clock: number, client = 4711) => wire({ opcode: 2, payload: Buffer.from([1, 7, 1, ...varUint(client), clock, 2, 0x7b, 0x7d]) })
    strange.stream.write(shows(9))
    await until(() => victim.awareness.getStates().has(4711))
    strange.stream.write(shows(5))
    await takenUp(strange)
    strange.socket.terminate()
    const later = await attack(sync, documentId, world.bo.headers)
    later.stream.write(shows(1, 4712))
    await until(() => victim.awareness.getStates().has(4712))
    later.socket.terminate()
    await until(() => !victim.awareness.getStates().has(4712))
    expect(victim.awareness.getStates().has(4711)).toBe(false)
  })
})

const varUint = (number: number): number[] => [128 | (number & 127), number >> 7]
