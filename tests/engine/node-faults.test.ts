import path from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { pathToFileURL } from 'node:url'
import { beforeAll, describe, expect, test } from 'vitest'
import { openDatabase } from '../../server/core/database.ts'
import { createLog } from '../../server/core/log.ts'
import { verifyChain } from '../support/audit.ts'
import { randomForTest } from '../support/random.ts'
import { atTheEnd, redisPath, until } from '../support/services.ts'
import { password, visit } from '../support/world.ts'
import { scene, startTyping, type Scene, type Story } from './two-node-scene.ts'

/** Two nodes, one database, one Redis, and what may happen to them. A longer script: KOPA_CRASHES=50 KOPA_STOPPED=45 npx vitest run --project engine node-faults */
const crashes = Math.ceil(Number(process.env['KOPA_CRASHES'] ?? 8) / 4)
/** How often each node is told to stop, and people who have a document open meanwhile (three to a document): KOPA_ROLLS=3 KOPA_PEOPLE=200 */
const rolls = Number(process.env['KOPA_ROLLS'] ?? 1)
const documents = Math.ceil(Number(process.env['KOPA_PEOPLE'] ?? 9) / 3)
/** Seconds for which a process stands still. */
const stopped = Number(process.env['KOPA_STOPPED'] ?? 3)
/** By how much the clock of the second node is wrong, one after the other. */
const wrongBy = [24, -24, -25, 0]
const steppedClock = {
  NODE_OPTIONS: `--import=${pathToFileURL(path.join(import.meta.dirname, '../support/stepped-clock.ts')).href}`, TEST_CLOCK_HOURS: wrongBy.join(','),
}

/** Type, let something happen, type on; then everybody reads the same, and nothing that was owed is missing. */
async function survive(there: Story, happen: () => Promise<void>): Promise<void> {
  const { oracle, people, documentIds, random } = there
  await oracle.sitDown(documentIds, people)
  const typing = startTyping(there)
  await pause(100 + random.below(600)) // the moment is chance, that is the point
  await happen()
  const before = oracle.acknowledged
  await until(() => oracle.acknowledged > before + 30)
  await typing.stop()
  await until(() => oracle.allAcknowledged() && oracle.agrees())
  oracle.leave()
  expect(await oracle.missing(people[1]), `seed ${random.seed}`).toEqual([])
}

describe.skipIf(redisPath() === null)('two nodes and what may happen to them', { timeout: 60_000 + crashes * 60_000 + stopped * 4000 + rolls * documents * 2000 }, () => {
  let set: Scene
  beforeAll(async () => { set = await scene(documents, steppedClock) })
  const story = (): Story => ({ ...set, random: randomForTest() })

  test(`Redis is killed ${crashes} times under writing on both nodes`, async () => {
    const there = story()
    for (let round = 0; round < crashes; round++) {
      await survive(there, async () => {
        await there.redis.kill9()
        await pause(200 + there.random.below(1500))
        await there.redis.restart()
      })
    }
    console.info(`${crashes} crashes of Redis, ${there.oracle.owed} acknowledged or seen edits, 0 lost`)
  })

  test(`a node stands still for ${stopped} s and goes on`, async () => {
    const there = story()
    for (const { pid } of there.nodes) {
      await survive(there, async () => {
        process.kill(pid, 'SIGSTOP')
        await pause(stopped * 1000)
        process.kill(pid, 'SIGCONT')
      })
    }
  })

  test('the clock of a node is a day ahead, a day behind, an hour further behind: nothing is lost, the audit keeps its order, who is signed in stays so, and nobody else', async () => {
    const there = story()
    const { world: { ana, workspaceId }, nodes: [one, two], env } = there
    const database = openDatabase({ connectionString: env['DATABASE_URL'] }, createLog('silent'))
    atTheEnd(() => database.destroy())
    const sequenceOf = async () => (await database.selectFrom('chains').select('sequence').where('id', '=', workspaceId).executeTakeFirstOrThrow()).sequence
    for (const hours of wrongBy) {
      const before = await sequenceOf()
      await survive(there, async () => { process.kill(two.pid, 'SIGUSR2') })
      const [here, beside] = [visit(one.url), visit(two.url)]
      await beside.people.signIn({ email: ana.email, password })
      here.cookie = beside.cookie
      const made = [await beside.pages.createPage({ workspaceId, title: '' }), await here.pages.createPage({ workspaceId, title: '' })].map(({ page: { id } }) => id)
      await here.people.signOut({})
      for (const visitor of [here, beside]) await expect(visitor.pages.createPage({ workspaceId, title: '' })).rejects.toMatchObject({ refusal: { status: 401 } })
      const entries = (await database.selectFrom('events').select(['at', 'payload', 'sequence']).where('chainId', '=', workspaceId).where('sequence', '>', before).orderBy('sequence').execute())
        .filter(({ payload }) => made.includes((payload as { pageId?: string }).pageId ?? ''))
      // Each says when its node believes that it was; the order is that of the chain.
      expect(entries.map(({ at, payload }) => [(payload as { pageId: string }).pageId, Math.round((at.getTime() - Date.now()) / 3_600_000) + 0])).toEqual([[made[0], hours], [made[1], 0]])
      expect(await verifyChain(database, workspaceId)).toMatchObject({ fault: null })
    }
  })

  test(`a node is killed ${crashes} times; whoever is on the other goes on meanwhile`, async () => {
    const there = story()
    const { oracle, people, documentIds, nodes, random } = there
    for (let round = 0; round < crashes; round++) {
      await oracle.sitDown(documentIds, people)
      const typing = startTyping(there)
      await pause(100 + random.below(800))
      const node = nodes[round % 2] ?? nodes[0]
      await node.kill9()
      await typing.stop()
      oracle.leave()
      await node.restart()
      expect(await oracle.missing(people[0]), `round ${round}, seed ${random.seed}`).toEqual([])
    }
  })

  test('each node is told to stop in turn and started again, under writing: nobody loses anything', async () => {
    const there = story()
    const { oracle, people, documentIds, nodes, random } = there
    await oracle.sitDown(documentIds, people)
    const typing = startTyping(there)
    for (const node of Array.from({ length: rolls }, () => nodes).flat()) {
      await pause(200 + random.below(300))
      const begun = performance.now()
      expect(await node.stop()).toBe(0)
      const ended = performance.now()
      await node.restart()
      await until(() => oracle.isTogether())
      console.info(`${3 * documents} people: stopped in ${Math.round(ended - begun)} ms, everybody connected again ${Math.round(performance.now() - ended)} ms later`)
    }
    await typing.stop()
    await until(() => oracle.agrees())
    oracle.leave()
    expect(await oracle.missing(people[0]), `seed ${random.seed}`).toEqual([])
  })
})
