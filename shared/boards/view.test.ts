import { expect, test } from 'vitest'
import * as Y from 'yjs'
import { dropView, putView, type SavedView, viewsOf } from './view.ts'

const view = (id: string, name: string, search: SavedView['search'] = {}): SavedView => ({ id, name, search, layout: null })

function meet(one: Y.Doc, other: Y.Doc): void {
  Y.applyUpdate(one, Y.encodeStateAsUpdate(other))
  Y.applyUpdate(other, Y.encodeStateAsUpdate(one))
}

test('views that two people keep at the same time are both there; of one that both change one way of looking stays whole', () => {
  const [ana, bo] = [new Y.Doc(), new Y.Doc()]
  putView(ana, view('a', 'Late', { due: 'overdue' }))
  putView(bo, view('b', 'Costs', { view: 'table', sort: ['-field:cost'] }))
  meet(ana, bo)
  expect([ana, bo].map(doc => viewsOf(doc).map(({ name }) => name))).toEqual([['Costs', 'Late'], ['Costs', 'Late']])
  putView(ana, view('a', 'Late at Alder', { due: 'overdue', company: ['alder'] }))
  putView(bo, view('a', 'Very late', { due: 'overdue', view: 'list' }))
  meet(ana, bo)
  expect(viewsOf(ana)).toEqual(viewsOf(bo))
  expect([{ name: 'Late at Alder', search: { due: 'overdue', company: ['alder'] } }, { name: 'Very late', search: { due: 'overdue', view: 'list' } }]).toContainEqual({ name: viewsOf(ana)[1]?.name, search: viewsOf(ana)[1]?.search })
  dropView(ana, 'a')
  meet(ana, bo)
  expect(viewsOf(bo).map(({ id }) => id)).toEqual(['b'])
})

test('whatever another client has written is read as a view or as none', () => {
  const doc = new Y.Doc()
  const views = doc.getMap('views')
  for (const [id, value] of Object.entries({ a: 7, b: { name: '' }, c: { name: 'C', search: 'all' }, d: { name: 'D', search: { q: 'x', who: ['a', 7], due: 3 }, layout: { shown: [{ id: 'title', width: Infinity }] } } })) views.set(id, value)
  expect(viewsOf(doc)).toEqual([
    { id: 'c', name: 'C', search: {}, layout: null },
    { id: 'd', name: 'D', search: { q: 'x', who: ['a'] }, layout: { shown: [{ id: 'title', width: null }] } },
  ])
})
