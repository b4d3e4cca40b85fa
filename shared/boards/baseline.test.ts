import { expect, test } from 'vitest'
import * as Y from 'yjs'
import { baselineNamesOf, baselinesOf, plannedIn, putBaseline, removeBaseline, renameBaseline, spanOf } from './baseline.ts'
import { rootOf } from './board.ts'

const planned = { start: '2026-03-02T08:00', finish: '2026-03-03T17:00', duration: 960 }

test('baselines are kept by when they were made, and one can be removed', () => {
  const doc = new Y.Doc()
  putBaseline(doc, { id: 'b', title: 'Second', madeAt: 2, dates: new Map([['task', planned]]) })
  putBaseline(doc, { id: 'a', title: 'First', madeAt: 1, dates: new Map() })
  expect(baselinesOf(doc).map(({ title, dates }) => [title, [...dates]])).toEqual([['First', []], ['Second', [['task', planned]]]])
  renameBaseline(doc, 'b', 'As agreed')
  expect(baselinesOf(doc)[1]).toEqual({ id: 'b', title: 'As agreed', madeAt: 2, dates: new Map([['task', planned]]) })
  removeBaseline(doc, 'a')
  renameBaseline(doc, 'a', 'Back again')
  expect(baselinesOf(doc).map(({ id }) => id)).toEqual(['b'])
})

test('what another client wrote in another shape is no baseline, and no dates', () => {
  const doc = new Y.Doc()
  for (const [id, value] of Object.entries({ a: 7, b: null, c: { title: 3, madeAt: 'now', dates: { x: ['2026-02-31T08:00', '2026-03-01T08:00', 1], y: {}, z: [planned.start, planned.finish, -5] } } })) rootOf(doc, 'baselines').set(id, value)
  expect(baselinesOf(doc)).toEqual([{ id: 'c', title: '', madeAt: 0, dates: new Map([['z', { ...planned, duration: 0 }]]) }])
})

test('one task is asked without reading the others, also by names that every object has', () => {
  const doc = new Y.Doc()
  putBaseline(doc, { id: 'a', title: 'First', madeAt: 1, dates: new Map([['task', planned], ['later', { start: '2026-04-01T08:00', finish: '2026-05-01T17:00', duration: 1 }]]) })
  rootOf(doc, 'baselines').set('b', { dates: { back: ['2026-03-02T08:00', '2026-03-01T08:00', 1] } })
  expect([plannedIn(doc, 'a', 'task'), plannedIn(doc, 'a', 'other'), plannedIn(doc, 'a', 'constructor'), plannedIn(doc, 'b', 'back'), plannedIn(doc, 'c', 'task')]).toEqual([planned, null, null, null, null])
  expect([spanOf(doc, 'a'), spanOf(doc, 'b'), spanOf(doc, 'c')]).toEqual([{ start: planned.start, finish: '2026-05-01T17:00' }, null, null])
})

test('however many a client has written, a screen has the first twenty', () => {
  const doc = new Y.Doc()
  for (let madeAt = 0; madeAt < 500; madeAt++) putBaseline(doc, { id: `b${madeAt}`, title: '', madeAt, dates: new Map() })
  expect(baselineNamesOf(doc).map(({ madeAt }) => madeAt)).toEqual(Array.from({ length: 20 }, (_, at) => at))
})
