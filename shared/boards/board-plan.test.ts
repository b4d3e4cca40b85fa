import { describe, expect, test } from 'vitest'
import * as Y from 'yjs'
import { calendarsOf, putCalendar } from './board-calendar.ts'
import { planOf } from './board-plan.ts'
import { changeSettings, settingsOf } from './board-settings.ts'
import { linksOf, putLink } from './link.ts'
import { dayNumberOf, dayOf, localTimeOf, minutesOf, wallClockAt } from './local-time.ts'
import { schedule } from './schedule.ts'
import { freshPlan } from './plan-moves.ts'
import { addTask, assignTask, type NewTask, planTask, setDeadline } from './task-verbs.ts'
import { liveTasksOf } from './tasks.ts'
import type { Intentions } from './task.ts'

const act = { userId: 'ana', at: 1 }
const office = [[480, 720], [780, 1020]] as const
/** Monday, 2 March 2026, 8:00 */
const today = minutesOf('2026-03-02T08:00')
const plan = (duration: number, more: Partial<Intentions> = {}): Intentions =>
  ({ mode: 'auto', duration, isElapsed: false, constraint: 'ASAP', constraintAt: null, start: null, finish: null, calendar: null, ignoresPeople: false, delay: 0, ...more })

function board(...tasks: (Partial<NewTask> & { id: string })[]): Y.Doc {
  const doc = new Y.Doc()
  for (const task of tasks) addTask(doc, { title: task.id, column: 'todo', order: 'A', rank: 'A', ...task }, act)
  return doc
}

const follow = (doc: Y.Doc, from: string, to: string): void => putLink(doc, { id: `${from}-${to}`, from, to, type: 'FS', lag: { kind: 'working', amount: 0 }, created: 1 })

function datesOf(doc: Y.Doc): Record<string, string> {
  const { tasks } = schedule(planOf({ tasks: liveTasksOf(doc), links: linksOf(doc), calendars: calendarsOf(doc), settings: settingsOf(doc), today }))
  return Object.fromEntries([...tasks].map(([id, { start, finish }]) => [id, `${localTimeOf(start)} ${localTimeOf(finish)}`]))
}

describe('a board as a plan', () => {
  test('tasks that nobody planned have no dates; what is linked has, and takes a day; what lies above is a summary', () => {
    const doc = board({ id: 'phase' }, { id: 'draft', parent: 'phase', plan: plan(960) }, { id: 'sign', parent: 'phase' }, { id: 'idea' })
    follow(doc, 'draft', 'sign')
    expect(datesOf(doc)).toEqual({ draft: '2026-03-02T08:00 2026-03-03T17:00', phase: '2026-03-02T08:00 2026-03-04T17:00', sign: '2026-03-04T08:00 2026-03-04T17:00' })
  })

  test('begins where it is told, else with the first day that somebody asked for', () => {
    const doc = board({ id: 'early', plan: plan(480, { constraint: 'SNET', constraintAt: '2026-02-02T08:00' }) }, { id: 'any', plan: plan(480) })
    expect(datesOf(doc)['any']).toBe('2026-02-02T08:00 2026-02-02T17:00')
    changeSettings(doc, { start: '2026-03-09T08:00' })
    expect(datesOf(doc)['any']).toBe('2026-03-09T08:00 2026-03-09T17:00')
  })

  test('each company has its own holidays: the hand-over waits for both', () => {
    const doc = board({ id: 'ours', plan: plan(960), companyId: 'alder' }, { id: 'theirs', plan: plan(480), companyId: 'birch' })
    follow(doc, 'ours', 'theirs')
    const holiday = (companyId: string, day: string) => putCalendar(doc, { id: companyId, title: companyId, companyId, base: null, week: [office, office, office, office, office, [], []], exceptions: [{ title: 'Holiday', from: day, to: day, shifts: [] }] })
    holiday('alder', '2026-03-03')
    holiday('birch', '2026-03-05')
    expect(datesOf(doc)).toEqual({ ours: '2026-03-02T08:00 2026-03-04T17:00', theirs: '2026-03-06T08:00 2026-03-06T17:00' })
  })

  test('a deadline with an hour is read off the clock of the board', () => {
    const doc = board({ id: 'late', plan: plan(480) })
    changeSettings(doc, { zone: 'Europe/Riga' })
    const isLate = (instant: string) => {
      setDeadline(doc, 'late', { instant })
      const found = schedule(planOf({ tasks: liveTasksOf(doc), links: [], calendars: [], settings: settingsOf(doc), today })).tasks.get('late')
      return found?.flags.includes('deadlineMissed')
    }
    // It ends at 17:00 in Riga, which is 15:00 in UTC in winter.
    expect([isLate('2026-03-02T14:59:00Z'), isLate('2026-03-02T15:00:00Z')]).toEqual([true, false])
  })

  test('who does half of the work a day takes two days for it', () => {
    const doc = board({ id: 'half', plan: plan(480) })
    assignTask(doc, 'half', { userId: 'bo', units: 50, work: 480 })
    expect(datesOf(doc)['half']).toBe('2026-03-02T08:00 2026-03-03T17:00')
  })

  test('whatever a hostile client calls a calendar, dates come out', () => {
    for (const value of [null, 3, { week: 'x' }, { week: [[['a', 'b']]] }, { week: [[], [], [], [], [], [], []], exceptions: [{ from: '2026-99-99', to: 'x' }] }, { base: 'odd', exceptions: Array.from({ length: 10_000 }, () => ({ from: '2026-01-01', to: '2026-12-31', shifts: [] })) }]) {
      const doc = board({ id: 'one', plan: plan(480, { calendar: 'odd' }) })
      doc.getMap('calendars').set('odd', value)
      expect(datesOf(doc)['one']).toMatch(/^\d{4}-/)
    }
  })
})

test('times of the wall clock come back as they were', () => {
  for (const time of ['1970-01-01T00:00', '2026-03-29T03:30', '1999-12-31T23:59', '2400-02-29T12:00']) expect(localTimeOf(minutesOf(time))).toBe(time)
  expect(dayOf(dayNumberOf('2026-02-28') + 1)).toBe('2026-03-01')
  expect(localTimeOf(wallClockAt('2026-07-01T12:00:00Z', 'Europe/Riga'))).toBe('2026-07-01T15:00')
  expect(localTimeOf(wallClockAt('2026-01-01T00:30:00Z', 'America/New_York'))).toBe('2025-12-31T19:30')
})

test('days that are planned in the middle of a day are whole ones: five from a Monday on end on its Friday', () => {
  const doc = new Y.Doc()
  const [id, at] = ['task', minutesOf('2026-11-30T08:59')]
  addTask(doc, { id, title: 'Draft', column: '', order: 'U1V', rank: 'U1V' }, { userId: 'ana', at: 0 })
  planTask(doc, id, { ...freshPlan, duration: 5 * 480 })
  const datesOn = (today: number) => schedule(planOf({ tasks: liveTasksOf(doc), links: [], calendars: calendarsOf(doc), settings: settingsOf(doc), today })).tasks.get(id)
  expect([datesOn(at), datesOn(minutesOf('2026-11-30T19:00'))].map(dates => dates && [localTimeOf(dates.start), localTimeOf(dates.finish)])).toEqual([['2026-11-30T08:00', '2026-12-04T17:00'], ['2026-11-30T08:00', '2026-12-04T17:00']])
  expect(localTimeOf(datesOn(minutesOf('2026-11-28T12:00'))?.start ?? 0)).toBe('2026-11-30T08:00')
})

describe('a company that keeps no holidays', () => {
  const [ours, theirs, holiday] = ['alder', 'birch', '2026-12-01']
  const withHoliday = (companyId: string) => ({ id: companyId, title: companyId, companyId, base: null, week: [office, office, office, office, office, [], []], exceptions: [{ title: 'Holiday', from: holiday, to: holiday, shifts: [] }] })

  /** When three days of work end that begin on the Monday before the holiday, by whose task it is. */
  function endings(calendar: string | null, assignee: string | null = null): Record<string, string> {
    const doc = new Y.Doc()
    putCalendar(doc, withHoliday(ours))
    changeSettings(doc, { start: '2026-11-30T08:00', calendar })
    for (const companyId of [ours, theirs, null]) {
      const id = companyId ?? 'nobody'
      addTask(doc, { id, title: id, column: '', order: 'U1V', rank: 'U1V', companyId }, { userId: 'ana', at: 0 })
      planTask(doc, id, { ...freshPlan, duration: 3 * 480 })
      if (assignee) assignTask(doc, id, { userId: assignee, units: 100, work: 3 * 480 })
    }
    const { tasks } = schedule(planOf({ tasks: liveTasksOf(doc), links: [], calendars: calendarsOf(doc), settings: settingsOf(doc), today: 0 }))
    return Object.fromEntries([...tasks].map(([id, { finish }]) => [id, localTimeOf(finish).slice(0, 10)]))
  }

  test('does not keep its partner\'s, though the board goes by these; what is nobody\'s does', () => {
    expect(endings(ours)).toEqual({ alder: '2026-12-03', birch: '2026-12-02', nobody: '2026-12-03' })
  })

  test('also where somebody is given so much work', () => {
    expect(endings(ours, 'bo')).toEqual({ alder: '2026-12-03', birch: '2026-12-02', nobody: '2026-12-03' })
  })

  test('goes by the board\'s hours where these are no company\'s', () => {
    expect(endings(null)).toEqual({ alder: '2026-12-03', birch: '2026-12-02', nobody: '2026-12-02' })
  })
})
