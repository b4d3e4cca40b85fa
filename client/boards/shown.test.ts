import { addColumn, removeColumn } from '@kopa/shared/boards/column.ts'
import { type BoardField, putField, putOption } from '@kopa/shared/boards/field.ts'
import { type LaneGrouping, noFilter, type TaskFilter } from '@kopa/shared/boards/filter.ts'
import { readQuickTask } from '@kopa/shared/boards/quick-add.ts'
import { addTask, assignTask, moveTask, removeTask } from '@kopa/shared/boards/task-verbs.ts'
import { expect, test } from 'vitest'
import * as Y from 'yjs'
import type { ActWords } from './act-words.ts'
import { makeBoardActs } from './board-acts.ts'
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

function show(store: BoardStore, { filter = {}, grouping = 'none', field = null, lanes = [] }: { filter?: Partial<TaskFilter>, grouping?: LaneGrouping, field?: BoardField | null, lanes?: string[] } = {}) {
  const isPlain = grouping === 'none' && Object.keys(filter).length === 0
  return shownOf({
    board: store, columns: store.columns(), tasks: isPlain ? null : store.tasks(), filter: { ...noFilter, ...filter }, grouping, field,
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

test('lanes by an own field: its choices in their order, a task with several in several; what is put into one is given its choice', () => {
  const { doc, store } = board()
  const field: BoardField = { id: 'f', name: 'F', kind: 'multiSelect', order: 'A', currency: 'EUR', formula: '', options: [{ id: 'x', name: 'X', color: 0, order: 0 }, { id: 'y', name: 'Y', color: 0, order: 1 }] }
  putField(doc, field)
  for (const option of field.options) putOption(doc, 'f', option)
  const acts = makeBoardActs(store, 'ana', new Proxy({}, { get: () => () => '' }) as unknown as ActWords)
  acts.setFieldValue(['one'], field, ['x', 'y'])
  const lanes = () => { const { lanes: keys, cards } = show(store, { grouping: 'field:f', field, lanes: ['x', 'y'] }); return keys.map(lane => [lane, cards(cellKey({ column: 'todo', lane }))]) }
  expect(lanes()).toEqual([['x', ['one']], ['y', ['one']], ['', ['two', 'three']]])
  acts.move(['one'], { cell: cellKey({ column: 'todo', lane: '' }), after: 'two' }, { grouping: 'field:f', from: 'x' })
  acts.move(['three'], { cell: cellKey({ column: 'todo', lane: 'x' }), after: null }, { grouping: 'field:f', from: '' })
  const [made = ''] = acts.add({ tasks: [readQuickTask('New', { people: [], companies: [], labels: [], now: 0, timeZone: 'UTC', ignored: new Set() })], column: 'todo', after: null, lane: { grouping: 'field:f', to: 'y' } })
  expect(lanes()).toEqual([['x', ['three']], ['y', [made, 'one']], ['', ['two']]])
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
