import { expect, test } from 'vitest'
import { columnWidthOf, moveBorder } from './column-width.ts'

test('whatever a document says is a share that can be read in, or the usual one', () => {
  const said = [1, 1.337, '2', 0, -3, 1e9, 0.0001, Infinity, NaN, '', 'wide', '1; color: red', {}, null, undefined]
  expect(said.map(columnWidthOf)).toEqual([1, 1.34, 2, null, null, 4, 0.25, null, null, null, null, null, null, null, null])
})

test('a border moves between two columns, and neither becomes too narrow', () => {
  expect(moveBorder(1, 1, 0.05)).toEqual([1.1, 0.9])
  expect(moveBorder(1, 1, 5)).toEqual([1.75, 0.25])
  expect(moveBorder(1, 1, -5)).toEqual([0.25, 1.75])
  expect(moveBorder(2, 1, 0)).toEqual([2, 1])
})
