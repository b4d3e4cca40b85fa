import { expect, test } from 'vitest'
import * as Y from 'yjs'
import { isFiltering, laneKeys, matchesFilter, noFilter, type TaskFilter } from './filter.ts'
import { addTask, type NewTask } from './task-verbs.ts'
import { findTask } from './tasks.ts'

const now = Date.parse('2026-11-28T10:30:00Z')
const view = { now, timeZone: 'Europe/Riga', isDone: () => false }

function task(values: Partial<NewTask>) {
  const doc = new Y.Doc()
  addTask(doc, { id: 'one', title: 'Contract', column: 'c', order: 'A', rank: 'A', ...values }, { userId: 'ana', at: 1 })
  const found = findTask(doc, 'one')
  if (!found) throw new Error('no task')
  return found
}
const matches = (values: Partial<NewTask>, filter: Partial<TaskFilter>, change: Partial<typeof view> = {}) => matchesFilter(task(values), { ...noFilter, ...filter }, { ...view, ...change })

test('within a kind any is enough, over the kinds all must hold; nothing asked is everything', () => {
  const values = { companyId: 'alder', labels: ['legal'], priority: 'high' as const, assignees: [{ userId: 'ana', units: 100, work: null }] }
  expect(matches(values, {})).toBe(true)
  expect(matches(values, { companies: ['birch', 'alder'], labels: ['legal'], priorities: ['high'], people: ['ana'] })).toBe(true)
  expect(matches(values, { companies: ['alder'], people: ['bo'] })).toBe(false)
  expect(matches({}, { priorities: ['none'] })).toBe(true)
  expect(matches({}, { companies: ['alder'] })).toBe(false)
})

test('words are found without regard to case and marks', () => {
  expect(matches({ title: 'Līguma šablons' }, { text: 'SABLON' })).toBe(true)
  expect(matches({ title: 'Līguma šablons' }, { text: 'sablons2' })).toBe(false)
})

test('a day is over when the reader\'s calendar says so, a moment when the clock does; what is done is never late', () => {
  const moment = (instant: string) => ({ deadline: { instant } })
  expect(matches(moment('2026-11-28T10:00:00Z'), { due: 'overdue' })).toBe(true)
  expect(matches(moment('2026-11-28T11:00:00Z'), { due: 'overdue' })).toBe(false)
  expect(matches({ deadline: { day: '2026-11-28' } }, { due: 'overdue' })).toBe(false)
  expect(matches({ deadline: { day: '2026-11-27' } }, { due: 'overdue' })).toBe(true)
  expect(matches({ deadline: { day: '2026-11-28' } }, { due: 'overdue' }, { timeZone: 'Pacific/Kiritimati' }), 'there it is the 29th').toBe(true)
  expect(matches({ deadline: { day: '2026-11-27' } }, { due: 'overdue' }, { isDone: () => true })).toBe(false)
  expect(matches(moment('2026-11-28T22:30:00Z'), { due: 'today' }), 'past midnight in Riga').toBe(false)
  expect([matches({ deadline: { day: '2026-12-04' } }, { due: 'week' }), matches({ deadline: { day: '2026-12-05' } }, { due: 'week' })]).toEqual([true, false])
  expect([matches({}, { due: 'none' }), matches({}, { due: 'week' })]).toEqual([true, false])
})

test('a task of two people stands in both their lanes', () => {
  const both = ['bo', 'ana'].map(userId => ({ userId, units: 100, work: null }))
  expect(laneKeys(task({ assignees: both }), 'assignee')).toEqual(['ana', 'bo'])
  expect(laneKeys(task({}), 'assignee')).toEqual([''])
  expect(laneKeys(task({ priority: 'low' }), 'priority')).toEqual(['low'])
})

test('what is done, or what is not, whatever else is asked', () => {
  expect(matches({}, { state: 'open' })).toBe(true)
  expect(matches({}, { state: 'done' })).toBe(false)
  expect(matches({}, { state: 'done' }, { isDone: () => true })).toBe(true)
  expect(matches({ companyId: 'alder' }, { state: 'open', companies: ['birch'] })).toBe(false)
  expect(isFiltering({ ...noFilter, state: 'open' })).toBe(true)
})
