import { expect, test } from 'vitest'
import * as Y from 'yjs'
import { type FilterView, isFiltering, laneKeys, matchesFilter, noFilter, type TaskFilter } from './filter.ts'
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
const matches = (values: Partial<NewTask>, filter: Partial<TaskFilter>, change: Partial<FilterView> = {}) => matchesFilter(task(values), { ...noFilter, ...filter }, { ...view, ...change })

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

test('choices may be asked not to hold, and what nobody has is a choice as well', () => {
  expect(matches({ priority: 'low' }, { not: ['priority:low'] })).toBe(false)
  expect(matches({ priority: 'high' }, { not: ['priority:low', 'priority:none'] })).toBe(true)
  expect(matches({ priority: null }, { not: ['priority:low', 'priority:none'] })).toBe(false)
  expect(matches({ companyId: 'birch' }, { companies: ['birch'], not: ['priority:low'] })).toBe(true)
  expect([matches({}, { people: [''] }), matches({}, { not: ['who:'] }), matches({ assignees: [{ userId: 'ana', units: 100, work: null }] }, { not: ['who:bo'] })]).toEqual([true, false, true])
  expect([matches({ labels: ['legal'] }, { not: ['label:legal'] }), matches({}, { not: ['label:legal'] }), matches({}, { labels: [''] })]).toEqual([false, true, true])
  expect([matches({ column: 'a' }, { columns: ['a', 'b'] }), matches({ column: 'a' }, { not: ['column:a'] }), matches({ column: 'gone' }, { columns: ['a'] }, { columnOf: () => 'a' })]).toEqual([true, false, true])
  expect(matches({ deadline: { day: '2026-03-04' } }, { not: ['due:none'] })).toBe(true)
})

test('what comes again, and what only the own company sees, can be asked for, and asked to stay away', () => {
  const repeat = { unit: 'week' as const, every: 1, weekdays: [] }
  expect([matches({ repeat }, { traits: ['repeats'] }), matches({}, { traits: ['repeats'] }), matches({ repeat }, { not: ['is:repeats'] })]).toEqual([true, false, false])
  const view = { isPrivate: () => true }
  expect([matches({}, { traits: ['private'] }, view), matches({}, { traits: ['private'] }), matches({}, { not: ['is:private'] }, view)]).toEqual([true, false, false])
})

test.each([
  [{ day: '2026-03-04' }, '2026-03-04', '2026-03-04', true], [{ day: '2026-03-03' }, '2026-03-04', null, false], [{ day: '2036-03-03' }, '2026-03-04', null, true],
  [{ day: '2026-03-05' }, null, '2026-03-04', false], [null, '2026-03-04', null, false],
  // Late in the evening in UTC is the next day in Riga, where the reader is.
  [{ instant: '2026-03-03T23:00:00Z' }, '2026-03-04', '2026-03-04', true],
] as const)('a deadline %o is from %s until %s: %s', (deadline, from, until, isIn) => {
  expect(matches({ deadline }, { from, until })).toBe(isIn)
})

test('what is asked of a field that nobody here knows hides nothing, also turned round', () => {
  const fieldValue = (_: unknown, field: string) => (field === 'cost' ? 7 : undefined)
  expect([matches({}, { not: ['own:cost:from:5'] }, { fieldValue }), matches({}, { not: ['own:cost:from:9'] }, { fieldValue }), matches({}, { not: ['own:gone:filled'] }, { fieldValue })]).toEqual([false, true, true])
})
