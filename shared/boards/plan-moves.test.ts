import { expect, test } from 'vitest'
import { minutesOf } from './local-time.ts'
import { constrained, finishingAt, freshPlan, hourOn, inMode, lasting, movedTo, snapped, workOf } from './plan-moves.ts'

test('a task that is moved shall not begin before that; one set by hand begins exactly then and lasts as long', () => {
  expect(movedTo(null, minutesOf('2026-03-09T08:00'))).toEqual({ ...freshPlan, constraint: 'SNET', constraintAt: '2026-03-09T08:00' })
  const manual = { ...freshPlan, mode: 'manual' as const, start: '2026-03-02T08:00', finish: '2026-03-04T17:00' }
  expect(movedTo(manual, minutesOf('2026-03-03T08:00'))).toEqual({ ...manual, start: '2026-03-03T08:00', finish: '2026-03-05T17:00' })
})

test('a bar pulled over a weekend is longer by the work in it, on the calendar of its company', () => {
  const span = { start: minutesOf('2026-03-06T08:00'), finish: minutesOf('2026-03-09T17:00') }
  const task = { plan: null, companyId: 'north' }
  expect(workOf(task, span, { calendars: [], calendar: null })).toBe(2 * 480)
  const everyDay = Array.from({ length: 7 }, () => [[480, 1020] as const])
  const north = { id: 'k', title: '', companyId: 'north', base: null, week: everyDay, workWeeks: [], exceptions: [] }
  expect(workOf(task, span, { calendars: [north], calendar: null })).toBe(4 * 540)
  expect(workOf({ ...task, plan: { ...freshPlan, isElapsed: true } }, span, { calendars: [north], calendar: null })).toBe(span.finish - span.start)
  expect(lasting({ ...freshPlan, finish: '2026-03-02T17:00' }, 960)).toEqual({ ...freshPlan, duration: 960 })
})

test.each([[700, 1440, 0], [-800, 1440, -1440], [22, 15, 15]])('%i minutes snap by %i to %i', (minutes, step, wanted) => {
  expect(snapped(minutes, step)).toBe(wanted)
})

test('a typed finish is one to finish no earlier than; one set by hand ends exactly then', () => {
  expect(finishingAt(freshPlan, minutesOf('2026-03-06T17:00'))).toEqual({ ...freshPlan, constraint: 'FNET', constraintAt: '2026-03-06T17:00' })
  const manual = { ...freshPlan, mode: 'manual' as const, start: '2026-03-02T08:00' }
  expect(finishingAt(manual, minutesOf('2026-03-06T17:00'))).toEqual({ ...manual, finish: '2026-03-06T17:00' })
  expect(constrained(freshPlan, 'MSO', minutesOf('2026-03-06T08:00'))).toEqual({ ...freshPlan, constraint: 'MSO', constraintAt: '2026-03-06T08:00' })
})

test('set by hand, a task stays where it is; by its links again, it forgets that', () => {
  const dates = { start: minutesOf('2026-03-02T08:00'), finish: minutesOf('2026-03-03T17:00') }
  const manual = inMode({ ...freshPlan, constraint: 'SNET', constraintAt: '2026-03-02T08:00' }, 'manual', dates)
  expect(manual).toEqual({ ...freshPlan, mode: 'manual', start: '2026-03-02T08:00', finish: '2026-03-03T17:00' })
  expect(inMode(manual, 'auto', dates)).toEqual(freshPlan)
})

test('a day begins and ends with the work on it, on the calendar of the company', () => {
  const monday = minutesOf('2026-03-02T00:00') / 1440
  const north = { id: 'k', title: '', companyId: 'north', base: null, week: Array.from({ length: 7 }, () => [[420, 900] as const]), workWeeks: [], exceptions: [] }
  const hours = { calendars: [north], calendar: null }
  expect(hourOn(monday, 'start', { plan: null, companyId: 'north' }, hours)).toBe(minutesOf('2026-03-02T07:00'))
  expect(hourOn(monday, 'finish', { plan: null, companyId: 'south' }, hours)).toBe(minutesOf('2026-03-02T17:00'))
  expect(hourOn(monday - 1, 'start', { plan: null, companyId: null }, hours)).toBe(minutesOf('2026-03-01T08:00'))
})
