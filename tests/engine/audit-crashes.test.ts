import { setTimeout as pause } from 'node:timers/promises'
import { afterAll, expect, test } from 'vitest'
import { freshPlan } from '@kopa/shared/boards/plan-moves.ts'
import { openDatabase } from '../../server/core/database.ts'
import { createLog } from '../../server/core/log.ts'
import { readPositions } from '../../server/documents/queries.ts'
import { verifyChain } from '../support/audit.ts'
import { writeTasks } from '../support/board-client.ts'
import { randomForTest } from '../support/random.ts'
import { createDatabase, startKopa, until } from '../support/services.ts'
import { twoCompanies, type Person, type World } from '../support/world.ts'

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
  expect(acknowledged.length).toBeGreaterThan(1)
})

/** What changes the words of a document, each time by one update; `done`: how often it was changed so far. */
interface Changing { id: string, entry: 'page.renamed' | 'board.renamed' | 'version.restored' | 'proposal.accepted', change: (done: number) => Promise<unknown> }

async function renaming({ workspaceId }: World, who: Person): Promise<Changing> {
  const { page: { id: pageId } } = await who.pages.createPage({ workspaceId, title: '' })
  return { id: pageId, entry: 'page.renamed', change: done => who.pages.renamePage({ workspaceId, pageId, title: `No. ${done}` }) }
}

async function renamingBoard({ workspaceId }: World, who: Person): Promise<Changing> {
  const { board: { id: boardId } } = await who.boards.createBoard({ workspaceId, title: '' })
  return { id: boardId, entry: 'board.renamed', change: done => who.boards.renameBoard({ workspaceId, boardId, title: `No. ${done}` }) }
}

async function restoring({ workspaceId }: World, who: Person): Promise<Changing> {
  const { page: { id: pageId } } = await who.pages.createPage({ workspaceId, title: 'Once' })
  const one = { workspaceId, pageId }
  const once = await who.versions.createVersion({ ...one, name: 'Once' })
  await who.pages.renamePage({ ...one, title: 'Later' })
  const later = await who.versions.createVersion({ ...one, name: 'Later' })
  return { id: pageId, entry: 'version.restored', change: done => who.versions.restoreVersion({ ...one, versionId: (done % 2 ? later : once).version.id }) }
}

async function accepting({ workspaceId, ana, bo }: World): Promise<Changing> {
  const { board: { id: boardId } } = await ana.boards.createBoard({ workspaceId, title: '' })
  const [taskId = ''] = await writeTasks(ana, boardId, [{ title: 'Theirs', companyId: bo.companyId }])
  const move = (done: number) => ({ taskId, plan: { ...freshPlan, duration: 480 + done } })
  const change = async (done: number) => {
    const { proposal: { id: proposalId } } = await ana.proposals.proposeMove({ workspaceId, boardId, toCompanyId: bo.companyId, moves: [move(done)] })
    await bo.proposals.acceptProposal({ workspaceId, boardId, proposalId })
  }
  return { id: boardId, entry: 'proposal.accepted', change }
}

test(`the server is killed ${crashes} times while pages are renamed and brought back and a partner agrees: what they say and what is written down of it agree`, { timeout: crashes * 20_000 }, async () => {
  const random = randomForTest()
  const { connectionString } = await createDatabase()
  const database = openDatabase({ connectionString }, createLog('silent'))
  ends.push(() => database.destroy())
  const kopa = await startKopa({ env: { DATABASE_URL: connectionString, LOG_LEVEL: 'error' } })
  const world = await twoCompanies(kopa.url)
  const { ana, bo } = world
  const changings = await Promise.all([renaming(world, ana), renaming(world, bo), renamingBoard(world, bo), restoring(world, ana), restoring(world, bo), accepting(world)])
  const positions = async () => new Map((await readPositions(database, changings.map(({ id }) => id))).map(({ id, position }) => [id, position]))
  const start = await positions()
  const acknowledged = new Map(changings.map(({ id }) => [id, 0]))
  for (let crash = 1; crash <= crashes; crash++) {
    let isOver = false
    const before = new Map(acknowledged)
    const changed = Promise.all(changings.map(async ({ id, change }) => {
      for (let done = acknowledged.get(id) ?? 0; !isOver && await change(done).then(() => true, () => false);) acknowledged.set(id, ++done)
    }))
    await until(() => changings.every(({ id }) => acknowledged.get(id) !== before.get(id)))
    await pause(random.below(600)) // the moment of the crash is chance, that is the point
    await kopa.kill9()
    isOver = true
    await changed
    await kopa.restart()
    const [now, rows] = [await positions(), await database.selectFrom('events').select(['name', 'payload']).execute()]
    for (const { id, entry } of changings) {
      const updates = (now.get(id) ?? NaN) - (start.get(id) ?? NaN)
      const entries = rows.filter(({ name, payload }) => name === entry && JSON.stringify(payload).includes(id)).length
      expect([entry, entries], `after crash ${crash}, seed ${random.seed}`).toEqual([entry, updates])
      expect(updates).toBeGreaterThanOrEqual(acknowledged.get(id) ?? NaN)
      acknowledged.set(id, updates)
    }
    expect(await verifyChain(database, world.workspaceId)).toMatchObject({ fault: null })
  }
  console.info(`${crashes} crashes, ${[...acknowledged.values()].join(', ')} changes, each with one entry`)
})
