import { expect, test } from 'vitest'
import * as Y from 'yjs'
import { baselinesOf, putBaseline, removeBaseline } from './baseline.ts'
import { rootOf } from './board.ts'

const planned = { start: '2026-03-02T08:00', finish: '2026-03-03T17:00', duration: 960 }

test('baselines are kept by when they were made, and one can be removed', () => {
  const doc = new Y.Doc()
  putBaseline(doc, { id: 'b', title: 'Second', madeAt: 2, dates: new Map([['task', planned]]) })
  putBaseline(doc, { id: 'a', title: 'First', madeAt: 1, dates: new Map() })
  expect(baselinesOf(doc).map(({ title, dates }) => [title, [...dates]])).toEqual([['First', []], ['Second', [['task', planned]]]])
  removeBaseline(doc, 'a')
  expect(baselinesOf(doc).map(({ id }) => id)).toEqual(['b'])
})

test('what another client wrote in another shape is no baseline, and no dates', () => {
  const doc = new Y.Doc()
  for (const [id, value] of Object.entries({ a: 7, b: null, c: { title: 3, madeAt: 'now', dates: { x: ['2026-02-31T08:00', '2026-03-01T08:00', 1], y: {}, z: [planned.start, planned.finish, -5] } } })) rootOf(doc, 'baselines').set(id, value)
  expect(baselinesOf(doc)).toEqual([{ id: 'c', title: '', madeAt: 0, dates: new Map([['z', { ...planned, duration: 0 }]]) }])
})
