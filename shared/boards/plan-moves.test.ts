import { expect, test } from 'vitest'
import { minutesOf } from './local-time.ts'
import { freshPlan, lasting, movedTo, snapped, workOf } from './plan-moves.ts'

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
