import { setTimeout as pause } from 'node:timers/promises'
import type { Random } from '../support/random.ts'
import { createDatabase, startKopa, startRedis, type TestKopa, type TestRedis } from '../support/services.ts'
import { twoCompanies, type Person, type World } from '../support/world.ts'
import { Oracle } from './oracle.ts'

/** Two nodes as real processes on one database and one Redis, and people of two companies who write through both. */
export interface Scene {
  nodes: readonly [TestKopa, TestKopa]
  redis: TestRedis
  oracle: Oracle
  people: readonly [Person, Person]
  documentIds: string[]
  world: World
  /** of both nodes */
  env: Record<string, string>
}
export interface Story extends Scene { random: Random }

/** @param ofSecond what is set for the second node alone */
export async function scene(documents: number, ofSecond: Record<string, string> = {}): Promise<Scene> {
  const { connectionString } = await createDatabase()
  const redis = await startRedis()
  const env = { DATABASE_URL: connectionString, REDIS_URL: redis.url, LOG_LEVEL: 'error' }
  const one = await startKopa({ env })
  const two = await startKopa({ env: { ...env, ...ofSecond }, dataFolder: one.dataFolder })
  const world = await twoCompanies(one.url)
  const { ana, bo, workspaceId } = world
  const pages = await Promise.all(Array.from({ length: documents }, (_, index) => ana.pages.createPage({ workspaceId, title: `Page ${index}` })))
  return { nodes: [one, two], redis, oracle: new Oracle(one.url, two.url), people: [ana, bo], documentIds: pages.map(({ page }) => page.id), world, env }
}

/** Somebody types every few milliseconds until told to stop. The pauses make the story, they wait for nothing. */
export function startTyping({ oracle, random }: Story): { stop: () => Promise<void> } {
  let isOver = false
  const typing = (async () => {
    while (!isOver) {
      oracle.type(limit => random.below(limit))
      await pause(10 + random.below(30))
    }
  })()
  return { async stop() { isOver = true; await typing } }
}
