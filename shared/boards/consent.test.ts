import { describe, expect, test } from 'vitest'
import { askedAbout, needsConsent } from './consent.ts'
import type { PlanTask, ScheduledTask } from './plan.ts'
import { schedule } from './schedule.ts'

const at = (time: string): number => Date.parse(`2025-01-${time.replace(' ', 'T')}:00Z`) / 60_000
const settings = { start: at('06 08:00'), finish: at('06 08:00'), from: 'start', calendar: null, constraintsWin: true, criticalSlack: 0, manyCriticalPaths: false } as const
/** "long" takes three days, "pilot" one: it may wait for two. */
const pilot = (change: Partial<PlanTask> = {}): ScheduledTask | undefined =>
  schedule({ settings, tasks: [{ id: 'long', duration: 1440 }, { id: 'pilot', duration: 480, ...change }], links: [], calendars: [], resources: [], assignments: [] }).tasks.get('pilot')
const from = (time: string) => pilot({ constraint: 'SNET', constraintDate: at(time) })

describe('consent to a move', () => {
  test('is needed for a task of another company that ends later than its slack allows', () => {
    const asked = (after: ScheduledTask | undefined, companyId: string | null = 'birch', before = pilot()) => needsConsent({ task: { companyId }, before, after }, 'alder')
    expect([asked(from('08 08:00')), asked(from('09 08:00')), asked(pilot({ duration: 1440 })), asked(pilot({ duration: 1920 }))]).toEqual([false, true, false, true])
    expect([asked(from('09 08:00'), 'alder'), asked(from('09 08:00'), null)]).toEqual([false, false])
  })

  test('is not needed for what comes nearer again, for what is new in the plan or leaves it', () => {
    const late = from('13 08:00')
    expect(needsConsent({ task: { companyId: 'birch' }, before: late, after: from('10 08:00') }, 'alder')).toBe(false)
    expect(needsConsent({ task: { companyId: 'birch' }, before: undefined, after: late }, 'alder')).toBe(false)
    expect(needsConsent({ task: { companyId: 'birch' }, before: late, after: undefined }, 'alder')).toBe(false)
  })

  test('counts a deadline as the end of the slack', () => {
    const due = { deadline: at('06 17:00') }
    expect(needsConsent({ task: { companyId: 'birch' }, before: pilot(due), after: pilot({ ...due, constraint: 'SNET', constraintDate: at('07 08:00') }) }, 'alder')).toBe(true)
  })
})

test.each([
  ['alder', 'birch', 'birch'], ['birch', 'alder', 'birch'], ['birch', 'cedar', 'birch'], ['birch', null, 'birch'],
  [null, 'birch', null], [null, 'alder', null], ['alder', null, null], ['birch', 'birch', null],
] as const)('a task of %s that shall be %s\'s: Alder asks %s', (was, to, asked) => {
  expect(askedAbout({ from: was, to }, 'alder')).toBe(asked)
})
