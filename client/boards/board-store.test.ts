import { addColumn, changeColumn, columnsOf, removeColumn } from '@kopa/shared/boards/column.ts'
import { putLink, removeLink } from '@kopa/shared/boards/link.ts'
import { addTask, moveTask, removeTask, renameTask, restoreTask } from '@kopa/shared/boards/task-verbs.ts'
import { cardsByColumn, liveTasksOf } from '@kopa/shared/boards/tasks.ts'
import { expect, test } from 'vitest'
import * as Y from 'yjs'
import { type Random, randomForTest } from '../../tests/support/random.ts'
import { BoardStore } from './board-store.ts'

const act = { userId: 'ana', at: 1 }
const keys = ['A', 'B', 'C', 'D', 'E'] as const

function change(doc: Y.Doc, random: Random, n: number): void {
  const tasks = [...liveTasksOf(doc).keys(), 'nothing']
  const columns = [...columnsOf(doc).map(({ id }) => id), 'nowhere']
  const [task, column, key] = [random.pick(tasks), random.pick(columns), random.pick(keys)]
  const acts = [
    () => addTask(doc, { id: `t${n}`, title: 'x', column, order: key, rank: key }, act),
    () => addTask(doc, { id: `t${n}`, title: 'x', column, order: key, rank: key }, act),
    () => moveTask(doc, task, column, key),
    () => moveTask(doc, task, column, key),
    () => renameTask(doc, task, `title ${n}`),
    () => removeTask(doc, task, act),
    () => restoreTask(doc, `t${random.below(n + 1)}`),
    () => addColumn(doc, { id: `c${n}`, title: 'x', order: key, stage: 'open', limit: null }),
    () => changeColumn(doc, column, { order: key }),
    () => { if (random.chance(0.3)) removeColumn(doc, column) },
    () => putLink(doc, { id: `l${n}`, from: task, to: random.pick(tasks), type: 'FS', lag: { kind: 'working', amount: 0 }, created: n }),
    () => removeLink(doc, `l${random.below(n + 1)}`),
  ]
  random.pick(acts)()
}

test('what screens read is at any time what the board says, and told to whoever watches it', () => {
  const random = randomForTest()
  for (let story = 0; story < 20; story++) {
    const doc = new Y.Doc()
    const store = new BoardStore(doc)
    const seen = new Map<string, string>()
    for (let n = 0; n < 150; n++) {
      const watched = store.columns().map(({ id }) => id)
      const stops = watched.map(id => store.watch(`cards ${id}`)(() => seen.set(id, store.cards(id).join())))
      for (const id of watched) seen.set(id, store.cards(id).join())
      store.act(() => { for (let more = 1 + random.below(3); more > 0; more--) change(doc, random, n * 3 + more) })
      const columns = columnsOf(doc)
      const wanted = cardsByColumn(liveTasksOf(doc).values(), columns)
      expect(store.columns(), `seed ${random.seed}`).toEqual(columns)
      for (const { id } of columns) {
        expect(store.cards(id), `seed ${random.seed}`).toEqual(wanted.get(id)?.map(task => task.id))
        if (watched.includes(id)) expect(seen.get(id), `seed ${random.seed}`).toBe(store.cards(id).join())
      }
      expect(store.tasks()).toEqual(liveTasksOf(doc))
      stops.forEach(stop => stop())
    }
    store.close()
  }
})

test('an act of several changes is told once and undone as one; what somebody else did meanwhile stays', () => {
  const doc = new Y.Doc()
  const store = new BoardStore(doc)
  store.act(() => {
    addColumn(doc, { id: 'todo', title: 'To do', order: 'A', stage: 'open', limit: null })
    addTask(doc, { id: 'one', title: 'One', column: 'todo', order: 'A', rank: 'A' }, act)
  })
  const one = store.task('one')
  store.act(() => addTask(doc, { id: 'other', title: 'Other', column: 'todo', order: 'Z', rank: 'Z' }, act))
  expect(store.task('one'), 'a task in which nothing changed is the same object').toBe(one)
  let told = 0
  const stop = store.watch('tasks')(() => told++)
  store.act(() => {
    renameTask(doc, 'one', 'First')
    addTask(doc, { id: 'two', title: 'Two', column: 'todo', order: 'B', rank: 'B' }, act)
  })
  expect(told).toBe(1)
  stop()
  const other = new Y.Doc()
  Y.applyUpdate(other, Y.encodeStateAsUpdate(doc))
  addTask(other, { id: 'three', title: 'Three', column: 'todo', order: 'C', rank: 'C' }, act)
  Y.applyUpdate(doc, Y.encodeStateAsUpdate(other))
  store.undo.undo()
  expect(store.cards('todo')).toEqual(['one', 'three', 'other'])
  expect(store.task('one')?.title).toBe('One')
  store.undo.redo()
  expect(store.cards('todo')).toEqual(['one', 'two', 'three', 'other'])
})
