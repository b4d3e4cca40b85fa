import { columnsOf } from '@kopa/shared/boards/column.ts'
import type { RuleDoing, Trigger } from '@kopa/shared/boards/rule.ts'
import { findTask } from '@kopa/shared/boards/tasks.ts'
import type { Task } from '@kopa/shared/boards/task.ts'
import { withBoard } from './board-client.ts'
import { openPage } from './page-client.ts'
import { until } from './services.ts'
import type { Person } from './world.ts'

/** What the other node has written is heard of here within a second or two: without Redis nodes look. */
export const soon = { timeout: 30_000 }

/** Two companies with a board, and what rules do on it. */
export async function ruled(url: string) {
  const world = await withBoard(url)
  const { ana, boardId, one } = world
  const { columns: [todo = '', done = ''], task } = await reading(ana, boardId)
  const rule = async (person: Person, trigger: Trigger, acts: RuleDoing[], rest: object = {}) => (await person.rules.createRule({ ...one, name: '', trigger, conditions: [], acts, ...rest })).rule.id
  const runs = async (person = ana) => (await person.rules.listRuleRuns(one)).runs
  /** Until the log of the board says so, the latest first. */
  const untilRuns = (states: string[]) => until(async () => JSON.stringify((await runs()).map(({ state, reason }) => reason ?? state)) === JSON.stringify(states))
  return { ...world, todo, done, task, rule, runs, untilRuns }
}

async function reading(person: Person, boardId: string) {
  const read = async <T>(from: (doc: ReturnType<typeof openPage>['doc']) => T): Promise<T> => {
    const reader = openPage(person, boardId)
    await reader.synced
    const found = from(reader.doc)
    reader.leave()
    return found
  }
  const columns = await read(doc => columnsOf(doc).map(({ id }) => id))
  return { columns, task: async (id: string): Promise<Task> => await read(doc => findTask(doc, id)) ?? Promise.reject(new Error('no such task')) }
}
