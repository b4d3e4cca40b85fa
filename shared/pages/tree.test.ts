import { expect, test } from 'vitest'
import { childrenByParent, depthOf, heightOf, subtreeOf } from './tree.ts'

const rows = [
  { id: 'plan', parentId: null, orderKey: 'B' },
  { id: 'wiki', parentId: null, orderKey: 'A' },
  { id: 'risks', parentId: 'plan', orderKey: 'V' },
  { id: 'legal', parentId: 'risks', orderKey: 'V' },
  { id: 'hidden parent', parentId: 'not ours', orderKey: 'C' },
]

test('siblings stand in order, and a page whose parent one may not see stands at the top', () => {
  expect(childrenByParent(rows).get(null)?.map(({ id }) => id)).toEqual(['wiki', 'plan', 'hidden parent'])
})

test('a subtree is the page and all below it', () => {
  expect(subtreeOf(rows, 'plan').map(({ id }) => id)).toEqual(['plan', 'risks', 'legal'])
  expect(subtreeOf(rows, 'nobody')).toEqual([])
})

test('depth counts upwards, height downwards', () => {
  expect([depthOf(rows, null), depthOf(rows, 'plan'), depthOf(rows, 'legal')]).toEqual([0, 1, 3])
  expect([heightOf(rows, 'plan'), heightOf(rows, 'legal'), heightOf(rows, 'wiki')]).toEqual([3, 1, 1])
})

test('a circle, which no command makes, does not hang', () => {
  const circle = [{ id: 'a', parentId: 'b', orderKey: 'A' }, { id: 'b', parentId: 'a', orderKey: 'A' }]
  expect(depthOf(circle, 'a')).toBeGreaterThan(0)
  expect(heightOf(circle, 'a')).toBeGreaterThan(0)
})
