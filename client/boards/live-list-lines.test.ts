import { noFilter } from '@kopa/shared/boards/filter.ts'
import { freshPlan } from '@kopa/shared/boards/plan-moves.ts'
import { addTask } from '@kopa/shared/boards/task-verbs.ts'
import { addColumn } from '@kopa/shared/boards/column.ts'
import { liveTasksOf } from '@kopa/shared/boards/tasks.ts'
import { readLiveTasks } from '@kopa/shared/pages/live-tasks.ts'
import { describe, expect, test } from 'vitest'
import * as Y from 'yjs'
import { BoardStore, stageIn } from './board-store.ts'
import { landingIn, listedTasks } from './live-list-lines.ts'

function plannedBoard(): BoardStore {
  const doc = new Y.Doc()
  addColumn(doc, { id: 'todo', title: 'To do', stage: 'open', limit: null, order: 'A' })
  addColumn(doc, { id: 'done', title: 'Done', stage: 'done', limit: null, order: 'B' })
  const act = { userId: 'ana', at: 0 }
  const plan = { ...freshPlan, duration: 0 }
  addTask(doc, { id: 'a', title: 'A', column: 'todo', order: 'A1', rank: 'A1', companyId: 'x' }, act)
  addTask(doc, { id: 'b', title: 'B', column: 'todo', order: 'A2', rank: 'A2', plan }, act)
  addTask(doc, { id: 'c', title: 'C', column: 'done', order: 'A3', rank: 'A3', companyId: 'x' }, act)
  addTask(doc, { id: 'd', title: 'D', column: 'todo', order: 'A4', rank: 'A4' }, act)
  return new BoardStore(doc)
}

function told(attributes: Record<string, string>): string[] {
  const board = plannedBoard()
  const view = { now: 0, timeZone: 'UTC', isDone: ({ column }: { column: string }) => stageIn(board.columns(), column) === 'done' }
  const order = new Map([['todo', 0], ['done', 1], ['x', 2]])
  const { groups } = listedTasks({ columns: board.columns(), cards: board.cards, tasks: liveTasksOf(board.doc), list: readLiveTasks(attributes), filter: noFilter, view, order })
  board.close()
  return groups.map(({ key, tasks }) => `${key}: ${tasks.map(({ id }) => id).join('')}`)
}

describe('a list of a board in a page', () => {
  test('shows what it is asked for, grouped and in the order of the board', () => {
    expect(told({})).toEqual(['todo: abd', 'done: c'])
    expect(told({ show: 'open' })).toEqual(['todo: abd'])
    expect(told({ show: 'done' })).toEqual(['done: c'])
    expect(told({ show: 'milestones' })).toEqual(['todo: b'])
    expect(told({ group: 'company' })).toEqual(['x: ac', ': bd'])
    expect(told({ group: 'none', tasks: 'd,a,gone' })).toEqual([': ad'])
  })

  test('a row that is put elsewhere stands there among all cards of its column', () => {
    const rows = ['a', 'c', 'e'].map(id => ({ id }))
    const cards = ['z', 'a', 'b', 'c', 'd', 'e']
    expect(landingIn(rows, 'e', 0, cards)).toEqual({ after: 'z' })
    expect(landingIn(rows, 'e', 1, cards)).toEqual({ after: 'a' })
    expect(landingIn(rows, 'a', 2, cards)).toEqual({ after: 'e' })
    expect(landingIn(rows, 'gone', 0, cards)).toBeNull()
    expect(landingIn(rows, 'a', 2, ['a'])).toBeNull()
  })
})
