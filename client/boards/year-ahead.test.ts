import type { BoardCalendar } from '@kopa/shared/boards/board-calendar.ts'
import { officeWeek } from '@kopa/shared/boards/calendar-days.ts'
import { dayNumberOf, minutesOf } from '@kopa/shared/boards/local-time.ts'
import type { PlacedTask } from '@kopa/shared/boards/plan.ts'
import type { Task } from '@kopa/shared/boards/task.ts'
import type { Country } from '@kopa/shared/holidays/holidays.ts'
import { expect, test } from 'vitest'
import { freeDays, goingOn, inRuns } from './year-ahead.ts'

const calendar = (companyId: string, country: Country, exceptions: BoardCalendar['exceptions'] = []): BoardCalendar => ({ id: companyId, title: '', companyId, base: null, week: officeWeek, country, workWeeks: [], exceptions })
const calendars = [calendar('alder', 'LV'), calendar('birch', 'EE')]

test('the days off of both, in order: who is free on which, and whether that is a day on which they would work', () => {
  const days = freeDays(calendars, ['alder', 'birch', 'none'], { from: '2026-06-20', days: 70 })
  expect(days.map(({ day, of, isWorkday }) => [day, of.map(({ companyId, off }) => `${companyId} ${off.holiday?.name}`), isWorkday])).toEqual([
    ['2026-06-23', ['alder Līgo Day', 'birch Victory Day'], true], ['2026-06-24', ['alder Jāņi Day', 'birch Midsummer Day'], true], ['2026-08-20', ['birch Restoration of Independence Day'], true],
  ])
  // Saint Stephen's Day 2026 is a Saturday.
  expect(freeDays(calendars, ['alder'], { from: '2026-12-26', days: 1 })).toMatchObject([{ isWorkday: false }])
})

test('tasks of the company that works while the other is free: those that go on that day and are not done', () => {
  const task = (id: string, companyId: string, finish: string | null = null) => ({ id, companyId, progress: { percent: 0, start: null, finish } }) as Task
  const span = (start: string, finish: string) => ({ start: minutesOf(start), finish: minutesOf(finish), isSummary: false }) as PlacedTask
  const dates: Record<string, PlacedTask> = {
    over: span('2026-08-19T08:00', '2026-08-21T17:00'), before: span('2026-08-18T08:00', '2026-08-19T17:00'), own: span('2026-08-19T08:00', '2026-08-21T17:00'), done: span('2026-08-19T08:00', '2026-08-21T17:00'),
  }
  const tasks = [task('over', 'alder'), task('before', 'alder'), task('own', 'birch'), task('done', 'alder', '2026-08-19T12:00'), task('unplanned', 'alder')]
  const days = freeDays(calendars, ['alder', 'birch'], { from: '2026-06-20', days: 70 })
  const found = goingOn(days, { tasks, dates: id => dates[id], calendars, usual: null })
  expect([...found].map(([day, some]) => [day, some.map(({ id }) => id)])).toEqual([['2026-06-23', []], ['2026-06-24', []], ['2026-08-20', ['over']]])
})

test('days of its own in a row are told as one, holidays each by itself', () => {
  const off = (from: string, to: string, title: string) => ({ from: dayNumberOf(from), to: dayNumberOf(to), shifts: [], title, recurrence: null })
  const days = freeDays([calendar('alder', 'LV', [off('2026-06-25', '2026-07-05', 'Summer'), off('2026-07-06', '2026-07-06', 'Move')])], ['alder'], { from: '2026-06-20', days: 30 })
  expect(inRuns(days).map(({ day, to }) => [day, to])).toEqual([['2026-06-23', '2026-06-23'], ['2026-06-24', '2026-06-24'], ['2026-06-25', '2026-07-05'], ['2026-07-06', '2026-07-06']])
})
