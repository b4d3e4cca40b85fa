import { setTimeout as pause } from 'node:timers/promises'
import { afterAll, expect, test } from 'vitest'
import { openDatabase } from '../../server/core/database.ts'
import { createLog } from '../../server/core/log.ts'
import { verifyChain } from '../support/audit.ts'
import { randomForTest } from '../support/random.ts'
import { createDatabase, startKopa } from '../support/services.ts'
import { twoCompanies, type World } from '../support/world.ts'

/** A longer script: KOPA_CRASHES=200 npx vitest run --project engine audit-crashes */
const crashes = Math.ceil(Number(process.env['KOPA_CRASHES'] ?? 8) / 2)
const writers = 6

const ends: (() => Promise<void>)[] = []
afterAll(async () => { for (const end of ends) await end() })

/** Pages are made until the server is gone. Answers the ids of those whose making was acknowledged. */
async function makePages({ ana, bo, workspaceId }: World, isOver: () => boolean): Promise<string[]> {
  const made: string[] = []
  await Promise.all(Array.from({ length: writers }, async (_, index) => {
    while (!isOver()) {
      const answer = await (index % 2 ? ana : bo).pages.createPage({ workspaceId, title: '' }).catch(() => null)
      if (answer) made.push(answer.page.id)
    }
  }))
  return made
}

test(`the server is killed ${crashes} times between actions and their entries: there is never one without the other`, { timeout: crashes * 20_000 }, async () => {
  const random = randomForTest()
  const { connectionString } = await createDatabase()
  const database = openDatabase({ connectionString }, createLog('silent'))
  ends.push(() => database.destroy())
  const kopa = await startKopa({ env: { DATABASE_URL: connectionString, LOG_LEVEL: 'error' } })
  const world = await twoCompanies(kopa.url)
  const acknowledged: string[] = [world.pageId]
  for (let crash = 1; crash <= crashes; crash++) {
    let isOver = false
    const making = makePages(world, () => isOver)
    await pause(150 + random.below(600)) // the moment of the crash is chance, that is the point
    await kopa.kill9()
    isOver = true
    acknowledged.push(...await making)
    await kopa.restart()
    const [pages, entries] = await Promise.all([
      database.selectFrom('pages').select('id').execute(),
      database.selectFrom('events').select('payload').where('name', '=', 'page.created').execute(),
    ])
    const [there, written] = [pages.map(({ id }) => id).toSorted(), entries.map(({ payload }) => (payload as { pageId: string }).pageId).toSorted()]
    expect(written, `after crash ${crash}, seed ${random.seed}`).toEqual(there)
    expect(acknowledged.filter(id => !there.includes(id))).toEqual([])
    expect(await verifyChain(database, world.workspaceId)).toMatchObject({ fault: null })
  }
  console.info(`${crashes} crashes, ${acknowledged.length} acknowledged actions, each with one entry`)
  expect(acknowledged.length).toBeGreaterThan(crashes * 5)
})
