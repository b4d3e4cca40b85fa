import { expect, test } from 'vitest'
import { inParts, type MyTask, partOf } from './my-work.ts'
import { readMyWorkSearch } from './my-work-search.ts'

const task = (more: Partial<MyTask>): MyTask => ({
  taskId: 't', documentId: 'd', boardId: 'b', boardTitle: 'Launch', workspaceId: 'w', workspaceName: 'Nordic', title: 'Task', stage: 'open', privateTo: null,
  companyId: null, priority: null, deadlineDay: null, deadlineAt: null, percent: 0, startDay: null, finishDay: null, ...more,
})

// Wednesday, 4 March 2026, 22:30 in London, and half past midnight on Thursday in Riga.
const now = Date.parse('2026-03-04T22:30:00Z')
const [london, riga] = ['Europe/London', 'Europe/Riga']

test.each([
  [{ deadlineDay: '2026-03-04' }, london, 'today'],
  [{ deadlineDay: '2026-03-04' }, riga, 'late'],
  [{ deadlineDay: '2026-03-05' }, riga, 'today'],
  [{ deadlineAt: '2026-03-04T22:29:00Z' }, london, 'late'],
  [{ deadlineAt: '2026-03-04T23:00:00Z' }, london, 'today'],
  [{ deadlineAt: '2026-03-05T20:00:00Z' }, london, 'week'],
  [{ deadlineAt: '2026-03-05T20:00:00Z' }, riga, 'today'],
  [{ deadlineDay: '2026-03-08' }, riga, 'week'],
  [{ deadlineDay: '2026-03-09' }, riga, 'later'],
  [{}, riga, 'undated'],
  [{ deadlineDay: '2026-03-01', stage: 'done' }, riga, 'done'],
  [{ startDay: '2026-03-05', finishDay: '2026-03-20' }, riga, 'today'],
  [{ startDay: '2026-03-07', finishDay: '2026-03-20' }, riga, 'week'],
  [{ startDay: '2026-02-02', finishDay: '2026-03-08' }, riga, 'week'],
  [{ startDay: '2026-02-02', finishDay: '2026-03-20' }, riga, 'later'],
  [{ startDay: '2026-02-02', finishDay: '2026-02-03' }, riga, 'today'],
  [{ startDay: '2026-03-09', finishDay: '2026-03-10', deadlineDay: '2026-03-06' }, riga, 'week'],
  [{ startDay: '2026-03-05', finishDay: '2026-03-05', deadlineDay: '2026-03-20' }, riga, 'today'],
  [{ startDay: '2026-03-09', finishDay: '2026-03-10', deadlineDay: '2026-03-01' }, riga, 'late'],
  [{ startDay: '2026-03-01', finishDay: '2026-03-02', stage: 'done' }, riga, 'done'],
] as const)('%o is read in %s: %s', (more, timeZone, part) => {
  expect(partOf(task(more), { now, timeZone })).toBe(part)
})

test('parts come in the order in which one works, and empty ones not at all', () => {
  const tasks = [task({ title: 'a' }), task({ title: 'b', deadlineDay: '2026-03-01' }), task({ title: 'c', deadlineDay: '2026-03-01' })]
  expect(inParts(tasks, { now, timeZone: riga }).map(({ part, tasks: inPart }) => [part, inPart.map(({ title }) => title)])).toEqual([['late', ['b', 'c']], ['undated', ['a']]])
})

test('an address that somebody typed says what it can', () => {
  expect(readMyWorkSearch({ workspace: 7, show: 'nothing' })).toEqual({})
  expect(readMyWorkSearch({ workspace: 'w', show: 'all' })).toEqual({ workspace: 'w', show: 'all' })
})
