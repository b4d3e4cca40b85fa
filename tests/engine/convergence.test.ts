import { availableParallelism } from 'node:os'
import { beforeAll, describe, expect, test } from 'vitest'
import { randomForTest } from '../support/random.ts'
import { createDatabase, redisPath, startKopa, startRedis, type TestKopa } from '../support/services.ts'
import { twoCompanies, type World } from '../support/world.ts'
import { rootsOf } from './convergence-changes.ts'
import { SlowClient } from './convergence-client.ts'
import { finalOf, findDifference, tell, type Final, type Trace } from './convergence-story.ts'

/** A campaign: KOPA_SEEDS=20000 npx vitest run --project engine convergence. One story again: KOPA_SEED=<seed> KOPA_SEEDS=1 */
const seeds = Number(process.env['KOPA_SEEDS'] ?? 500)
/** Stories that are told at the same time, on the same two nodes. */
const atOnce = 24 * Math.min(2, availableParallelism())

const isMade = (answer: unknown): answer is { page: { id: string } } => typeof answer === 'object' && answer !== null && 'page' in answer

interface Nodes { one: TestKopa, two: TestKopa, env: Record<string, string>, world: World }

async function startNodes(): Promise<Nodes> {
  const { connectionString } = await createDatabase()
  const redis = redisPath() === null ? null : await startRedis()
  const env = { DATABASE_URL: connectionString, LOG_LEVEL: 'error', ...(redis && { REDIS_URL: redis.url }) }
  const one = await startKopa({ env })
  const two = await startKopa({ env, dataFolder: one.dataFolder })
  return { one, two, env, world: await twoCompanies(one.url) }
}

const syncOf = ({ url }: TestKopa): string => `${url.replace('http', 'ws')}/sync`

/** Does `work` for all, a few at a time. */
async function forAll<T, R>(all: readonly T[], work: (item: T) => Promise<R>): Promise<R[]> {
  const results: R[] = []
  let next = 0
  const worker = async () => {
    for (let at = next++; at < all.length; at = next++) {
      const item = all[at]
      if (item !== undefined) results[at] = await work(item)
    }
  }
  await Promise.all(Array.from({ length: atOnce }, worker))
  return results
}

describe.skipIf(redisPath() === null)('people on two nodes', { timeout: 120_000 + seeds * 500 }, () => {
  let nodes: Nodes
  beforeAll(async () => { nodes = await startNodes() })

  const createPage = async (): Promise<string> => {
    const { ana, workspaceId } = nodes.world
    for (;;) {
      // Thousands at once on a busy machine: whoever is told to come again does.
      const made = await ana.pages.createPage({ workspaceId, title: '' }).catch((error: unknown) => error)
      if (isMade(made)) return made.page.id
      if (!String(made).includes('unavailable')) throw made
    }
  }
  const tellOn = (documentId: string, seed: number): Promise<Trace> => tell(seed, {
    nodes: [syncOf(nodes.one), syncOf(nodes.two)], documentId, people: [nodes.world.ana.headers, nodes.world.bo.headers],
  }).catch((error: unknown) => { throw new Error(`KOPA_SEED=${seed} KOPA_SEEDS=1: ${String(error)}`, { cause: error }) })

  /** As somebody reads it who comes with nothing to a server that has it from storage only. */
  async function reads(kopa: TestKopa, documentId: string): Promise<Final> {
    const fresh = new SlowClient({ nodes: [syncOf(kopa)], documentId, headers: nodes.world.bo.headers, clientId: 200 }, rootsOf)
    await fresh.connect({ node: 0, resumes: false })
    fresh.take(updates => updates)
    fresh.cut()
    return finalOf(fresh.doc)
  }

  test(`${seeds} stories end with the same for everybody, and storage holds just that`, async () => {
    const { seed: first } = randomForTest()
    console.info(`stories ${first} to ${first + seeds - 1}`)
    const told = await forAll(Array.from({ length: seeds }, (_, index) => first + index), async seed => {
      const documentId = await createPage()
      return tellOn(documentId, seed).then(({ final }) => ({ seed, documentId, final }), (error: unknown) => ({ seed, documentId, error }))
    })
    const third = await startKopa({ env: nodes.env, dataFolder: nodes.one.dataFolder })
    const faults = await forAll(told, async story => {
      if ('error' in story) return String(story.error)
      const stored = await reads(third, story.documentId)
      return findDifference(story.final, stored, `KOPA_SEED=${story.seed} KOPA_SEEDS=1: everybody and storage`)
    })
    const found = faults.filter(fault => fault !== null)
    if (found.length > 0) console.warn(`${found.length} of ${seeds} stories did not end well:\n${found.join('\n')}`)
    expect(found).toEqual([])
  })

  test('a story that is told twice is the same', async () => {
    const { seed } = randomForTest()
    await Promise.all([seed, seed + 1, seed + 2, seed + 3, seed + 4].map(async again => {
      const [one, other] = await Promise.all([1, 2].map(async () => tellOn(await createPage(), again)))
      expect(other, `seed ${again}`).toEqual(one)
    }))
  })
})
