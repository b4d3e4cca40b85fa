import { describe, expect, test } from 'vitest'
import * as Y from 'yjs'
import { askedAbout, handOverAccepted, linksAccepted, needsConsent, removalAccepted } from './consent.ts'
import { linksOf, putLink } from './link.ts'
import { addTask, removeTask, setCompany } from './task-verbs.ts'
import { findTask } from './tasks.ts'
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
  expect(askedAbout({ from: was, to, letGoBy: null }, 'alder')).toBe(asked)
})

test.each([
  ['alder', 'birch', 'birch'], ['birch', 'birch', 'birch'], ['cedar', 'birch', 'birch'], ['birch', 'alder', null], ['alder', 'alder', null], ['alder', null, null],
] as const)('a task that %s has let go of and that shall be %s\'s: Alder asks %s', (letGoBy, to, asked) => {
  expect(askedAbout({ from: null, to, letGoBy }, 'alder')).toBe(asked)
})

test('a task that is let go of remembers whose it was, and is taken over when who shall have it agrees', () => {
  const doc = new Y.Doc()
  for (const [id, companyId] of [['ours', 'alder'], ['fresh', null], ['theirs', 'birch']] as const) addTask(doc, { id, title: id, column: 'c', order: id, rank: id, companyId }, { userId: 'ana', at: 1 })
  for (const id of ['ours', 'fresh', 'theirs']) { setCompany(doc, id, null); setCompany(doc, id, null) }
  const letGo = () => ['ours', 'fresh', 'theirs'].map(id => findTask(doc, id)?.letGoBy)
  expect(letGo()).toEqual(['alder', null, 'birch'])
  handOverAccepted(doc, { from: 'alder', to: 'birch' }, ['ours', 'fresh'])
  expect(['ours', 'fresh'].map(id => findTask(doc, id)?.companyId)).toEqual(['birch', 'birch'])
  expect(letGo()).toEqual([null, null, 'birch'])
  handOverAccepted(doc, { from: 'cedar', to: null }, ['ours', 'theirs'])
  expect([findTask(doc, 'ours')?.companyId, findTask(doc, 'theirs')?.companyId]).toEqual(['birch', null])
})

test('accepted links are written between tasks of the company that are there: never another link under the same id, nor a second one between the same two', () => {
  const doc = new Y.Doc()
  const act = { userId: 'ana', at: 1 }
  for (const [id, companyId] of [['ours', 'alder'], ['theirs', 'birch'], ['nobodys', null], ['gone', 'birch']] as const) addTask(doc, { id, title: id, column: 'c', order: id, rank: id, companyId }, act)
  removeTask(doc, 'gone', act)
  const link = (id: string, from: string, to: string, isRemoved = false) => ({ id, from, to, type: 'FS' as const, lag: { kind: 'working' as const, amount: 60 }, isRemoved })
  putLink(doc, { ...link('old', 'theirs', 'nobodys'), created: 1 })
  linksAccepted(doc, 'birch', [
    link('new', 'ours', 'theirs'), link('a', 'ours', 'nobodys'), link('b', 'ours', 'gone'), link('c', 'ours', 'nowhere'), link('old', 'nobodys', 'theirs'), link('d', 'theirs', 'nobodys'), link('e', 'theirs', 'theirs'),
  ], 7)
  expect(linksOf(doc).map(({ id, from, to, created }) => [id, from, to, created])).toEqual([['old', 'theirs', 'nobodys', 1], ['new', 'ours', 'theirs', 7]])
  linksAccepted(doc, 'birch', [link('old', 'theirs', 'nobodys', true), link('new', 'ours', 'theirs')], 9)
  expect(linksOf(doc).map(({ id, created }) => [id, created])).toEqual([['new', 7]])
})

test('an accepted removal takes away what is the company\'s still, in the name of who accepted; what is gone already stays as it was removed', () => {
  const doc = new Y.Doc()
  for (const [id, companyId] of [['ours', 'alder'], ['theirs', 'birch'], ['nobodys', null], ['gone', 'birch']] as const) addTask(doc, { id, title: id, column: 'c', order: id, rank: id, companyId }, { userId: 'ana', at: 1 })
  removeTask(doc, 'gone', { userId: 'ana', at: 2 })
  removalAccepted(doc, 'birch', ['ours', 'theirs', 'nobodys', 'gone', 'nowhere'], { userId: 'bo', at: 3 })
  expect(['ours', 'theirs', 'nobodys', 'gone'].map(id => findTask(doc, id)?.removed)).toEqual([null, { userId: 'bo', at: 3 }, null, { userId: 'ana', at: 2 }])
})
