import { expect, test } from 'vitest'
import * as Y from 'yjs'
import { labelsOf, putLabel } from './label.ts'
import { linksOf, putLink } from './link.ts'
import { isPrivateLink, mostSideNote, notedTasks, noteOf, setNote, shareTasks } from './side.ts'
import { addLabel, addTask, putTaskFile, setTaskPage } from './task-verbs.ts'
import { findTask, liveTasksOf } from './tasks.ts'

const act = { userId: 'ana', at: 1 }
const task = (doc: Y.Doc, id: string, parent: string | null = null): void => addTask(doc, { id, title: `Title of ${id}`, column: 'todo', order: 'A', rank: `R${id}`, parent }, act)
const link = (doc: Y.Doc, from: string, to: string): void => putLink(doc, { id: `${from}-${to}`, from, to, type: 'SS', lag: { kind: 'working', amount: 60 }, created: 1 })

function sides() {
  const [board, side] = [new Y.Doc(), new Y.Doc()]
  task(board, 'open')
  for (const id of ['plan', 'price', 'buy']) task(side, id, id === 'price' ? 'plan' : id === 'buy' ? 'price' : null)
  return { board, side }
}

test('private tasks that are shown are written anew with all but their description and files; what is not meant stays private below them', () => {
  const { board, side } = sides()
  putLabel(side, { id: 'secret', name: 'Takeover', color: 1 })
  putLabel(side, { id: 'other', name: 'Never seen', color: 2 })
  addLabel(side, 'price', 'secret')
  setTaskPage(side, 'price', 'page-1')
  putTaskFile(side, 'price', { id: '00000000-0000-4000-8000-000000000001', name: 'takeover.pdf', size: 9, type: 'application/octet-stream', userId: 'ana', at: 1 })
  shareTasks({ board, side }, new Map([['price', 'shown']]), { userId: 'bo', at: 9 })
  expect(findTask(board, 'shown')).toMatchObject({ title: 'Title of price', column: 'todo', rank: 'Rprice', labels: ['secret'], files: [], pageId: null, parent: null, removed: null, made: act })
  expect(labelsOf(board)).toEqual([{ id: 'secret', name: 'Takeover', color: 1 }])
  expect(findTask(side, 'price')?.removed).toEqual({ userId: 'bo', at: 9 })
  expect(findTask(side, 'price')?.files).toMatchObject([{ name: 'takeover.pdf' }])
  expect(findTask(side, 'buy')?.parent).toBe('shown')
  expect(new TextDecoder().decode(Y.encodeStateAsUpdate(board))).not.toMatch(/plan|buy|Never seen|page-1|takeover|8000-000000000001/)
})

test('a parent that is shown as well stays the parent, and one that is shared already', () => {
  const { board, side } = sides()
  task(side, 'below', 'open')
  shareTasks({ board, side }, new Map([['plan', 'p2'], ['price', 'q2'], ['below', 'b2']]), act)
  expect([findTask(board, 'q2')?.parent, findTask(board, 'b2')?.parent, findTask(board, 'p2')?.parent]).toEqual(['p2', 'open', null])
})

test('a link lies where its successor lies, and none leads from a private task to a shared one', () => {
  const { board, side } = sides()
  link(side, 'open', 'price')
  link(side, 'plan', 'price')
  link(side, 'price', 'buy')
  shareTasks({ board, side }, new Map([['price', 'shown']]), act)
  expect(linksOf(board)).toEqual([{ id: 'open-price', from: 'open', to: 'shown', type: 'SS', lag: { kind: 'working', amount: 60 }, created: 1 }])
  expect(linksOf(side)).toMatchObject([{ from: 'shown', to: 'buy' }])
  const isPrivate = (id: string): boolean => liveTasksOf(side).has(id)
  expect(linksOf(side).every(one => isPrivateLink(one, isPrivate))).toBe(true)
  expect(isPrivateLink({ id: 'x', from: 'plan', to: 'open', type: 'FS', lag: { kind: 'working', amount: 0 }, created: 1 }, isPrivate)).toBe(false)
})

test('a note is text beside a task, whatever somebody else wrote there', () => {
  const side = new Y.Doc()
  setNote(side, 'one', 'Ask for ten per cent less')
  expect([noteOf(side, 'one'), noteOf(side, 'two'), notedTasks(side)]).toEqual(['Ask for ten per cent less', '', ['one']])
  setNote(side, 'one', '')
  expect(notedTasks(side)).toEqual([])
  setNote(side, 'one', 'x'.repeat(mostSideNote + 1))
  expect(noteOf(side, 'one')).toHaveLength(mostSideNote)
  for (const value of [7, null, {}, new Y.Map(), new Y.Text('no')]) {
    side.getMap('extras').set('odd/note', value)
    expect(noteOf(side, 'odd')).toBe('')
  }
  side.getMap('extras').set('/note', 'of nothing')
  expect(notedTasks(side)).toEqual(['one', 'odd', ''])
})
