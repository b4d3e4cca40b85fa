import { expect, test } from 'vitest'
import type { MyTask, WorkCounts } from './my-work.ts'
import { countsWithChanges, staysIn, type WorkChange, withChanges, workKey } from './work-changes.ts'

const task = (taskId: string, more: Partial<MyTask> = {}): MyTask => ({
  taskId, documentId: 'd', boardId: 'd', boardTitle: 'Launch', workspaceId: 'w', workspaceName: 'Nordic', title: taskId, stage: 'open', privateTo: null,
  companyId: null, priority: null, deadlineDay: null, deadlineAt: null, percent: 0, startDay: null, finishDay: null, ...more,
})
const [a, b, c] = [task('a', { deadlineDay: '2026-03-01' }), task('b', { deadlineDay: '2026-03-02' }), task('c')]
const reader = { now: Date.parse('2026-03-04T12:00:00Z'), timeZone: 'Europe/Riga' }
const counts: WorkCounts = { late: 2, today: 0, week: 0, later: 0, undated: 1, done: 0 }
const list = { tasks: [a, b, c], question: 'mine', fetchedAt: 1000, counts, reader, isAll: false }
const change = (of: MyTask, more: Partial<WorkChange>): Map<string, WorkChange> => new Map([[workKey(of), { task: of, part: 'late', after: 'd a', question: 'mine', at: 1000, ...more }]])
const read = (tasks: MyTask[]) => tasks.map(({ taskId, stage }) => (stage === 'done' ? `${taskId} done` : taskId))

test('what is done here stays where it stood, before and after the rows have followed', () => {
  const done = change(b, { stage: 'done' })
  expect(read(withChanges(list, done))).toEqual(['a', 'b done', 'c'])
  expect(read(withChanges({ ...list, tasks: [a, c], fetchedAt: 60_000 }, done))).toEqual(['a', 'b done', 'c'])
  expect(staysIn(done)({ ...b, stage: 'done' })).toBe('late')
  expect(countsWithChanges(list, done)).toMatchObject({ late: 1, done: 0 })
  expect(countsWithChanges({ ...list, tasks: [a, c], counts: { ...counts, late: 1 } }, done)).toMatchObject({ late: 1 })
})

test('what somebody else does later is what is shown', () => {
  expect(read(withChanges({ ...list, fetchedAt: 60_000 }, change(b, { stage: 'done' })))).toEqual(['a', 'b', 'c'])
  expect(read(withChanges({ ...list, tasks: [a, c], fetchedAt: 60_000 }, change(b, { stage: 'open' })))).toEqual(['a', 'c'])
})

test('what is not done after all comes back at once, and is counted', () => {
  const open = change(b, { stage: 'open' })
  expect(read(withChanges({ ...list, tasks: [a, c] }, open))).toEqual(['a', 'b', 'c'])
  expect(countsWithChanges({ ...list, tasks: [a, c], counts: { ...counts, late: 1 } }, open)).toMatchObject({ late: 2 })
})

test('a new deadline moves a task to another part, and the counts with it', () => {
  const moved = change(c, { deadline: { day: '2026-03-04' } })
  expect(withChanges(list, moved)[2]).toMatchObject({ deadlineDay: '2026-03-04', deadlineAt: null })
  expect(countsWithChanges(list, moved)).toMatchObject({ today: 1, undated: 0 })
})

test('what was done in one list is no part of another', () => {
  expect(read(withChanges({ ...list, tasks: [a], question: 'partner' }, change(b, { stage: 'done' })))).toEqual(['a'])
})
