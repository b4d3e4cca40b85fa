import { addColumn, removeColumn } from '@kopa/shared/boards/column.ts'
import { type Grouping, noFilter, type TaskFilter } from '@kopa/shared/boards/filter.ts'
import { addTask, assignTask, moveTask, removeTask } from '@kopa/shared/boards/task-verbs.ts'
import { expect, test } from 'vitest'
import * as Y from 'yjs'
import { BoardStore } from './board-store.ts'
import { cellKey, type Lift } from './board-ui.ts'
import { movedFocus, shownOf, stepLift, withLift } from './shown.ts'

const act = { userId: 'ana', at: 1 }
const todo = cellKey({ column: 'todo', lane: '' })
const doing = cellKey({ column: 'doing', lane: '' })

function board() {
  const doc = new Y.Doc()
  addColumn(doc, { id: 'todo', title: 'To do', order: 'A', stage: 'open', limit: null })
  addColumn(doc, { id: 'doing', title: 'Doing', order: 'B', stage: 'active', limit: null })
  addColumn(doc, { id: 'done', title: 'Done', order: 'C', stage: 'done', limit: null })
  for (const [at, id] of ['one', 'two', 'three'].entries()) addTask(doc, { id, title: id, column: 'todo', order: `A${at + 1}`, rank: `A${at + 1}`, companyId: id === 'two' ? 'birch' : null }, act)
  addTask(doc, { id: 'four', title: 'four', column: 'doing', order: 'A1', rank: 'A4' }, act)
  return { doc, store: new BoardStore(doc) }
}

function show(store: BoardStore, { filter = {}, grouping = 'none', lanes = [] }: { filter?: Partial<TaskFilter>, grouping?: Grouping, lanes?: string[] } = {}) {
  const isPlain = grouping === 'none' && Object.keys(filter).length === 0
  return shownOf({
    board: store, columns: store.columns(), tasks: isPlain ? null : store.tasks(), filter: { ...noFilter, ...filter }, grouping,
    view: { now: 0, timeZone: 'UTC', isDone: () => false }, laneNames: new Map(lanes.map((lane, at) => [lane, at])),
  })
}

test('without filter the board\'s own lists are shown; with one only what matches, and how many of how many', () => {
  const { store } = board()
  expect(show(store).cards(todo)).toBe(store.cards('todo'))
  const shown = show(store, { filter: { text: 't' } })
  expect(shown.cards(todo)).toEqual(['two', 'three'])
  expect(shown.count('todo')).toEqual({ shown: 2, all: 3 })
})

test('lanes stand in the order of their names, also those with nothing in them; what belongs to nobody comes last', () => {
  const { doc, store } = board()
  assignTask(doc, 'one', { userId: 'ana', units: 100, work: null })
  assignTask(doc, 'one', { userId: 'bo', units: 100, work: null })
  const companies = show(store, { grouping: 'company', lanes: ['alder', 'birch'] })
  expect(companies.lanes).toEqual(['alder', 'birch', ''])
  expect(companies.cards(cellKey({ column: 'todo', lane: 'birch' }))).toEqual(['two'])
  const people = show(store, { grouping: 'assignee', lanes: ['bo', 'ana', 'carl'] })
  expect(people.lanes).toEqual(['bo', 'ana', ''])
  for (const lane of ['ana', 'bo']) expect(people.cards(cellKey({ column: 'todo', lane }))).toEqual(['one'])
})

test('what is lifted is shown where it would land, step by step, and falls nowhere at the edges', () => {
  const { store } = board()
  const shown = show(store)
  let lift: Lift | null = { ids: ['two'], from: { cell: todo, id: 'two' }, to: { cell: todo, after: 'one' } }
  const step = (direction: Parameters<typeof stepLift>[1]) => { lift = lift && stepLift(lift, direction, shown, store.columns()) }
  step('up')
  expect(withLift(shown.cards(todo), todo, lift)).toEqual(['two', 'one', 'three'])
  expect(lift && stepLift(lift, 'up', shown, store.columns())).toBeNull()
  expect(lift && stepLift(lift, 'left', shown, store.columns())).toBeNull()
  step('last')
  expect(withLift(shown.cards(todo), todo, lift)).toEqual(['one', 'three', 'two'])
  step('right')
  expect(withLift(shown.cards(todo), todo, lift)).toEqual(['one', 'three'])
  expect(withLift(shown.cards(doing), doing, lift)).toEqual(['four', 'two'])
})

test('the keyboard goes along with a card that somebody else moves, and to the nearest when it is removed', () => {
  const { doc, store } = board()
  const at = { cell: todo, id: 'two' }
  moveTask(doc, 'two', 'doing', 'A2')
  expect(movedFocus(at, show(store), store)).toEqual({ cell: doing, id: 'two' })
  removeTask(doc, 'two', act)
  expect(movedFocus(at, show(store), store)).toEqual({ cell: todo, id: 'one' })
  removeColumn(doc, 'todo')
  expect(movedFocus({ cell: todo, id: 'one' }, show(store), store)).toEqual({ cell: doing, id: 'one' })
})
