import type { Task } from '@kopa/shared/boards/task.ts'
import { expect, test } from 'vitest'
import { daysOf, entriesByDay, movedDeadline, stepped, weekOf } from './month-days.ts'

test('a month shows all weeks that it touches, whichever day they begin on', () => {
  const march = daysOf('month', '2026-03-17', 1)
  expect([march[0], march.at(-1), march.length]).toEqual(['2026-02-23', '2026-04-05', 42])
  const february = daysOf('month', '2027-02-10', 1)
  expect([february[0], february.at(-1), february.length]).toEqual(['2027-02-01', '2027-02-28', 28])
  expect(daysOf('month', '2026-03-17', 7)[0]).toBe('2026-03-01')
  expect(weekOf('2026-03-01', 1)).toEqual(['2026-02-23', '2026-02-24', '2026-02-25', '2026-02-26', '2026-02-27', '2026-02-28', '2026-03-01'])
})

test('a step of a month stays on the day, or goes to the last one of a shorter month, over the turn of the year', () => {
  expect([stepped('month', '2026-01-31', 1), stepped('month', '2026-12-15', 1), stepped('month', '2026-01-15', -1), stepped('week', '2026-12-30', 1)]).toEqual(['2026-02-28', '2027-01-15', '2025-12-15', '2027-01-06'])
})

test('a deadline stands on its day in the reader\'s zone, a plan on each of its days, and a task with both on the deadline\'s', () => {
  const task = (id: string, more: Partial<Task>) => ({ id, deadline: null, plan: null, ...more }) as Task
  const plan = {} as Task['plan']
  const tasks = [task('plan', { plan }), task('due', { deadline: { instant: '2026-03-03T23:00:00Z' } }), task('both', { deadline: { day: '2026-03-02' }, plan }), task('none', {})]
  const found = entriesByDay(tasks, weekOf('2026-03-02', 1), { dates: () => ({ start: '2026-03-03', finish: '2026-03-04' }), timeZone: 'Europe/Riga' })
  expect([...found].map(([day, entries]) => [day.slice(8), ...entries.map(({ id, isFirst, isLast }) => `${id}${isFirst ? ' <' : ''}${isLast ? ' >' : ''}`)])).toEqual([
    ['02', 'both < >'], ['03', 'plan <'], ['04', 'due < >', 'plan >'], ['05'], ['06'], ['07'], ['08'],
  ])
})

test('a deadline with an hour keeps the hour of the clock on the wall, also over the change to summer time', () => {
  expect(movedDeadline({ instant: '2026-03-28T10:00:00Z' }, 1, 'Europe/Riga')).toEqual({ instant: '2026-03-29T09:00:00.000Z' })
  expect(movedDeadline({ day: '2026-02-28' }, 1, 'Europe/Riga')).toEqual({ day: '2026-03-01' })
})
