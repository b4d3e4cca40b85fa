import { minutesOf } from '@kopa/shared/boards/local-time.ts'
import { putLink } from '@kopa/shared/boards/link.ts'
import { changeSettings } from '@kopa/shared/boards/board-settings.ts'
import { freshPlan } from '@kopa/shared/boards/plan-moves.ts'
import { addTask, setDeadline } from '@kopa/shared/boards/task-verbs.ts'
import { expect, test } from 'vitest'
import * as Y from 'yjs'
import { BoardStore } from './board-store.ts'
import { type PlanFacts, planFactsOf, tellDays } from './plan-facts.ts'
import { ScheduleStore } from './schedule-store.ts'

const act = { userId: 'ana', at: 1 }

/** Contract (two days) before Signed, in a phase; Logo (one day) beside them. */
function factsOf(id: string): PlanFacts {
  const board = new BoardStore(new Y.Doc())
  changeSettings(board.doc, { start: '2026-03-02T08:00' })
  const add = (task: string, rest: object): void => addTask(board.doc, { id: task, title: task, column: 'c', order: 'A', rank: 'A', plan: { ...freshPlan, duration: 960 }, ...rest }, act)
  add('phase', { plan: null })
  add('contract', { parent: 'phase' })
  add('signed', { parent: 'phase', plan: { ...freshPlan, duration: 0 } })
  add('logo', { parent: 'phase', plan: { ...freshPlan, duration: 480 } })
  putLink(board.doc, { id: 'l', from: 'contract', to: 'signed', type: 'FS', lag: { kind: 'working', amount: 0 }, created: 1 })
  setDeadline(board.doc, 'contract', { day: '2026-03-02' })
  const [task, dates] = [board.task(id), new ScheduleStore(board, () => '2026-03-01T09:00:00Z').scheduled(id)]
  if (!task || !dates) throw new Error(`no dates of ${id}`)
  return planFactsOf(task, { dates, percent: 25, hours: { calendars: board.calendars(), calendar: board.settings().calendar } })
}

test('of a task the plan says when, how long, how far it may move, and whether it keeps its deadline', () => {
  expect(factsOf('contract')).toEqual({ kind: 'task', start: minutesOf('2026-03-02T08:00'), finish: minutesOf('2026-03-03T17:00'), length: { minutes: 960, isElapsed: false }, percent: 25, slack: -480, isCritical: true, isLate: true, flags: ['deadlineMissed'] })
  expect(factsOf('logo')).toMatchObject({ slack: 480, isCritical: false, isLate: false })
  expect(factsOf('signed')).toMatchObject({ kind: 'milestone', start: minutesOf('2026-03-03T17:00') })
})

test('a summary is as long as the work between its ends; slack and the critical path are its tasks\'', () => {
  expect(factsOf('phase')).toMatchObject({ kind: 'summary', length: { minutes: 960, isElapsed: false }, slack: null, isCritical: false })
})

test.each([
  ['en-GB', '2026-03-02T08:00', '2026-03-03T17:00', 2026, '2 – 3 Mar'],
  ['en-GB', '2026-03-02T08:00', '2026-03-02T17:00', 2026, '2 Mar'],
  ['en-GB', '2026-03-02T08:00', '2026-03-03T17:00', 2025, '2 – 3 Mar 2026'],
  ['en-GB', '2026-12-28T08:00', '2027-01-08T17:00', 2026, '28 Dec 2026 – 8 Jan 2027'],
  ['lv', '2026-03-02T08:00', '2026-04-03T17:00', 2026, '2. marts – 3. apr.'],
])('days in %s: %s to %s', (locale, start, finish, year, told) => {
  // Whether the spaces around the dash are thin is for Intl to say.
  expect(tellDays(locale, { start: minutesOf(start), finish: minutesOf(finish) }, year).replace(/\s/g, ' ')).toBe(told)
})
