import { expect, test } from 'vitest'
import { freshPlan } from './plan-moves.ts'
import { childrenIn } from './outline.ts'
import { summaryProgress } from './plan-progress.ts'

test('a summary is done as far as its tasks are, the long ones count for more', () => {
  const task = (id: string, parent: string | null, days: number, percent: number) =>
    [id, { id, parent, rank: id, plan: { ...freshPlan, duration: days * 480 }, progress: { percent, start: null, finish: null } }] as const
  const tasks = new Map([task('whole', null, 1, 0), task('phase', 'whole', 1, 80), task('long', 'phase', 3, 100), task('short', 'phase', 1, 0), task('other', 'whole', 4, 25), task('alone', null, 1, 40)])
  // Three days of four; then three and one of eight.
  expect(summaryProgress(childrenIn(tasks), () => false)).toEqual(new Map([['whole', 50], ['phase', 75]]))
  // What is done counts as done, whatever was entered of it.
  expect(summaryProgress(childrenIn(tasks), ({ id }) => id === 'short' || id === 'other')).toEqual(new Map([['whole', 100], ['phase', 100]]))
})
