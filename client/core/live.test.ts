import { expect, test } from 'vitest'
import { waitBefore } from './live.ts'

test('tries to come back soon at first, later at most every half minute, never all at the same moment', () => {
  expect(waitBefore(1, 0)).toBe(500)
  expect(waitBefore(1, 1)).toBe(1_000)
  expect(waitBefore(20, 0)).toBe(15_000)
  expect(waitBefore(20, 1)).toBe(30_000)
})
