import { putCalendar, removeCalendar } from '@kopa/shared/boards/board-calendar.ts'
import { planOf } from '@kopa/shared/boards/board-plan.ts'
import { changeSettings, settingsOf } from '@kopa/shared/boards/board-settings.ts'
import { calendarsOf } from '@kopa/shared/boards/board-calendar.ts'
import { linksOf, linkTypes, putLink, removeLink } from '@kopa/shared/boards/link.ts'
import { localTimeOf, minutesOf } from '@kopa/shared/boards/local-time.ts'
import { schedule } from '@kopa/shared/boards/schedule.ts'
import { type Intentions } from '@kopa/shared/boards/task.ts'
import { addTask, assignTask, placeTask, planTask, removeTask, renameTask, restoreTask, setCompany, setDeadline, setProgress, unassignTask } from '@kopa/shared/boards/task-verbs.ts'
import { liveTasksOf } from '@kopa/shared/boards/tasks.ts'
import { expect, test } from 'vitest'
import * as Y from 'yjs'
import { type Random, randomForTest } from '../../tests/support/random.ts'
import { BoardStore } from './board-store.ts'
import { ScheduleStore } from './schedule-store.ts'

const act = { userId: 'ana', at: 1 }
const now = '2026-03-04T09:30:00Z'
const today = minutesOf('2026-03-04T09:30')

const intentions = (change: Partial<Intentions> = {}): Intentions =>
  ({ mode: 'auto', duration: 480, isElapsed: false, constraint: 'ASAP', constraintAt: null, start: null, finish: null, calendar: null, ignoresPeople: false, delay: 0, ...change })

const someDay = (random: Random): string => localTimeOf(minutesOf('2026-02-02T08:00') + random.below(60) * 1440)

function somePlan(random: Random): Intentions | null {
  if (random.chance(0.15)) return null
  const duration = random.below(8) * 240
  if (random.chance(0.2)) return intentions({ mode: 'manual', duration, start: someDay(random) })
  return random.chance(0.5) ? intentions({ duration, constraint: 'SNET', constraintAt: someDay(random) }) : intentions({ duration })
}

function change(doc: Y.Doc, random: Random, n: number): void {
  const tasks = [...liveTasksOf(doc).keys(), 'nothing']
  const [task, other] = [random.pick(tasks), random.pick(tasks)]
  const acts = [
    () => addTask(doc, { id: `t${n}`, title: 'x', column: 'c', order: 'A', rank: 'A', parent: random.chance(0.5) ? other : null, plan: somePlan(random) }, act),
    () => addTask(doc, { id: `t${n}`, title: 'x', column: 'c', order: 'A', rank: 'A', plan: somePlan(random), companyId: random.pick(['one', 'two']) }, act),
    () => planTask(doc, task, somePlan(random)),
    () => planTask(doc, task, somePlan(random)),
    () => renameTask(doc, task, `title ${n}`),
    () => removeTask(doc, task, act),
    () => restoreTask(doc, `t${random.below(n + 1)}`),
    () => placeTask(doc, task, random.chance(0.5) ? other : null, 'B'),
    () => setCompany(doc, task, random.pick(['one', 'two', null])),
    () => setDeadline(doc, task, { day: someDay(random).slice(0, 10) }),
    () => setProgress(doc, task, { percent: random.below(100), start: someDay(random), finish: null }),
    () => assignTask(doc, task, { userId: random.pick(['ana', 'bo']), units: 100, work: random.chance(0.5) ? 960 : null }),
    () => unassignTask(doc, task, random.pick(['ana', 'bo'])),
    () => putLink(doc, { id: `l${n}`, from: task, to: other, type: random.pick(linkTypes), lag: { kind: 'working', amount: random.below(3) * 480 }, created: n }),
    () => removeLink(doc, `l${random.below(n + 1)}`),
    () => { if (random.chance(0.3)) putCalendar(doc, { id: random.pick(['k1', 'k2']), title: '', companyId: random.pick(['one', 'two', null]), base: null, week: [[[480, 720]], [[480, 1020]], [], [[480, 720]], [[480, 1020]], [], []], exceptions: [] }) },
    () => { if (random.chance(0.1)) removeCalendar(doc, 'k1') },
    () => { if (random.chance(0.3)) changeSettings(doc, random.pick([{ start: someDay(random) }, { start: null }, { calendar: 'k1' }, { zone: 'Europe/Riga' }])) },
  ]
  random.pick(acts)()
}

const whole = (doc: Y.Doc) => schedule(planOf({ tasks: liveTasksOf(doc), links: linksOf(doc), calendars: calendarsOf(doc), settings: settingsOf(doc), today: settingsOf(doc).zone === 'UTC' ? today : today + 120 }))

test('the dates on a screen are at any time those of the whole plan, whatever changed, and told to whoever watches them', () => {
  const random = randomForTest()
  for (let story = 0; story < 5; story++) {
    const doc = new Y.Doc()
    const board = new BoardStore(doc)
    const store = new ScheduleStore(board, () => now)
    const seen = new Map<string, unknown>()
    for (let n = 0; n < 80; n++) {
      const watched = [...board.tasks().keys()]
      for (const id of watched) seen.set(id, store.scheduled(id))
      const stops = watched.map(id => store.watch(`dates ${id}`)(() => seen.set(id, store.scheduled(id))))
      doc.transact(() => { for (let more = 1 + random.below(3); more > 0; more--) change(doc, random, n * 3 + more) })
      const wanted = whole(doc)
      for (const id of liveTasksOf(doc).keys()) expect(store.scheduled(id), `${id}, seed ${random.seed}`).toEqual(wanted.tasks.get(id))
      expect(store.result(), `seed ${random.seed}`).toEqual(wanted)
      for (const id of watched) expect(seen.get(id), `seed ${random.seed}`).toBe(store.scheduled(id))
      stops.forEach(stop => stop())
    }
    store.close()
    board.close()
  }
})

test('a drag shows where everything would go, and Escape puts it back: nothing is written, and what others do meanwhile counts', () => {
  const doc = new Y.Doc()
  changeSettings(doc, { start: '2026-03-02T08:00' })
  for (const id of ['one', 'two', 'three']) addTask(doc, { id, title: id, column: 'c', order: 'A', rank: id, plan: intentions() }, act)
  putLink(doc, { id: 'l1', from: 'one', to: 'two', type: 'FS', lag: { kind: 'working', amount: 0 }, created: 1 })
  const board = new BoardStore(doc)
  const store = new ScheduleStore(board, () => now)
  const [before, untouched] = [store.dates('two'), store.dates('three')]
  const written = Y.encodeStateVector(doc)
  store.try(new Map([['one', intentions({ constraint: 'SNET', constraintAt: '2026-03-09T08:00' })]]))
  expect(localTimeOf(store.dates('two')?.start ?? 0)).toBe('2026-03-10T08:00')
  expect(store.dates('three')?.start).toBe(untouched?.start)
  expect(Y.encodeStateVector(doc)).toEqual(written)
  planTask(doc, 'three', intentions({ duration: 960 }))
  putLink(doc, { id: 'l2', from: 'two', to: 'three', type: 'FS', lag: { kind: 'working', amount: 0 }, created: 2 })
  expect(localTimeOf(store.dates('three')?.start ?? 0)).toBe('2026-03-11T08:00')
  store.try(new Map())
  expect(store.dates('two')?.start).toBe(before?.start)
  expect(localTimeOf(store.dates('three')?.finish ?? 0)).toBe('2026-03-05T17:00')
})
