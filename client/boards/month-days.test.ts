import type { Task } from '@kopa/shared/boards/task.ts'
import { expect, test } from 'vitest'
import { shownWeek } from './calendar-bars.ts'
import { daysOf, entriesByDay, movedDeadline, stepped, weekOf } from './month-days.ts'

test('a month shows all weeks that it touches, whichever day they begin on', () => {
  const march = daysOf('month', { day: '2026-03-17', today: '2026-06-01' }, 1)
  expect([march[0], march.at(-1), march.length]).toEqual(['2026-02-23', '2026-04-05', 42])
  const february = daysOf('month', { day: '2027-02-10', today: '2026-06-01' }, 1)
  expect([february[0], february.at(-1), february.length]).toEqual(['2027-02-01', '2027-02-28', 28])
  expect(daysOf('month', { day: '2026-03-17', today: '2026-06-01' }, 7)[0]).toBe('2026-03-01')
  expect(weekOf('2026-03-01', 1)).toEqual(['2026-02-23', '2026-02-24', '2026-02-25', '2026-02-26', '2026-02-27', '2026-02-28', '2026-03-01'])
})

test('of the running month four weeks from today on are shown, also on its last day; other months end where they end', () => {
  const shown = (day: string, today: string) => { const days = daysOf('month', { day, today }, 1); return [days[0], days.at(-1)] }
  expect(shown('2026-11-30', '2026-11-30')).toEqual(['2026-10-26', '2026-12-27'])
  expect(shown('2026-11-01', '2026-11-30')).toEqual(['2026-10-26', '2026-12-27'])
  expect(shown('2026-11-03', '2026-11-03')).toEqual(['2026-10-26', '2026-12-06'])
  expect(shown('2026-11-30', '2026-12-01')).toEqual(['2026-10-26', '2026-12-06'])
})

test('a step of a month stays on the day, or goes to the last one of a shorter month, over the turn of the year', () => {
  expect([stepped('month', '2026-01-31', 1), stepped('month', '2026-12-15', 1), stepped('month', '2026-01-15', -1), stepped('week', '2026-12-30', 1)]).toEqual(['2026-02-28', '2027-01-15', '2025-12-15', '2027-01-06'])
})

test('a deadline stands on its day in the reader\'s zone, a plan on each of its days, also beside a deadline; either can be looked at alone', () => {
  const task = (id: string, more: Partial<Task>) => ({ id, deadline: null, plan: null, ...more }) as Task
  const plan = {} as Task['plan']
  const tasks = [task('plan', { plan }), task('due', { deadline: { instant: '2026-03-03T23:00:00Z' } }), task('both', { deadline: { day: '2026-03-02' }, plan }), task('none', {})]
  const found = (only?: 'due' | 'plan') => [...entriesByDay(tasks, weekOf('2026-03-02', 1), { dates: () => ({ start: '2026-03-03', finish: '2026-03-04' }), timeZone: 'Europe/Riga', only })].map(([day, entries]) => [day.slice(8), ...entries.map(({ id, kind }) => `${id} ${kind}`)])
  expect(found()).toEqual([['02', 'both due'], ['03', 'plan plan', 'both plan'], ['04', 'due due', 'plan plan', 'both plan'], ['05'], ['06'], ['07'], ['08']])
  expect(found('due')).toEqual([['02', 'both due'], ['03'], ['04', 'due due'], ['05'], ['06'], ['07'], ['08']])
  expect(found('plan').slice(0, 3)).toEqual([['02'], ['03', 'plan plan', 'both plan'], ['04', 'plan plan', 'both plan']])
})

/** Plans by their days in March 2026, and on which days something is due. */
function week(plans: Record<string, [number, number]>, due: Record<string, number>, most: number) {
  const date = (day: number): string => `2026-03-${String(day).padStart(2, '0')}`
  const days = weekOf('2026-03-09', 1)
  const tasks = [...Object.keys(plans).map(id => ({ id, deadline: null, plan: {} })), ...Object.entries(due).map(([id, day]) => ({ id, deadline: { day: date(day) }, plan: null }))] as unknown as Task[]
  const dates = (id: string) => { const [start, finish] = plans[id] ?? [0, 0]; return { start: date(start), finish: date(finish) } }
  return [...shownWeek(days, entriesByDay(tasks, days, { dates, timeZone: 'UTC' }), most).values()].map(({ lanes, dues, hidden }) =>
    [...lanes.map(bar => (bar ? `${bar.entry.id}${bar.entry.day.slice(8)}+${bar.days}` : '-')), ...dues.map(({ id }) => id), ...hidden > 0 ? [`+${hidden}`] : []].join(' '))
}

test('bars keep their lane through a week and are cut at its ends; a lane that is free again is taken', () => {
  expect(week({ long: [5, 11], late: [13, 20], short: [10, 10] }, { due: 10 }, 4)).toEqual(['long09+3', 'long09+3 short10+1 due', 'long09+3', '', 'late13+3', 'late13+3', 'late13+3'])
  expect(week({ a: [9, 9], b: [9, 12], c: [10, 11] }, {}, 4)).toEqual(['b09+4 a09+1', 'b09+4 c10+2', 'b09+4 c10+2', 'b09+4', '', '', ''])
})

test('where there is no room, how many are left out is said on each day that they are of, and what is due keeps a line', () => {
  expect(week({ a: [9, 15], b: [9, 15], c: [9, 10], d: [9, 9], e: [9, 9] }, { x: 9, y: 10 }, 4)).toEqual(['a09+7 b09+7 x +3', 'a09+7 b09+7 y +1', 'a09+7 b09+7', 'a09+7 b09+7', 'a09+7 b09+7', 'a09+7 b09+7', 'a09+7 b09+7'])
  expect(week({ a: [9, 9], b: [9, 9], c: [9, 9], d: [9, 9], e: [9, 9] }, {}, 4)[0]).toBe('a09+1 b09+1 c09+1 +2')
  expect(week({}, { x: 9, y: 9, z: 9, w: 9, v: 9 }, 4)[0]).toBe('x y z +2')
})

test('a deadline with an hour keeps the hour of the clock on the wall, also over the change to summer time', () => {
  expect(movedDeadline({ instant: '2026-03-28T10:00:00Z' }, 1, 'Europe/Riga')).toEqual({ instant: '2026-03-29T09:00:00.000Z' })
  expect(movedDeadline({ day: '2026-02-28' }, 1, 'Europe/Riga')).toEqual({ day: '2026-03-01' })
})
