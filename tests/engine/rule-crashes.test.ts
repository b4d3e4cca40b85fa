import { setTimeout as pause } from 'node:timers/promises'
import { afterAll, expect, test } from 'vitest'
import { findTask } from '@kopa/shared/boards/tasks.ts'
import { openDatabase } from '../../server/core/database.ts'
import { createLog } from '../../server/core/log.ts'
import { withBoard, writeTasks } from '../support/board-client.ts'
import { openPage } from '../support/page-client.ts'
import { randomForTest } from '../support/random.ts'
import { createDatabase, startKopa, until } from '../support/services.ts'

/** A longer script: KOPA_CRASHES=200 npx vitest run --project engine rule-crashes */
const crashes = Math.ceil(Number(process.env['KOPA_CRASHES'] ?? 4) / 2)
const tasksEach = 8

const ends: (() => Promise<void>)[] = []
afterAll(async () => { for (const end of ends) await end() })

test(`the server is killed ${crashes} times while rules run: each has run once on each task, and has done it`, { timeout: crashes * 60_000 }, async () => {
  const random = randomForTest()
  const { connectionString } = await createDatabase()
  const database = openDatabase({ connectionString }, createLog('silent'))
  ends.push(() => database.destroy())
  const kopa = await startKopa({ env: { DATABASE_URL: connectionString, LOG_LEVEL: 'error' } })
  const { ana, one, boardId } = await withBoard(kopa.url)
  await ana.rules.createRule({ ...one, name: '', trigger: { on: 'added' }, conditions: [], acts: [{ do: 'checklist', lines: ['Once'] }, { do: 'prioritise', priority: 'high' }] })
  await ana.rules.createRule({ ...one, name: '', trigger: { on: 'prioritised', priority: 'high' }, conditions: [], acts: [{ do: 'checklist', lines: ['Then this'] }] })
  const ids: string[] = []
  for (let crash = 1; crash <= crashes; crash++) {
    ids.push(...await writeTasks(ana, boardId, Array.from({ length: tasksEach }, (_, n) => ({ title: `${crash} ${n}` }))))
    await pause(random.below(600)) // the moment of the crash is chance, that is the point
    await kopa.kill9()
    await kopa.restart()
  }
  const runs = () => database.selectFrom('ruleRuns').select(['ruleId', 'taskId', 'state']).where('boardId', '=', boardId).execute()
  await until(async () => (await runs()).length === 2 * ids.length && (await runs()).every(({ state }) => state !== 'waiting'))
  const seen = (await runs()).map(({ ruleId, taskId }) => `${ruleId} ${taskId}`)
  expect(new Set(seen).size, `seed ${random.seed}`).toBe(seen.length)
  const reader = openPage(ana, boardId)
  await reader.synced
  const told = ids.map(id => findTask(reader.doc, id)).map(task => [task?.priority, task?.checklist.map(({ text }) => text).toSorted().join()])
  reader.leave()
  expect(told, `seed ${random.seed}`).toEqual(ids.map(() => ['high', 'Once,Then this']))
})
