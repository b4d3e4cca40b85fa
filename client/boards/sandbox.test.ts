import { isDeepStrictEqual } from 'node:util'
import { changeSettings, settingsOf } from '@kopa/shared/boards/board-settings.ts'
import { boardRoots } from '@kopa/shared/boards/board.ts'
import { addColumn, columnsOf, removeColumn } from '@kopa/shared/boards/column.ts'
import { linksOf, putLink, removeLink } from '@kopa/shared/boards/link.ts'
import { freshPlan } from '@kopa/shared/boards/plan-moves.ts'
import { addTask, assignTask, planTask, removeTask, renameTask, restoreTask, unassignTask } from '@kopa/shared/boards/task-verbs.ts'
import { tasksOf } from '@kopa/shared/boards/tasks.ts'
import { expect, test } from 'vitest'
import * as Y from 'yjs'
import { type Random, randomForTest } from '../../tests/support/random.ts'
import { BoardStore } from './board-store.ts'
import { Sandbox } from './sandbox.ts'

const act = { userId: 'ana', at: 1 }
const none = { kind: 'working', amount: 0 } as const
const planned = (duration: number) => ({ ...freshPlan, duration })
const contentOf = (doc: Y.Doc) => Object.fromEntries(boardRoots.map(root => [root, doc.getMap(root).toJSON()]))

function live(): BoardStore {
  const doc = new Y.Doc()
  addColumn(doc, { id: 'c', title: 'To do', order: 'A', stage: 'open', limit: null })
  for (const id of ['a', 'b']) addTask(doc, { id, title: id, column: 'c', order: id, rank: id, plan: planned(480) }, act)
  putLink(doc, { id: 'l', from: 'a', to: 'b', type: 'FS', lag: none, created: 1 })
  return new BoardStore(doc)
}

test('what is tried out is seen by nobody until it is applied; then it is one act, undone as one', () => {
  const board = live()
  const before = contentOf(board.doc)
  const sandbox = new Sandbox(board)
  sandbox.board.act(doc => planTask(doc, 'a', planned(960)))
  sandbox.board.act(doc => { addTask(doc, { id: 'new', title: 'new', column: 'c', order: 'x', rank: 'x' }, act); removeLink(doc, 'l') })
  expect(contentOf(board.doc)).toEqual(before)
  expect(sandbox.changes()).toEqual([{ root: 'tasks', id: 'a' }, { root: 'tasks', id: 'new' }, { root: 'links', id: 'l' }])
  sandbox.apply('tried')
  expect(contentOf(board.doc)).toEqual(contentOf(sandbox.board.doc))
  expect(sandbox.changes()).toEqual([])
  expect(board.undo.undo()).toBe('tried')
  expect(contentOf(board.doc)).toEqual(before)
})

test('what others change meanwhile comes in and stays; where both changed the same, what was tried out wins and that is told', () => {
  const board = live()
  const sandbox = new Sandbox(board)
  sandbox.board.act(doc => planTask(doc, 'a', planned(960)))
  board.doc.transact(() => { renameTask(board.doc, 'a', 'Contract'); renameTask(board.doc, 'b', 'Pilot') })
  expect([sandbox.board.task('a')?.title, sandbox.board.task('a')?.plan?.duration, sandbox.board.task('b')?.title, sandbox.contested]).toEqual(['Contract', 960, 'Pilot', 0])
  planTask(board.doc, 'a', planned(240))
  expect([sandbox.board.task('a')?.plan?.duration, sandbox.contested]).toEqual([960, 1])
  sandbox.apply('')
  expect([board.task('a')?.title, board.task('a')?.plan?.duration, board.task('b')?.title, sandbox.contested]).toEqual(['Contract', 960, 'Pilot', 0])
})

test('the own company\'s side is tried out too, and no byte of it reaches the board', () => {
  const board = live()
  const side = new Y.Doc()
  addTask(side, { id: 'own', title: 'own', column: 'c', order: 'o', rank: 'o', plan: planned(480) }, act)
  const sandbox = new Sandbox(board)
  board.setSide(side)
  expect(sandbox.board.isPrivate('own')).toBe(true)
  const [before, beforeSide] = [Y.encodeStateAsUpdate(board.doc), contentOf(side)]
  sandbox.board.act(() => planTask(sandbox.board.docOf('own'), 'own', planned(960)))
  expect(contentOf(side)).toEqual(beforeSide)
  sandbox.apply('tried')
  expect([board.task('own')?.plan?.duration, sandbox.changes()]).toEqual([960, []])
  expect(Y.encodeStateAsUpdate(board.doc)).toEqual(before)
  board.undo.undo()
  expect(contentOf(side)).toEqual(beforeSide)
  board.setSide(null)
  expect(sandbox.board.task('own')).toBe(undefined)
})

test('plans of tasks whose company is asked first are not written', () => {
  const board = live()
  const sandbox = new Sandbox(board)
  sandbox.board.act(doc => { planTask(doc, 'a', planned(960)); planTask(doc, 'b', planned(960)); renameTask(doc, 'b', 'Pilot') })
  sandbox.apply('', { links: new Set(), plan: new Set(['b']), company: new Set(), removed: new Set(), calendars: new Set() })
  expect([board.task('a')?.plan?.duration, board.task('b')?.plan?.duration, board.task('b')?.title]).toEqual([960, 480, 'Pilot'])
})

test('what is taken back in the sandbox is no change any more', () => {
  const board = live()
  const sandbox = new Sandbox(board)
  sandbox.board.act(doc => planTask(doc, 'a', planned(960)), 'longer')
  expect(sandbox.board.undo.undo()).toBe('longer')
  expect(sandbox.changes()).toEqual([])
})

test('a link that others remove is gone here too, unless it was changed here', () => {
  const board = live()
  const sandbox = new Sandbox(board)
  removeLink(board.doc, 'l')
  expect(sandbox.board.links()).toEqual([])
  putLink(board.doc, { id: 'm', from: 'b', to: 'a', type: 'FS', lag: none, created: 2 })
  sandbox.board.act(doc => putLink(doc, { id: 'm', from: 'b', to: 'a', type: 'SS', lag: none, created: 2 }))
  removeLink(board.doc, 'm')
  expect(sandbox.board.links().map(({ type }) => type)).toEqual(['SS'])
  sandbox.apply('')
  expect(board.links().map(({ type }) => type)).toEqual(['SS'])
})

function change(doc: Y.Doc, random: Random, n: string): void {
  const tasks = [...tasksOf(doc).keys()]
  const [task, other, link, column] = [random.pick(tasks), random.pick(tasks), random.pick(['l', 'm', 'n']), random.pick(['c', 'd'])]
  const acts = [
    () => addTask(doc, { id: n, title: n, column: 'c', order: n, rank: n }, act),
    () => renameTask(doc, task, n),
    () => planTask(doc, task, planned(random.below(999))),
    () => planTask(doc, task, null),
    () => removeTask(doc, task, act),
    () => restoreTask(doc, task),
    () => assignTask(doc, task, { userId: random.pick(['ana', 'bo']), units: random.below(100), work: null }),
    () => unassignTask(doc, task, 'ana'),
    () => putLink(doc, { id: link, from: task, to: other, type: 'FS', lag: none, created: 1 }),
    () => removeLink(doc, link),
    () => changeSettings(doc, { start: random.pick(['2026-03-02T08:00', '2026-03-03T08:00', null]) }),
    () => { if (columnsOf(doc).every(({ id }) => id !== column)) addColumn(doc, { id: column, title: n, order: 'A', stage: 'open', limit: null }); else if (column !== 'c') removeColumn(doc, column) },
  ]
  random.pick(acts)()
}

test('in any story: the live board knows nothing of it, what was not touched is equal, and applied both are the same', () => {
  const random = randomForTest()
  for (let story = 0; story < 20; story++) {
    const board = live()
    const sandbox = new Sandbox(board)
    // A peer who hears of everything but the sandbox.
    const alone = new Y.Doc()
    Y.applyUpdate(alone, Y.encodeStateAsUpdate(board.doc))
    for (let n = 0; n < 60; n++) {
      if (random.chance(0.5)) sandbox.board.act(doc => change(doc, random, `s${n}`))
      else {
        alone.transact(() => change(alone, random, `o${n}`))
        Y.applyUpdate(board.doc, Y.encodeStateAsUpdate(alone, Y.encodeStateVector(board.doc)))
      }
      if (random.chance(0.1)) sandbox.board.undo.undo()
      expect(contentOf(board.doc)).toEqual(contentOf(alone))
      expect(differences(board.doc, sandbox.board.doc)).toEqual(sandbox.changes().map(({ root, id }) => `${root} ${id}`).toSorted())
    }
    const before = contentOf(board.doc)
    sandbox.apply('applied')
    expect(contentOf(board.doc)).toEqual(contentOf(sandbox.board.doc))
    expect([settingsOf(board.doc), linksOf(board.doc)]).toEqual([settingsOf(sandbox.board.doc), linksOf(sandbox.board.doc)])
    if (JSON.stringify(before) === JSON.stringify(contentOf(board.doc))) continue
    board.undo.undo()
    expect(contentOf(board.doc)).toEqual(before)
  }
})

function differences(one: Y.Doc, other: Y.Doc): string[] {
  return boardRoots.flatMap(root => {
    const [here, there] = [one.getMap(root).toJSON(), other.getMap(root).toJSON()]
    return [...new Set([...Object.keys(here), ...Object.keys(there)])].filter(id => !isDeepStrictEqual(here[id], there[id])).map(id => `${root} ${id}`)
  }).toSorted()
}
