import { describe, expect, test } from 'vitest'
import * as Y from 'yjs'
import { timeOrderedId } from '../ids.ts'
import { unknownFlow } from './flow.ts'
import { addFollowing, followingId, nextDay, nextDeadline } from './recurrence.ts'
import { addTask, assignTask, putChecklistItem, removeTask, setEffort, setProgress, setRepeat, setTaskPage, setValue } from './task-verbs.ts'
import type { Repeat } from './task.ts'
import { findTask } from './tasks.ts'

const repeat = (unit: Repeat['unit'], every = 1, weekdays: number[] = []): Repeat => ({ every, unit, weekdays })
const act = { userId: 'ana', at: Date.parse('2026-03-04T10:00:00Z') }

describe('the next day', () => {
  test.each([
    ['a day later', repeat('day'), '2026-03-31', '2026-03-31', '2026-04-01'],
    ['every ten days, late by a month: the first that is still to come', repeat('day', 10), '2026-01-01', '2026-02-01', '2026-02-10'],
    ['the same weekday', repeat('week'), '2026-03-02', '2026-03-02', '2026-03-09'],
    ['finished early, it is not due earlier', repeat('week'), '2026-03-09', '2026-03-02', '2026-03-16'],
    ['working days: from Friday to Monday', repeat('week', 1, [1, 2, 3, 4, 5]), '2026-03-06', '2026-03-06', '2026-03-09'],
    ['every other week on Monday and Thursday: Thursday', repeat('week', 2, [1, 4]), '2026-03-02', '2026-03-02', '2026-03-05'],
    ['... and a week is left out', repeat('week', 2, [1, 4]), '2026-03-05', '2026-03-05', '2026-03-16'],
    ['the last of January, the last of February', repeat('month'), '2026-01-31', '2026-01-31', '2026-02-28'],
    ['... and of March', repeat('month'), '2026-02-28', '2026-02-28', '2026-03-31'],
    ['the 30th where there is none', repeat('month'), '2026-01-30', '2026-01-30', '2026-02-28'],
    ['a quarter over the end of a year', repeat('month', 3), '2026-11-15', '2026-11-15', '2027-02-15'],
    ['the 29th of February', repeat('year'), '2028-02-29', '2028-02-29', '2029-02-28'],
    ['of long ago', repeat('day'), '1970-01-01', '2026-03-02', '2026-03-03'],
  ])('%s', (_name, rule, from, after, wanted) => { expect(nextDay(rule, from, after)).toBe(wanted) })
})

test('an hour stays the same on the clocks of the zone, also when summer begins', () => {
  const options = { now: act.at, zone: 'Europe/Riga' }
  expect(nextDeadline(repeat('month'), { instant: '2026-03-15T12:00:00.000Z' }, options)).toEqual({ instant: '2026-04-15T11:00:00.000Z' })
  expect(nextDeadline(repeat('week'), null, options)).toEqual({ day: '2026-03-11' })
})

test('ids that follow one another are the same for everybody, and never the same again', () => {
  const first = timeOrderedId(1, new Uint8Array(16).fill(255))
  const ids = [first]
  for (let n = 0; n < 100; n++) ids.push(followingId(ids.at(-1) ?? '') ?? '')
  expect(new Set(ids).size).toBe(101)
  expect(ids.every(id => id.length === first.length && id.startsWith(first.slice(0, 24)))).toBe(true)
  expect(followingId('not one of ours')).toBe(null)
})

function weekly(): Y.Doc {
  const doc = new Y.Doc()
  addTask(doc, { id: 'one', title: 'Report', column: 'done', order: 'A', rank: 'A', deadline: { day: '2026-03-02' }, companyId: 'alder', priority: 'high', labels: ['x'] }, { userId: 'bo', at: 1 })
  setRepeat(doc, 'one', repeat('week'))
  assignTask(doc, 'one', { userId: 'bo', units: 50, work: null })
  putChecklistItem(doc, 'one', { id: 'i', text: 'Ask', isDone: true, order: 'A' })
  setEffort(doc, 'one', { estimate: 60, spent: 45 })
  setProgress(doc, 'one', { percent: 100, start: null, finish: null })
  setTaskPage(doc, 'one', 'page')
  setValue(doc, 'one', 'f', 7)
  return doc
}
const following = { id: 'two', column: 'todo', order: 'B', rank: 'B', flow: unknownFlow, zone: 'Europe/Riga' }

test('the next one is as this one, with nothing of it done', () => {
  const doc = weekly()
  addFollowing(doc, 'one', following, act)
  expect(findTask(doc, 'two')).toEqual({
    ...findTask(doc, 'one'), id: 'two', column: 'todo', order: 'B', rank: 'B', deadline: { day: '2026-03-09' }, made: act,
    checklist: [{ id: 'i', text: 'Ask', isDone: false, order: 'A' }], effort: { estimate: 60, spent: 0 }, progress: { percent: 0, start: null, finish: null },
  })
})

test('two people who finish it at the same moment make one, and whoever finishes it once more makes none', () => {
  const doc = weekly()
  const other = new Y.Doc()
  Y.applyUpdate(other, Y.encodeStateAsUpdate(doc))
  addFollowing(doc, 'one', following, act)
  addFollowing(other, 'one', { ...following, order: 'C' }, { ...act, userId: 'bo' })
  Y.applyUpdate(other, Y.encodeStateAsUpdate(doc))
  Y.applyUpdate(doc, Y.encodeStateAsUpdate(other))
  expect(findTask(doc, 'two')).toEqual(findTask(other, 'two'))
  expect(doc.getMap('tasks').size).toBe(2)
  removeTask(doc, 'two', act)
  addFollowing(doc, 'one', following, act)
  expect(findTask(doc, 'two')?.removed).toEqual(act)
})

test('a date that was said is kept over months that have none like it, until the deadline is moved off it', () => {
  const repeat: Repeat = { every: 1, unit: 'month', weekdays: [], day: 30 }
  const days = ['2026-12-30', '2027-01-30', '2027-02-28', '2027-03-30']
  expect(days.map((_day, at) => days.slice(0, at + 1).reduce(day => nextDay(repeat, day, day), '2026-11-30'))).toEqual(days)
  expect(nextDay(repeat, '2026-12-29', '2026-12-29')).toBe('2027-01-29')
  expect(nextDay({ every: 1, unit: 'year', weekdays: [], day: 28 }, '2027-02-28', '2027-02-28')).toBe('2028-02-28')
})
