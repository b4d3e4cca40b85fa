import { expect, test } from 'vitest'
import { minutesOf } from './local-time.ts'
import type { Task } from './task.ts'
import { workloadOf, type WorkloadParts } from './workload.ts'

const assignee = (userId: string, units = 100, work: number | null = null) => ({ userId, units, work })
const task = (id: string, more: Partial<Task>) => ({ id, assignees: [], companyId: null, progress: { percent: 0, start: null, finish: null }, ...more }) as unknown as Task
const span = (start: string, finish: string) => ({ start: minutesOf(start), finish: minutesOf(finish) })

/** Ana of Alder and Bo of Birch, two weeks from Monday 2 March 2026, office hours. */
function load(tasks: readonly Task[], dates: Record<string, { start: number, finish: number }>, more: Partial<WorkloadParts> = {}) {
  return workloadOf({
    tasks, isDone: () => false, dates: id => dates[id], people: [{ userId: 'ana', companyId: 'alder' }, { userId: 'bo', companyId: 'birch' }], companies: [{ id: 'alder' }, { id: 'birch' }], calendars: [], calendar: null, weeks: ['2026-03-02', '2026-03-09'], ...more,
  }).map(({ companyId, people, weeks }) => [companyId, weeks.map(({ work, capacity }) => `${work / 60}/${capacity / 60}`).join(' '), ...people.map(({ userId, weeks: own }) => `${userId}: ${own.map(({ work, ids }) => `${work / 60} ${ids.join()}`.trim()).join(' | ')}`)])
}

test('work is spread over the working time of a task, over the end of a week; half a day of somebody is half of it', () => {
  // Thursday to Tuesday: two days of eight hours in each week.
  const dates = { a: span('2026-03-05T08:00', '2026-03-10T17:00'), b: span('2026-03-02T08:00', '2026-03-06T17:00') }
  expect(load([task('a', { assignees: [assignee('ana')] }), task('b', { assignees: [assignee('ana', 50), assignee('bo')] })], dates)).toEqual([
    ['alder', '36/40 16/40', 'ana: 36 a,b | 16 a'],
    ['birch', '40/40 0/40', 'bo: 40 b | 0'],
  ])
})

test('where it is said how much work it is, that much is spread, whatever the duration', () => {
  expect(load([task('a', { assignees: [assignee('ana', 100, 8 * 60)] })], { a: span('2026-03-05T08:00', '2026-03-10T17:00') })[0]).toEqual(['alder', '4/40 4/40', 'ana: 4 a | 4 a'])
})

test('more than the calendar holds is told as it is: 60 hours of 40', () => {
  const dates = { a: span('2026-03-02T08:00', '2026-03-06T17:00'), b: span('2026-03-02T08:00', '2026-03-06T17:00') }
  expect(load([task('a', { assignees: [assignee('ana')] }), task('b', { assignees: [assignee('ana', 50)] })], dates)[0]?.[1]).toBe('60/40 0/40')
})

test('tasks of a company that nobody is assigned to are its work, by nobody; what is finished or has no place in time is none', () => {
  const dates = { a: span('2026-03-02T08:00', '2026-03-02T17:00'), b: span('2026-03-03T08:00', '2026-03-03T17:00') }
  const done = { percent: 100, start: '2026-03-03T08:00', finish: '2026-03-03T17:00' }
  expect(load([task('a', { companyId: 'birch' }), task('b', { assignees: [assignee('bo')], progress: done }), task('c', { assignees: [assignee('bo')] })], dates)[1]).toEqual(['birch', '8/40 0/40', 'bo: 0 | 0', 'null: 8 a | 0'])
})

test('what is of no company and nobody, or of those who have left, is told last, as nobody\'s', () => {
  const [first, second] = [span('2026-03-02T08:00', '2026-03-02T17:00'), span('2026-03-03T08:00', '2026-03-03T17:00')]
  const dates = { a: first, b: second, c: first, d: first }
  const tasks = [task('a', {}), task('b', { companyId: 'gone', assignees: [assignee('zoe')] }), task('c', { companyId: 'birch', assignees: [assignee('zoe')] }), task('d', { assignees: [assignee('ana')] })]
  expect(load(tasks, dates)).toEqual([
    ['alder', '8/40 0/40', 'ana: 8 d | 0'],
    ['birch', '8/40 0/40', 'bo: 0 | 0', 'null: 8 c | 0'],
    [null, '16/0 0/0'],
  ])
})

test('what stands in a column of done things is no load', () => {
  const dates = { a: span('2026-03-02T08:00', '2026-03-02T17:00'), b: span('2026-03-03T08:00', '2026-03-03T17:00') }
  expect(load([task('a', { assignees: [assignee('bo')] }), task('b', { companyId: 'birch', column: 'done' })], dates, { isDone: ({ column }) => column === 'done' })[1]).toEqual(['birch', '8/40 0/40', 'bo: 8 a | 0'])
})

test('holidays of a company\'s own calendar are neither worked nor can be', () => {
  const day = minutesOf('2026-03-04T00:00') / 1440
  const calendars = [{ id: 'c', companyId: 'alder', name: 'Alder', base: null, week: [0, 1, 2, 3, 4, 5, 6].map(at => (at < 5 ? [[480, 720], [780, 1020]] as const : [])), exceptions: [{ from: day, to: day, shifts: [] }] }] as unknown as WorkloadParts['calendars']
  expect(load([task('a', { assignees: [assignee('ana')] })], { a: span('2026-03-02T08:00', '2026-03-06T17:00') }, { calendars })[0]).toEqual(['alder', '32/32 0/40', 'ana: 32 a | 0'])
})

test('a company that keeps no holidays can work on those of the partner, by whose calendar the board goes', () => {
  const day = minutesOf('2026-03-04T00:00') / 1440
  const calendars = [{ id: 'c', companyId: 'alder', title: 'Alder', base: null, week: [0, 1, 2, 3, 4, 5, 6].map(at => (at < 5 ? [[480, 720], [780, 1020]] as const : [])), workWeeks: [], exceptions: [{ from: day, to: day, shifts: [], title: '' }] }]
  const dates = { a: span('2026-03-02T08:00', '2026-03-06T17:00') }
  expect(load([task('a', { companyId: 'birch', assignees: [assignee('bo')] })], dates, { calendars, calendar: 'c' }).map(([company, weeks]) => [company, weeks])).toEqual([['alder', '0/32 0/40'], ['birch', '40/40 0/40']])
})
