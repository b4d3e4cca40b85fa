import { availableParallelism } from 'node:os'
import { beforeAll, describe, expect, test } from 'vitest'
import { randomForTest } from '../support/random.ts'
import { createDatabase, redisPath, startKopa, startRedis, type TestKopa } from '../support/services.ts'
import { twoCompanies, type World } from '../support/world.ts'
import { anyBoard } from './board-changes.ts'
import { anyPage } from './convergence-changes.ts'
import { SlowClient } from './convergence-client.ts'
import { finalOf, findDifference, tell, type Final, type Subject, type Trace } from './convergence-story.ts'

/** Stories of each kind. A campaign: KOPA_SEEDS=20000 npx vitest run --project engine convergence. One story again: KOPA_SEED=<seed> KOPA_SEEDS=1 */
const seeds = Number(process.env['KOPA_SEEDS'] ?? 100)
/** Stories that are told at the same time, on the same two nodes. */
const atOnce = 24 * Math.min(2, availableParallelism())

interface Written { subject: Subject, create: (world: World) => Promise<{ id: string }> }

const written: Record<string, Written> = {
  page: { subject: anyPage, create: async ({ ana, workspaceId }) => (await ana.pages.createPage({ workspaceId, title: '' })).page },
  board: { subject: anyBoard, create: async ({ ana, workspaceId }) => (await ana.boards.createBoard({ workspaceId, title: '' })).board },
}

function writtenAs(kind: string): Written {
  const found = written[kind]
  if (!found) throw new Error(`nobody writes a ${kind}`)
  return found
}

/** The document of one story. */
interface Place extends Pick<Written, 'subject'> { documentId: string }

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

  const createPlace = async ({ subject, create }: Written): Promise<Place> => {
    for (;;) {
      // Thousands at once on a busy machine: whoever is told to come again does.
      const made = await create(nodes.world).catch((error: unknown) => ({ error }))
      if (!('error' in made)) return { subject, documentId: made.id }
      if (!String(made.error).includes('unavailable')) throw made.error
    }
  }
  const tellOn = (place: Place, seed: number): Promise<Trace> => tell(seed, {
    ...place, nodes: [syncOf(nodes.one), syncOf(nodes.two)], people: [nodes.world.ana.headers, nodes.world.bo.headers],
  }).catch((error: unknown) => { throw new Error(`KOPA_SEED=${seed} KOPA_SEEDS=1: ${String(error)}`, { cause: error }) })

  /** As somebody reads it who comes with nothing to a server that has it from storage only. */
  async function reads(kopa: TestKopa, { subject: { rootsOf }, documentId }: Place): Promise<Final> {
    const fresh = new SlowClient({ nodes: [syncOf(kopa)], documentId, headers: nodes.world.bo.headers, clientId: 200 }, rootsOf)
    await fresh.connect({ node: 0, resumes: false })
    fresh.take(updates => updates)
    fresh.cut()
    return finalOf(fresh.doc, rootsOf)
  }

  test.each(Object.keys(written))(`${seeds} stories of a %s end with the same for everybody, and storage holds just that`, async kind => {
    const what = writtenAs(kind)
    const { seed: first } = randomForTest()
    console.info(`stories ${first} to ${first + seeds - 1}`)
    const told = await forAll(Array.from({ length: seeds }, (_, index) => first + index), async seed => {
      const place = await createPlace(what)
      return tellOn(place, seed).then(({ final }) => ({ seed, place, final }), (error: unknown) => ({ seed, place, error }))
    })
    const third = await startKopa({ env: nodes.env, dataFolder: nodes.one.dataFolder })
    const faults = await forAll(told, async story => {
      if ('error' in story) return String(story.error)
      const stored = await reads(third, story.place)
      return findDifference(story.final, stored, `KOPA_SEED=${story.seed} KOPA_SEEDS=1: everybody and storage`)
    })
    const found = faults.filter(fault => fault !== null)
    if (found.length > 0) console.warn(`${found.length} of ${seeds} stories did not end well:\n${found.join('\n')}`)
    expect(found).toEqual([])
  })

  test.each(Object.keys(written))('a story of a %s that is told twice is the same', async kind => {
    const { seed } = randomForTest()
    await Promise.all([seed, seed + 1, seed + 2, seed + 3, seed + 4].map(async again => {
      const once = async () => tellOn(await createPlace(writtenAs(kind)), again)
      const [one, other] = await Promise.all([once(), once()])
      expect(withoutFounding(other), `seed ${again}`).toEqual(withoutFounding(one))
    }))
  })
})

const mostPeople = 200

/** A board is founded by the server (its zone, its holidays), under a client id by chance. */
function withoutFounding({ final, ...rest }: Trace): Trace {
  const people = (said: string) => JSON.stringify((JSON.parse(said) as [number, unknown][]).filter(([client]) => client <= mostPeople))
  return { ...rest, final: { ...final, stateVector: people(final.stateVector), deletions: people(final.deletions) } }
}
