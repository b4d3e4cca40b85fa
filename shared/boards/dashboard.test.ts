import { expect, test } from 'vitest'
import { boardProgress, type Tally } from './dashboard.ts'
import type { Column } from './column.ts'
import { matchesFilter, noFilter, type TaskFilter } from './filter.ts'
import { unknownFlow } from './flow.ts'
import type { Deadline, Task } from './task.ts'

/** Half past twelve in Riga on Saturday 28 November 2026. */
const [now, timeZone] = [Date.parse('2026-11-28T10:30:00Z'), 'Europe/Riga']
const columns = [{ id: 'todo', stage: 'open', limit: 2 }, { id: 'doing', stage: 'active', limit: 3 }, { id: 'done', stage: 'done', limit: null }] as unknown as Column[]
const companies = [{ id: 'alder' }, { id: 'birch' }]
let made = 0
const task = (column: string, companyId: string | null = null, deadline: Deadline | null = null): Task => ({ id: `t${made++}`, title: '', column, companyId, deadline, flow: unknownFlow, assignees: [], labels: [], priority: null }) as unknown as Task
const progress = (tasks: readonly Task[], more: Partial<Parameters<typeof boardProgress>[0]> = {}) => boardProgress({ tasks, columns, companies, now, timeZone, ...more })
const told = ({ all, done, late, soon, undated }: Tally): string => `${done}/${all} late ${late} soon ${soon} undated ${undated}`

test('tasks are counted in all, by responsible company and by column; what is done is neither late nor due', () => {
  const tasks = [
    task('done', 'alder', { day: '2026-11-01' }), task('done', 'birch', { day: '2026-11-30' }), task('todo', 'alder', { day: '2026-11-27' }), task('todo', 'birch', { day: '2026-12-04' }),
    task('todo', 'birch', { day: '2026-12-05' }), task('doing', 'alder'), task('doing', null, { day: '2026-11-28' }),
  ]
  const { total, companies: byCompany, columns: byColumn } = progress(tasks)
  expect(told(total)).toBe('2/7 late 1 soon 2 undated 1')
  expect(byCompany.map(one => `${one.companyId}: ${told(one)}`)).toEqual(['alder: 1/3 late 1 soon 0 undated 1', 'birch: 1/3 late 0 soon 1 undated 0', 'null: 0/1 late 0 soon 1 undated 0'])
  expect(byColumn.map(one => `${one.columnId}: ${told(one)} over ${one.over}`)).toEqual(['todo: 0/3 late 1 soon 1 undated 0 over 1', 'doing: 0/2 late 0 soon 1 undated 1 over 0', 'done: 2/2 late 0 soon 0 undated 0 over 0'])
})

test('a column tells which of its tasks has stood there for the longest time, unless they are done or nobody knows', () => {
  const since = (column: string, at: number): Task => ({ ...task(column), flow: { ...unknownFlow, since: at } })
  const tasks = [task('todo'), since('todo', 30), since('todo', 20), since('todo', 40), since('gone', 10), since('done', 5), task('doing')]
  expect(progress(tasks).columns.map(({ longest }) => longest)).toEqual([{ id: tasks[4]?.id, since: 10 }, null, null])
})

test('a company of the workspace is told also with nothing to do, one that has left with what names it, and no company comes last', () => {
  expect(progress([task('todo'), task('todo', 'gone')]).companies.map(({ companyId, all }) => [companyId, all])).toEqual([['alder', 0], ['birch', 0], ['gone', 1], [null, 1]])
})

test('what names a column that is gone stands in the first one, and is done if that is', () => {
  const done = { id: 'only', stage: 'done', limit: null } as unknown as Column
  expect(progress([task('gone')]).columns.map(({ all }) => all)).toEqual([1, 0, 0])
  expect(told(progress([task('gone')], { columns: [done] }).total)).toBe('1/1 late 0 soon 0 undated 0')
  expect(told(progress([task('gone')], { columns: [] }).total)).toBe('0/1 late 0 soon 0 undated 1')
})

test('every number is that of the list that it opens, by day and by moment, around midnight and over the change of the clocks', () => {
  const days = ['2026-10-23', '2026-10-24', '2026-10-25', '2026-10-30', '2026-10-31', '2026-11-01'].map((day): Deadline => ({ day }))
  const moments = ['2026-10-23T20:59:00Z', '2026-10-23T21:00:00Z', '2026-10-24T10:00:00Z', '2026-10-24T22:30:00Z', '2026-10-30T21:59:00Z', '2026-10-30T22:00:00Z'].map((instant): Deadline => ({ instant }))
  const tasks = [...days, ...moments, null].flatMap(deadline => [task('todo', 'alder', deadline), task('done', 'alder', deadline)])
  for (const at of ['2026-10-23T21:00:00Z', '2026-10-24T12:00:00Z', '2026-10-24T20:59:00Z', '2026-10-25T00:30:00Z']) {
    const view = { now: Date.parse(at), timeZone, isDone: ({ column }: Task) => column === 'done' }
    const listed = (filter: Partial<TaskFilter>): number => tasks.filter(one => matchesFilter(one, { ...noFilter, ...filter }, view)).length
    const { total } = progress(tasks, view)
    expect(total, at).toEqual({ all: tasks.length, done: listed({ state: 'done' }), late: listed({ due: 'overdue' }), soon: listed({ due: 'week', state: 'open' }), undated: listed({ due: 'none', state: 'open' }) })
    expect([total.done, total.undated]).toEqual([13, 1])
    expect(total.late).toBeGreaterThan(0)
    expect(total.soon).toBeGreaterThan(2)
  }
})
