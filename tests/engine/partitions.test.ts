import { setTimeout as pause } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { randomForTest } from '../support/random.ts'
import { createDatabase, redisPath, startKopa, startRedis, until, type TestKopa } from '../support/services.ts'
import { twoCompanies, type Person } from '../support/world.ts'
import { canReach, forward, hasNamespaces, openHost, type Host } from './network.ts'
import { Oracle } from './oracle.ts'

/** A longer script: KOPA_PARTITIONS=60 KOPA_CUT=60 npx vitest run --project engine partitions */
const rounds = Math.ceil(Number(process.env['KOPA_PARTITIONS'] ?? 6) / 6)
/** Seconds for which something is cut off, at most. */
const longest = Number(process.env['KOPA_CUT'] ?? 2)

interface Scene { hosts: [Host, Host], nodes: [TestKopa, TestKopa], people: readonly [Person, Person], documentIds: string[], oracle: Oracle }

describe.skipIf(!hasNamespaces || redisPath() === null)('two nodes on machines of their own, and a network that loses what is sent', { timeout: 120_000 + rounds * 12 * (longest + 60) * 1000 }, () => {
  const closings: (() => unknown)[] = []
  afterAll(async () => { for (const close of closings.toReversed()) await close() })
  let scene: Scene

  async function startOn(host: Host, redisPort: number, socket: string, database: string, dataFolder?: string): Promise<TestKopa> {
    const [toDatabase, toRedis] = [await forward(host.database, { path: socket }), await forward(host.redis, { port: redisPort })]
    closings.push(toDatabase.close, toRedis.close)
    await until(() => canReach(host, host.database, toDatabase.port))
    return startKopa({ dataFolder, namespace: host.namespace, env: {
      HOST: host.address, LOG_LEVEL: 'error',
      DATABASE_URL: `postgres://kopa@${host.database}:${toDatabase.port}/${database}`, REDIS_URL: `redis://${host.redis}:${toRedis.port}`,
    } })
  }

  beforeAll(async () => {
    const { connectionString } = await createDatabase()
    const place = new URL(connectionString)
    const socket = `${place.searchParams.get('host') ?? ''}/.s.PGSQL.5432`
    const redisPort = Number(new URL((await startRedis()).url).port)
    const hosts: [Host, Host] = [await openHost(1), await openHost(2)]
    for (const host of hosts) closings.push(host.close)
    const one = await startOn(hosts[0], redisPort, socket, place.pathname.slice(1))
    const two = await startOn(hosts[1], redisPort, socket, place.pathname.slice(1), one.dataFolder)
    const { ana, bo, workspaceId } = await twoCompanies(one.url)
    const pages = await Promise.all(['One', 'Two', 'Three'].map(title => ana.pages.createPage({ workspaceId, title })))
    scene = { hosts, nodes: [one, two], people: [ana, bo], documentIds: pages.map(({ page }) => page.id), oracle: new Oracle(one.url, two.url) }
  })

  /** People write on both nodes; something is cut off for a while; then everybody reads the same, and nothing that was owed is missing. */
  async function survive(name: string, cut: () => Promise<void>, mend: () => Promise<void>): Promise<void> {
    const random = randomForTest()
    const { oracle, people, documentIds } = scene
    for (let round = 0; round < rounds; round++) {
      await oracle.sitDown(documentIds, people)
      let isOver = false
      const typing = (async () => {
        while (!isOver) {
          oracle.type(limit => random.below(limit))
          await pause(20 + random.below(40)) // people's pauses: they wait for nothing
        }
      })()
      await pause(200 + random.below(500)) // the moment is chance, that is the point
      await cut()
      const seconds = 1 + random.next() * (longest - 1)
      await pause(seconds * 1000)
      await mend()
      const healed = performance.now()
      const before = oracle.acknowledged
      await until(() => oracle.acknowledged > before + 30)
      isOver = true
      await typing
      await until(() => oracle.allAcknowledged() && oracle.agrees())
      console.info(`${name}: cut off for ${seconds.toFixed(1)} s, all equal ${((performance.now() - healed) / 1000).toFixed(1)} s after`)
      oracle.leave()
      expect(await oracle.missing(people[1]), `seed ${random.seed}`).toEqual([])
    }
  }

  const both = (act: (host: Host) => Promise<void>) => async () => { await Promise.all(scene.hosts.map(act)) }
  const first = (act: (host: Host) => Promise<void>) => () => act(scene.hosts[0])

  test('one node loses the database', () => survive('one node, database', first(host => host.cutDatabase()), first(host => host.mendDatabase())))

  test('both lose the database: nobody is told that anything is saved', async () => {
    let acknowledged = 0
    const cut = async () => {
      await both(host => host.cutDatabase())()
      await pause(100) // what was on its way
      acknowledged = scene.oracle.acknowledged
    }
    const mend = async () => {
      expect(scene.oracle.acknowledged).toBe(acknowledged)
      await both(host => host.mendDatabase())()
    }
    await survive('both nodes, database', cut, mend)
  })

  test('one node loses Redis', () => survive('one node, Redis', first(host => host.cutRedis()), first(host => host.mendRedis())))
  test('both lose Redis', () => survive('both nodes, Redis', both(host => host.cutRedis()), both(host => host.mendRedis())))
  test('one node loses everybody', () => survive('one node, its cable', first(host => host.pullCable()), first(host => host.plugIn())))
  test('nothing reaches one node, what it sends arrives', () => survive('one node, deaf', first(host => host.deafen()), first(host => host.undeafen())))
})
