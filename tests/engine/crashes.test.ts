import path from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { findPostmaster } from '../../server/core/postgres-process.ts'
import { randomForTest } from '../support/random.ts'
import { startKopa, until, type TestKopa } from '../support/services.ts'
import { twoCompanies, type Person } from '../support/world.ts'
import { Oracle } from './oracle.ts'

/** A longer script: KOPA_CRASHES=200 npx vitest run --project engine crashes */
const crashes = Number(process.env['KOPA_CRASHES'] ?? 10)
const databaseCrashes = Math.ceil(crashes / 4)

/** Somebody types every few milliseconds until told to stop. The pauses make the story, they wait for nothing. */
async function typeUntil(oracle: Oracle, isOver: () => boolean, below: (limit: number) => number): Promise<void> {
  while (!isOver()) {
    oracle.type(below)
    await pause(5 + below(30))
  }
}

async function scene(): Promise<{ kopa: TestKopa, oracle: Oracle, people: readonly [Person, Person], documentIds: string[] }> {
  const kopa = await startKopa({ env: { LOG_LEVEL: 'error' } })
  const { ana, bo, workspaceId } = await twoCompanies(kopa.url)
  const pages = await Promise.all(['One', 'Two', 'Three'].map(title => ana.pages.createPage({ workspaceId, title })))
  return { kopa, oracle: new Oracle(kopa.url), people: [ana, bo], documentIds: pages.map(({ page }) => page.id) }
}

test(`the server is killed ${crashes} times under typing: nothing acknowledged or seen is lost`, { timeout: crashes * 20_000 }, async () => {
  const random = randomForTest()
  const { kopa, oracle, people, documentIds } = await scene()
  for (let crash = 1; crash <= crashes; crash++) {
    await oracle.sitDown(documentIds, people)
    let isDead = false
    const typing = typeUntil(oracle, () => isDead, limit => random.below(limit))
    await pause(100 + random.below(1500)) // the moment of the crash is chance, that is the point
    await kopa.kill9()
    isDead = true
    await typing
    oracle.leave()
    await kopa.restart()
    expect(await oracle.missing(people[1]), `after crash ${crash}, seed ${random.seed}`).toEqual([])
  }
  expect(oracle.owed).toBeGreaterThan(crashes * 20)
  console.info(`${crashes} crashes of the server, ${oracle.owed} acknowledged or seen edits, 0 lost`)
})

test(`PostgreSQL is killed ${databaseCrashes} times under typing: nothing is lost, and work goes on without a restart`, { timeout: databaseCrashes * 30_000 + 60_000 }, async () => {
  const random = randomForTest()
  const { kopa, oracle, people, documentIds } = await scene()
  const { pid } = kopa
  await oracle.sitDown(documentIds, people)
  let isOver = false
  const typing = typeUntil(oracle, () => isOver, limit => random.below(limit))
  for (let crash = 0; crash < databaseCrashes; crash++) {
    await pause(100 + random.below(1000)) // as above
    const postmaster = await findPostmaster(path.join(kopa.dataFolder, 'postgres'))
    if (postmaster) process.kill(postmaster, 'SIGKILL')
    const before = oracle.acknowledged
    await until(() => oracle.acknowledged > before + 50)
  }
  isOver = true
  await typing
  await until(() => oracle.allAcknowledged())
  oracle.leave()
  expect(kopa.pid).toBe(pid)
  await kopa.kill9()
  await kopa.restart()
  expect(await oracle.missing(people[0]), `seed ${random.seed}`).toEqual([])
  console.info(`${databaseCrashes} crashes of PostgreSQL, ${oracle.owed} acknowledged or seen edits, 0 lost`)
})
