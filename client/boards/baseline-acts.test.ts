import { baselinesOf, mostBaselines, plannedIn, putBaseline } from '@kopa/shared/boards/baseline.ts'
import { putCalendar } from '@kopa/shared/boards/board-calendar.ts'
import { changeSettings } from '@kopa/shared/boards/board-settings.ts'
import { putLink } from '@kopa/shared/boards/link.ts'
import { localTimeOf, minutesOf } from '@kopa/shared/boards/local-time.ts'
import { freshPlan } from '@kopa/shared/boards/plan-moves.ts'
import { addTask, planTask, removeTask } from '@kopa/shared/boards/task-verbs.ts'
import { expect, test } from 'vitest'
import * as Y from 'yjs'
import type { ActWords } from './act-words.ts'
import { dropBaseline, keepBaseline } from './baseline-acts.ts'
import { BoardStore } from './board-store.ts'
import { GanttScene } from './gantt-scene.ts'
import { makeScale, minuteAt } from './gantt-scale.ts'
import { ScheduleStore } from './schedule-store.ts'

const by = { userId: 'ana', at: 1 }
const words = { baselineKept: (title: string) => `${title} kept`, baselineRemoved: (title: string) => `${title} removed` } as ActWords
const given = { title: 'First plan', now: 7 }

/** A phase with two linked tasks and a milestone; in the side a task above, one below, and one that a shared task would wait for. */
function world() {
  const [doc, side] = [new Y.Doc(), new Y.Doc()]
  const add = (home: Y.Doc, id: string, rest: object = {}) => addTask(home, { id, title: id, column: 'c', order: id, rank: id, plan: { ...freshPlan, duration: 960 }, ...rest }, by)
  add(doc, 'phase', { plan: null })
  add(doc, 'contract', { parent: 'phase' })
  add(doc, 'pilot', { parent: 'phase', plan: { ...freshPlan, duration: 2400 } })
  add(doc, 'signed', { plan: { ...freshPlan, duration: 0 } })
  add(doc, 'gone')
  removeTask(doc, 'gone', by)
  for (const [n, [from, to]] of ([['contract', 'pilot'], ['pilot', 'signed']] as const).entries()) putLink(doc, { id: `l${n}`, from, to, type: 'FS', lag: { kind: 'working', amount: 0 }, created: n })
  add(side, 'takeover', { parent: 'phase', plan: { ...freshPlan, duration: 9600 } })
  add(side, 'limit', { plan: { ...freshPlan, constraint: 'SNET', constraintAt: '2026-01-05T08:00' } })
  putLink(side, { id: 'own', from: 'takeover', to: 'contract', type: 'FS', lag: { kind: 'working', amount: 0 }, created: 9 })
  putLink(side, { id: 'own2', from: 'contract', to: 'takeover', type: 'FS', lag: { kind: 'working', amount: 0 }, created: 10 })
  const board = new BoardStore(doc)
  board.setSide(side)
  return { doc, side, board, schedule: new ScheduleStore(board, () => '2026-03-02T08:00:00Z') }
}

const idOf = (kept: ReturnType<typeof keepBaseline>): string => {
  if (typeof kept === 'string') throw new Error(kept)
  return kept.id
}

test('kept are exactly the dates on the screen of every task that both companies see, under the name and the moment', () => {
  const { doc, schedule } = world()
  const id = idOf(keepBaseline(schedule, words, given))
  const [baseline] = baselinesOf(doc)
  expect([baseline?.id, baseline?.title, baseline?.madeAt]).toEqual([id, 'First plan', 7])
  expect([...baseline?.dates.keys() ?? []].toSorted()).toEqual(['contract', 'phase', 'pilot', 'signed'])
  for (const [task, { start, finish }] of baseline?.dates ?? []) expect([start, finish], task).toEqual([schedule.dates(task)?.start ?? NaN, schedule.dates(task)?.finish ?? NaN].map(localTimeOf))
  expect(plannedIn(doc, id, 'pilot')).toEqual({ start: '2026-03-04T08:00', finish: '2026-03-10T17:00', duration: 2400 })
  expect(plannedIn(doc, id, 'phase')).toEqual({ start: '2026-03-02T08:00', finish: '2026-03-10T17:00', duration: 3360 })
})

test('of what a company keeps for itself no id and no date is in what everybody gets, and its side stays as it was', () => {
  const { doc, side, board, schedule } = world()
  const [before, beforeSide] = [Y.encodeStateVector(doc), Y.encodeStateAsUpdate(side)]
  expect(board.tasks().has('takeover')).toBe(true)
  const dates = ['takeover', 'limit'].flatMap(id => [schedule.dates(id)?.start, schedule.dates(id)?.finish].flatMap(minute => (minute === undefined ? [] : [localTimeOf(minute)])))
  const id = idOf(keepBaseline(schedule, words, given))
  const sent = new TextDecoder().decode(Y.encodeStateAsUpdate(doc, before))
  expect(sent).toContain('contract')
  for (const secret of ['takeover', 'limit', '2026-01-05']) expect(sent).not.toContain(secret)
  // What is private ends on days on which nothing of the shared plan ends: the test would see it.
  const shared = new Set([...baselinesOf(doc)[0]?.dates.values() ?? []].flatMap(({ start, finish }) => [start, finish]))
  expect(dates.filter(date => !shared.has(date)).length).toBeGreaterThan(1)
  for (const date of dates) if (!shared.has(date)) expect(sent).not.toContain(date)
  expect(Y.encodeStateAsUpdate(side)).toEqual(beforeSide)
  board.setSide(null)
  const partner = new ScheduleStore(new BoardStore(doc), () => '2026-03-02T08:00:00Z')
  for (const task of ['phase', 'contract', 'pilot', 'signed']) expect(plannedIn(doc, id, task)).toMatchObject({ start: localTimeOf(partner.dates(task)?.start ?? NaN), finish: localTimeOf(partner.dates(task)?.finish ?? NaN) })
})

test('keeping and removing are one act each, taken back under their words and done again; a task that moves changes nothing in it', () => {
  const { doc, board, schedule } = world()
  const told: string[] = []
  board.watch('baselines')(() => told.push(board.baselines().map(({ title }) => title).join()))
  const id = idOf(keepBaseline(schedule, words, given))
  const kept = plannedIn(doc, id, 'pilot')
  planTask(doc, 'contract', { ...freshPlan, duration: 4800 })
  expect(plannedIn(doc, id, 'pilot')).toEqual(kept)
  expect([board.undo.undo(), board.baselines()]).toEqual(['First plan kept', []])
  expect([board.undo.redo(), board.baselines().map(one => one.id)]).toEqual(['First plan kept', [id]])
  dropBaseline(schedule, words, { id, title: 'First plan', madeAt: 7 })
  expect(board.baselines()).toEqual([])
  expect([board.undo.undo(), plannedIn(doc, id, 'pilot')]).toEqual(['First plan removed', kept])
  expect(told).toEqual(['First plan', '', 'First plan', '', 'First plan'])
})

test('a board keeps ten, and nothing where nothing is planned; then nothing is written', () => {
  const { doc, schedule } = world()
  for (let n = 0; n < mostBaselines - 1; n++) putBaseline(doc, { id: `b${n}`, title: '', madeAt: n, dates: new Map() })
  expect(typeof keepBaseline(schedule, words, given)).toBe('object')
  const before = Y.encodeStateAsUpdate(doc)
  expect(keepBaseline(schedule, words, given)).toBe('full')
  expect(Y.encodeStateAsUpdate(doc)).toEqual(before)
  const empty = new Y.Doc()
  addTask(empty, { id: 'idea', title: 'Idea', column: 'c', order: 'A', rank: 'A' }, by)
  expect(keepBaseline(new ScheduleStore(new BoardStore(empty), () => '2026-03-02T08:00:00Z'), words, given)).toBe('nothingPlanned')
  expect(baselinesOf(empty)).toEqual([])
})

test('calendars and the board\'s own start count as they do on the screen', () => {
  const { doc, schedule } = world()
  changeSettings(doc, { start: '2026-06-01T08:00', calendar: 'short' })
  putCalendar(doc, { id: 'short', title: '', companyId: null, base: null, week: [[[480, 720]], [[480, 720]], [[480, 720]], [], [], [], []], exceptions: [] })
  const id = idOf(keepBaseline(schedule, words, given))
  for (const task of ['contract', 'pilot', 'signed']) expect(plannedIn(doc, id, task)).toMatchObject({ start: localTimeOf(schedule.dates(task)?.start ?? NaN), finish: localTimeOf(schedule.dates(task)?.finish ?? NaN) })
  expect(plannedIn(doc, id, 'contract')?.start).toBe('2026-06-01T08:00')
})

test('a baseline is drawn exactly where its dates are, in the rows that are asked for; the whole plan then reaches as far as it', () => {
  const { doc, board, schedule } = world()
  board.setSide(null)
  const scene = new GanttScene(schedule)
  const id = idOf(keepBaseline(schedule, words, given))
  planTask(doc, 'contract', { ...freshPlan, duration: 960, constraint: 'SNET', constraintAt: '2027-03-01T08:00' })
  const rowOf = (task: string): number => scene.rowOf(task) ?? -1
  const scale = makeScale(scene.span(), 14)
  expect(scene.plannedBar(rowOf('contract'), scale)).toBeNull()
  let drawn = 0
  scene.subscribe(() => { drawn++ })
  scene.compare(id)
  expect([drawn, localTimeOf(scene.span().start)]).toEqual([1, '2026-03-02T08:00'])
  const wide = makeScale(scene.span(), 14)
  const bar = scene.plannedBar(rowOf('contract'), wide)
  expect([minuteAt(wide, bar?.x ?? NaN), minuteAt(wide, (bar?.x ?? NaN) + (bar?.width ?? NaN))].map(Math.round)).toEqual([minutesOf('2026-03-02T08:00'), minutesOf('2026-03-03T17:00')])
  expect([bar?.isMilestone, scene.plannedBar(rowOf('signed'), wide)?.isMilestone, scene.plannedBar(99, wide)]).toEqual([false, true, null])
  dropBaseline(schedule, words, { id, title: '', madeAt: 7 })
  expect([scene.plannedBar(rowOf('contract'), wide), scene.span()]).toEqual([null, { start: schedule.result().start, finish: schedule.result().finish }])
})
