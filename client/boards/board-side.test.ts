import { addColumn } from '@kopa/shared/boards/column.ts'
import { putLink } from '@kopa/shared/boards/link.ts'
import type { BoardField, FieldKind } from '@kopa/shared/boards/field.ts'
import { readQuickTask } from '@kopa/shared/boards/quick-add.ts'
import type { TaskFile } from '@kopa/shared/boards/task-file.ts'
import { addTask, planTask } from '@kopa/shared/boards/task-verbs.ts'
import type { Intentions } from '@kopa/shared/boards/task.ts'
import { liveTasksOf } from '@kopa/shared/boards/tasks.ts'
import { expect, test } from 'vitest'
import * as Y from 'yjs'
import { randomForTest } from '../../tests/support/random.ts'
import type { ActWords } from './act-words.ts'
import { type BoardActs, makeBoardActs } from './board-acts.ts'
import { BoardStore } from './board-store.ts'
import { cellKey } from './board-ui.ts'
import { ScheduleStore } from './schedule-store.ts'

const by = { userId: 'ana', at: 1 }
const words = new Proxy({}, { get: (_, name) => () => String(name) }) as unknown as ActWords

/** A board with the task Shared, and a side with the task Own. */
function world() {
  const [doc, side] = [new Y.Doc(), new Y.Doc()]
  for (const [at, id] of ['todo', 'done'].entries()) addColumn(doc, { id, title: id, order: `A${at + 1}`, stage: 'open', limit: null })
  addTask(doc, { id: 'shared', title: 'Shared', column: 'todo', order: 'A2', rank: 'A2' }, by)
  addTask(side, { id: 'own', title: 'Own', column: 'todo', order: 'A1', rank: 'A1' }, by)
  const store = new BoardStore(doc)
  store.setSide(side)
  const acts = makeBoardActs(store, 'ana', words)
  const typed = (text: string) => readQuickTask(text, { people: [], companies: [], labels: store.labels(), now: 0, timeZone: 'UTC', ignored: new Set() })
  return { doc, side, store, acts, typed }
}
type TestWorld = ReturnType<typeof world>

test('both documents are one board; without its side it is what everybody sees', () => {
  const { store, side } = world()
  expect([store.cards('todo'), store.isPrivate('own'), store.isPrivate('shared')]).toEqual([['own', 'shared'], true, false])
  const told: string[] = []
  store.watch('cards todo')(() => told.push('cards'))
  store.watch('side')(() => told.push('side'))
  store.setSide(null)
  expect([store.cards('todo'), [...store.tasks().keys()], told]).toEqual([['shared'], ['shared'], ['cards', 'side']])
  store.setSide(side)
  expect(store.cards('todo')).toEqual(['own', 'shared'])
})

const field = (kind: FieldKind): BoardField => ({ id: 'f', name: 'F', kind, order: 'A', currency: 'EUR', formula: '', options: [{ id: 'o', name: 'O', color: 0, order: 0 }] })

const file: TaskFile = { id: '00000000-0000-4000-8000-000000000001', name: 'limit.pdf', size: 9, type: 'application/octet-stream', userId: 'ana', at: 1 }

/** Every act, done to a private task; null: it is about the board, not about a task. */
const ofPrivate: { [Name in keyof BoardActs]: ((world: TestWorld) => unknown) | null } = {
  add: ({ acts, typed }) => acts.add({ tasks: [typed('New #secret')], column: 'todo', after: 'own', isPrivate: true }),
  duplicate: ({ acts }) => acts.duplicate(['own']),
  rename: ({ acts }) => acts.rename('own', 'Other words'),
  move: ({ acts }) => acts.move(['own'], { cell: cellKey({ column: 'done', lane: '' }), after: null }),
  moveBelow: ({ acts }) => acts.moveBelow(['own'], 'shared'),
  remove: ({ acts }) => acts.remove(['own']),
  restore: ({ acts }) => { acts.remove(['own']); acts.restore(['own']) },
  setPriority: ({ acts }) => acts.setPriority(['own'], 'high'),
  setDeadline: ({ acts }) => acts.setDeadline(['own'], { day: '2026-03-02' }),
  setRepeat: ({ acts }) => { acts.setRepeat(['own'], { every: 1, unit: 'week', weekdays: [] }); acts.move(['own'], { cell: cellKey({ column: 'done', lane: '' }), after: null }) },
  setCompany: ({ acts }) => acts.setCompany(['own'], 'alder'),
  setProgress: ({ acts }) => acts.setProgress('own', 50),
  setEffort: ({ acts }) => acts.setEffort('own', { estimate: 60, spent: 0 }),
  setPage: ({ acts }) => acts.setPage('own', 'page'),
  togglePerson: ({ acts }) => acts.togglePerson(['own'], 'bo'),
  toggleLabel: ({ acts }) => acts.toggleLabel(['own'], 'label'),
  addNewLabel: ({ acts }) => acts.addNewLabel(['own'], { name: 'Takeover', color: 1 }),
  changeLabel: ({ acts, store }) => { acts.addNewLabel(['own'], { name: 'Takeover', color: 1 }); acts.changeLabel({ id: store.labels()[0]?.id ?? '', name: 'Merger', color: 2 }) },
  dropLabel: ({ acts, store }) => { acts.addNewLabel(['own'], { name: 'Takeover', color: 1 }); acts.dropLabel(store.labels()[0] ?? { id: '', name: '', color: 0 }) },
  addFile: ({ acts }) => acts.addFile('own', file),
  removeFile: ({ acts }) => { acts.addFile('own', file); acts.removeFile('own', file) },
  addItems: ({ acts }) => acts.addItems('own', ['step']),
  changeItem: ({ acts }) => acts.changeItem('own', { id: 'i', text: 'step', isDone: true, order: 'A' }),
  removeItem: ({ acts, store }) => { acts.addItems('own', ['step']); acts.removeItem('own', store.task('own')?.checklist[0]?.id ?? '') },
  moveItem: ({ acts, store }) => {
    acts.addItems('own', ['a', 'b'])
    const [first, second] = store.task('own')?.checklist ?? []
    if (first && second) acts.moveItem('own', first, second.id)
  },
  note: ({ acts }) => acts.note('shared', 'Between us'),
  setFieldValue: ({ acts }) => acts.setFieldValue(['own'], field('text'), 'Takeover'),
  toggleFieldOption: ({ acts }) => acts.toggleFieldOption(['own'], field('multiSelect'), 'o', { isChosen: true }),
  addField: null, changeField: null, removeField: null, addFieldOption: null, putView: null, dropView: null,
  share: null, addColumn: null, changeColumn: null, moveColumn: null, removeColumn: null,
  setCountry: null, setHours: null, addDaysOff: null, removeException: null, setUsualCalendar: null, setZone: null,
}

test.each(Object.entries(ofPrivate).flatMap(([name, act]) => (act ? [[name, act] as const] : [])))('%s: what is done to a private task leaves no byte in the board', (_name, act) => {
  const parts = world()
  const [before, beforeSide] = [Y.encodeStateAsUpdate(parts.doc), Y.encodeStateAsUpdate(parts.side)]
  act(parts)
  expect(Y.encodeStateAsUpdate(parts.doc)).toEqual(before)
  expect(Y.encodeStateAsUpdate(parts.side)).not.toEqual(beforeSide)
})

test('a choice that is typed for a private task is not made: its name would be read by all', () => {
  const { doc, acts } = world()
  const before = Y.encodeStateAsUpdate(doc)
  acts.addFieldOption(['shared', 'own'], field('select'), 'Takeover')
  expect(Y.encodeStateAsUpdate(doc)).toEqual(before)
})

test('what lies below a private task is private, and a shared task never lies below one', () => {
  const { store, acts, typed } = world()
  const [below = ''] = acts.add({ tasks: [typed('Below')], column: 'todo', after: null, parent: 'own' })
  acts.moveBelow(['shared'], 'own')
  expect([store.isPrivate(below), store.task('shared')?.parent]).toEqual([true, null])
})

test('acts are taken back in the order in which they were done, whichever document they changed, and one that changed both as one', () => {
  const { store, acts } = world()
  acts.rename('own', 'Own 2')
  acts.setPriority(['shared'], 'low')
  acts.setPriority(['own'], 'high')
  acts.move(['own', 'shared'], { cell: cellKey({ column: 'done', lane: '' }), after: null })
  const [shown = ''] = acts.share(['own'])
  const now = () => [store.task('own')?.title, store.task('own')?.removed === null, store.task('own')?.priority, store.task('shared')?.priority, store.cards('done').length, store.cards('todo').length]
  expect([now(), store.task(shown)?.title]).toEqual([['Own 2', false, 'high', 'low', 2, 0], 'Own 2'])
  expect(store.undo.undo()).toBe('shared')
  expect([now(), store.task(shown)]).toEqual([['Own 2', true, 'high', 'low', 2, 0], undefined])
  expect([store.undo.undo(), now()]).toEqual(['moved', ['Own 2', true, 'high', 'low', 0, 2]])
  expect([store.undo.undo(), now()]).toEqual(['changed', ['Own 2', true, null, 'low', 0, 2]])
  expect([store.undo.undo(), store.undo.undo(), store.undo.undo(), now()]).toEqual(['changed', 'renamed', null, ['Own', true, null, null, 0, 2]])
  expect([store.undo.redo(), store.undo.redo(), store.undo.redo(), store.undo.redo(), now()]).toEqual(['renamed', 'changed', 'changed', 'moved', ['Own 2', true, 'high', 'low', 2, 0]])
  acts.rename('shared', 'Another')
  expect(store.undo.redo(), 'a new act leaves nothing to be done again, in neither document').toBe(null)
})

const plan = (duration: number, more: Partial<Intentions> = {}): Intentions =>
  ({ mode: 'auto', duration, isElapsed: false, constraint: 'ASAP', constraintAt: null, start: null, finish: null, calendar: null, ignoresPeople: false, delay: 0, ...more })

test('whatever a company plans for itself, both read the same dates of what they share', () => {
  const random = randomForTest()
  for (let story = 0; story < 30; story++) {
    const { doc, side, store } = world()
    const [ids, mine] = [['shared'], ['own']]
    const others = new ScheduleStore(new BoardStore(doc), () => '2026-03-02T08:00:00Z')
    const own = new ScheduleStore(store, () => '2026-03-02T08:00:00Z')
    for (let n = 0; n < 25; n++) {
      const isMine = random.chance(0.6)
      const [list, home] = isMine ? [mine, side] : [ids, doc]
      const at = random.pick(isMine ? [...ids, ...mine] : ids)
      const task = random.pick(list)
      if (random.chance(0.4)) {
        const id = `${isMine ? 'm' : 's'}${n}`
        addTask(home, { id, title: id, column: 'todo', order: 'B', rank: `B${n}`, parent: random.chance(0.4) ? at : null, plan: random.chance(0.7) ? plan(random.below(5) * 480) : null }, by)
        list.push(id)
      } else if (random.chance(0.6)) {
        // Also links that this program does not make: from what is private to what is shared.
        putLink(home, { id: `l${n}`, from: at, to: random.chance(0.2) && isMine ? random.pick(ids) : task, type: 'FS', lag: { kind: 'working', amount: 0 }, created: n })
      } else planTask(home, task, plan(random.below(9) * 240, random.chance(0.3) ? { constraint: 'SNET', constraintAt: `2026-0${1 + random.below(9)}-02T08:00` } : {}))
      const read = (schedule: ScheduleStore) => ids.map(id => [id, schedule.dates(id)?.start, schedule.dates(id)?.finish])
      expect(read(own), `seed ${random.seed}`).toEqual(read(others))
      expect(new Set(store.tasks().keys())).toEqual(new Set([...liveTasksOf(doc).keys(), ...liveTasksOf(side).keys()]))
    }
  }
})

test('what is meant for the own company alone lands nowhere while its side is not open', () => {
  const { doc, store, acts, typed } = world()
  store.setSide(null)
  const before = Y.encodeStateAsUpdate(doc)
  expect(acts.add({ tasks: [typed('Price limit')], column: 'todo', after: null, isPrivate: true })).toEqual([])
  expect(Y.encodeStateAsUpdate(doc)).toEqual(before)
})
