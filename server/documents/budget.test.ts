import { expect, test } from 'vitest'
import { Budget } from './budget.ts'

const taken = (budget: Budget, tries: number, at: number): number => Array.from({ length: tries }, () => budget.take(at)).filter(isTaken => isTaken).length

test('so many at once, then so many a second; whoever waits long enough has all of it again and no more', () => {
  const budget = new Budget(1000, 10, 0)
  expect(taken(budget, 1200, 0)).toBe(1000)
  expect(taken(budget, 3, 50)).toBe(0)
  expect(taken(budget, 3, 100)).toBe(1)
  expect(taken(budget, 100, 2100)).toBe(20)
  expect(taken(budget, 5000, 1_000_000)).toBe(1000)
})
