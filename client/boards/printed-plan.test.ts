import { changeSettings } from '@kopa/shared/boards/board-settings.ts'
import { addColumn, changeColumn } from '@kopa/shared/boards/column.ts'
import { putLink } from '@kopa/shared/boards/link.ts'
import { freshPlan } from '@kopa/shared/boards/plan-moves.ts'
import { addTask, setProgress } from '@kopa/shared/boards/task-verbs.ts'
import { expect, test } from 'vitest'
import * as Y from 'yjs'
import { BoardStore } from './board-store.ts'
import { GanttScene } from './gantt-scene.ts'
import type { GanttWindow } from './gantt-window.ts'
import { hasPrivateTasks, printedPlan, takenAnew } from './printed-plan.ts'
import { ScheduleStore } from './schedule-store.ts'

const now = (): string => '2026-03-02T08:00:00Z'
const key = { userId: 'ana', at: 1 }
const task = (id: string, order: string, days: number) => ({ id, title: id, column: 'c', order, rank: order, plan: { ...freshPlan, duration: days * 480 } })

/** A shared task of two days before a private one of five and a shared one of four. */
function planWithSide(): GanttScene {
  const [doc, side] = [new Y.Doc(), new Y.Doc()]
  changeSettings(doc, { start: '2026-03-02T08:00' })
  addTask(doc, task('Offer', 'A', 2), key)
  addTask(doc, task('Build', 'C', 4), key)
  addTask(side, task('Secret', 'B', 5), key)
  putLink(side, { id: 'l', from: 'Offer', to: 'Secret', type: 'FS', lag: { kind: 'working', amount: 0 }, created: 1 })
  const board = new BoardStore(doc)
  board.setSide(side)
  return new GanttScene(new ScheduleStore(board, now))
}

const noWindow = {} as GanttWindow

test('a printed plan holds nothing of what only the own company sees: no row, no number, no link, not even its weight on the critical path', () => {
  const shown = planWithSide()
  expect([shown.numberOf('Build'), shown.schedule.scheduled('Offer')?.isCritical, hasPrivateTasks(shown.schedule.board)]).toEqual([3, true, true])
  const printed = printedPlan({ scene: shown, window: noWindow }, { reach: 'whole', withPrivate: false }, now)
  expect(printed.scene.rows().map(({ task: { id } }) => id)).toEqual(['Offer', 'Build'])
  expect([printed.scene.numberOf('Build'), printed.scene.schedule.scheduled('Offer')?.isCritical]).toEqual([2, false])
  expect(printed.scene.schedule.board.links()).toEqual([])
  expect(printed.until).toBe(shown.schedule.dates('Build')?.finish)
  printed.close()

  const whole = printedPlan({ scene: shown, window: noWindow }, { reach: 'whole', withPrivate: true }, now)
  expect(whole.scene.rows().map(({ task: { id } }) => id)).toEqual(['Offer', 'Secret', 'Build'])
  whole.close()
  expect(shown.schedule.dates('Secret')).toBeDefined()
})

test('while somebody chooses, the plan goes on with the board; once it is laid out, nothing that comes later is in it', () => {
  const shown = planWithSide()
  const { doc } = shown.schedule.board
  for (const withPrivate of [true, false]) {
    const before = printedPlan({ scene: shown, window: noWindow }, { reach: 'whole', withPrivate }, now)
    addTask(doc, task(`Later ${withPrivate}`, 'D', 9), key)
    const plan = takenAnew(before, { scene: shown, window: noWindow }, now)
    expect([plan.rows.last - before.rows.last, plan.until > before.until]).toEqual([1, withPrivate])
    plan.close()
    const told = plan.scene.rows().map(({ task: { id } }) => id)
    addTask(doc, task(`Too late ${withPrivate}`, 'B', 90), key)
    expect([plan.scene.rows().map(({ task: { id } }) => id), plan.scene.span().finish]).toEqual([told, plan.until])
  }
})

test('what is done reads 100 % in the plan, also where less was entered, and counts so in what it is a part of; what was entered stays', () => {
  const doc = new Y.Doc()
  for (const [id, stage] of [['c', 'active'], ['done', 'done']] as const) addColumn(doc, { id, title: id, order: id, stage, limit: null })
  addTask(doc, task('Phase', 'A', 1), key)
  addTask(doc, { ...task('Part', 'B', 1), parent: 'Phase', column: 'done' }, key)
  setProgress(doc, 'Part', { percent: 30, start: null, finish: null })
  const board = new BoardStore(doc)
  const scene = new GanttScene(new ScheduleStore(board, now))
  const read = () => ['Phase', 'Part'].map(id => { const one = board.task(id); return one && scene.percentOf(one) })
  expect(read()).toEqual([100, 100])
  expect(board.task('Part')?.progress.percent).toBe(30)
  changeColumn(doc, 'done', { stage: 'waiting' })
  expect(read()).toEqual([30, 30])
})

test('what is folded stays folded in what is in sight, and is unfolded in the whole', () => {
  const doc = new Y.Doc()
  addTask(doc, task('Phase', 'A', 1), key)
  addTask(doc, { ...task('Part', 'B', 1), parent: 'Phase' }, key)
  addTask(doc, task('Last', 'C', 1), key)
  const scene = new GanttScene(new ScheduleStore(new BoardStore(doc), now))
  scene.toggle('Phase')
  const window = { scale: { origin: 0, end: 1e9, pixelsPerDay: 40 }, sight: () => ({ left: 40, top: 0, width: 400, height: 100 }), rowsInSight: () => [0, 1] } as unknown as GanttWindow
  const sight = printedPlan({ scene, window }, { reach: 'sight', withPrivate: false }, now)
  expect([sight.scene.rows().length, sight.rows, sight.from, sight.until]).toEqual([2, { first: 0, last: 1 }, 1440, 11 * 1440])
  expect(printedPlan({ scene, window }, { reach: 'whole', withPrivate: false }, now).rows).toEqual({ first: 0, last: 2 })
})
