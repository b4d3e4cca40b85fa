import { expect, test } from 'vitest'
import { burnUp, cycleTime } from './burn-up.ts'
import { type Flow, unknownFlow } from './flow.ts'
import type { Task } from './task.ts'

/** A Thursday. */
const [today, zone] = ['2026-03-05', 'Europe/Riga']
const isDone = ({ column }: Task): boolean => column === 'done'
const task = (made: string | null, finish: string | null = null, { start = null, column = finish === null ? 'todo' : 'done', flow = unknownFlow }: { start?: string | null, column?: string, flow?: Flow } = {}): Task =>
  ({ column, made: made === null ? null : { userId: 'ana', at: Date.parse(made) }, progress: { percent: 0, start, finish }, flow }) as unknown as Task
const burn = (tasks: readonly Task[]) => burnUp({ tasks, isDone, today, zone })
const lines = (tasks: readonly Task[]): string[] | undefined => burn(tasks)?.points.map(({ day, all, done }) => `${day} ${done}/${all}`)

test('each day tells how many tasks there were at its end and how many of them were done, by the clock of the plan', () => {
  expect(lines([
    task('2026-03-01T21:59:00Z', '2026-03-03T12:00'), task('2026-03-01T22:00:00Z', '2026-03-05T09:00'), task('2026-03-04T08:00:00Z'), task('2026-03-02T08:00:00Z'),
  ])).toEqual(['2026-03-01 0/1', '2026-03-02 0/3', '2026-03-03 1/3', '2026-03-04 1/4', '2026-03-05 2/4'])
})

test('what was finished before it was written down was there by then; what is finished in a column that is not done is not', () => {
  expect(lines([task('2026-03-05T08:00:00Z', '2026-03-03T17:00'), task('2026-03-04T08:00:00Z', '2026-03-04T17:00', { column: 'todo' })])).toEqual(['2026-03-03 1/1', '2026-03-04 1/2', '2026-03-05 1/2'])
})

test('tasks without a time are in no point, and are told of; without any time of completion there is no burn-up', () => {
  expect(burn([task('2026-03-05T08:00:00Z', '2026-03-05T09:00'), task('2026-03-05T08:00:00Z', null, { column: 'done' }), task(null), task('1970-01-01T00:00:00Z')])).toEqual({ points: [{ day: '2026-03-05', all: 2, done: 1 }], unmade: 2, unfinished: 1 })
  expect(burn([task('2026-03-05T08:00:00Z', null, { column: 'done' }), task('2026-03-05T08:00:00Z')])).toBeNull()
})

test('six weeks are told by day, more by week up to today, and what is older than two years in the first point', () => {
  const since = (day: string) => burn([task(`${day}T12:00:00Z`, `${day}T12:00`), task('2026-03-05T08:00:00Z')])?.points ?? []
  expect([since('2026-01-23').length, since('2026-01-23')[0]]).toEqual([42, { day: '2026-01-23', all: 1, done: 1 }])
  // 22 January is 42 days before: seven weeks, of which the first ends on that day.
  expect([since('2026-01-22').map(({ day }) => day)]).toEqual([['2026-01-22', '2026-01-29', '2026-02-05', '2026-02-12', '2026-02-19', '2026-02-26', '2026-03-05']])
  expect([since('2019-01-01').length, since('2019-01-01')[0]?.done, since('2019-01-01').at(-1)]).toEqual([104, 1, { day: '2026-03-05', all: 2, done: 1 }])
})

const at = (moment: string): number => Date.parse(moment)

test('what nobody has written down is told by when its card came into a column of done things, by the clock of the plan', () => {
  const moved = (done: string | null, since: string) => task('2026-03-01T22:00:00Z', null, { column: 'done', flow: { since: at(since), begun: null, done: done === null ? null : at(done) } })
  // Midnight in Riga is 22:00 UTC. A column that has come to mean done later has held its tasks since they came there.
  expect(lines([moved('2026-03-02T21:59:00Z', '2026-03-04T09:00:00Z'), moved('2026-03-02T22:00:00Z', '2026-03-02T22:00:00Z'), moved(null, '2026-03-04T09:00:00Z'), task('2026-03-02T08:00:00Z', null, { flow: { since: at('2026-03-03T08:00:00Z'), begun: null, done: null } })]))
    .toEqual(['2026-03-02 1/4', '2026-03-03 2/4', '2026-03-04 3/4', '2026-03-05 3/4'])
  expect(lines([task('2026-03-04T08:00:00Z', '2026-03-04T17:00', { flow: { since: at('2026-03-05T08:00:00Z'), begun: null, done: at('2026-03-05T08:00:00Z') } })])).toEqual(['2026-03-04 1/1', '2026-03-05 1/1'])
})

test('cycle time runs from leaving what is open to what is done, and on the clock of the plan where one of them is written down', () => {
  const flow = { since: at('2026-03-04T12:00:00Z'), begun: at('2026-03-03T12:00:00Z'), done: at('2026-03-04T12:00:00Z') }
  const median = (one: Task) => cycleTime({ zone, tasks: [one], isDone })?.median
  expect(median(task(null, null, { column: 'done', flow }))).toBe(1)
  // Half past two in Riga is half past midnight UTC: three and a half days until noon UTC.
  expect(median(task(null, null, { column: 'done', start: '2026-03-01T02:30', flow: { ...flow, done: at('2026-03-04T12:30:00Z') } }))).toBe(3.5)
  expect(median(task(null, null, { column: 'done', flow: { ...flow, begun: null } }))).toBeUndefined()
})

test('cycle time is told of done tasks with both times: the median, what 85 of 100 do not exceed, and how many took how long', () => {
  const took = (days: number): Task => task(null, `2026-03-${String(1 + days).padStart(2, '0')}T08:00`, { start: '2026-03-01T08:00' })
  // In order 1 1 2 3 4 5 6 9 12 20: the fifth is 4, the ninth 12 (85 of 100 of ten are 8.5: nine of them).
  const cycle = cycleTime({ zone, tasks: [12, 1, 20, 3, 2, 1, 4, 9, 6, 5].map(took), isDone })
  expect(cycle).toMatchObject({ count: 10, median: 4, most85: 12 })
  expect(cycle?.bars.map(({ from, to, count }) => `${from}-${to}: ${count}`)).toEqual(['0-3: 4', '3-6: 3', '6-9: 1', '9-12: 1', '12-15: 0', '15-18: 0', '18-21: 1'])
})

test('a task without start, one that is not done and one that ends before it begins have no cycle time; one of no length has 0', () => {
  const [start, finish] = ['2026-03-02T08:00', '2026-03-02T20:00']
  expect(cycleTime({ zone, tasks: [task(null, finish), task(null, finish, { start, column: 'todo' }), task(null, start, { start: finish })], isDone })).toBeNull()
  expect(cycleTime({ zone, tasks: [task(null, start, { start })], isDone })).toEqual({ count: 1, median: 0, most85: 0, bars: [{ from: 0, to: 1, count: 1 }] })
  expect(cycleTime({ zone, tasks: [task(null, finish, { start })], isDone })?.median).toBe(0.5)
})
