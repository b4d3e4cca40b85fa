import { addColumn } from '@kopa/shared/boards/column.ts'
import { putLink } from '@kopa/shared/boards/link.ts'
import { readQuickTask } from '@kopa/shared/boards/quick-add.ts'
import { expect, test } from 'vitest'
import * as Y from 'yjs'
import { type Random, randomForTest } from '../../tests/support/random.ts'
import type { ActWords } from './act-words.ts'
import { isBelow, siblingsOf } from './arrange.ts'
import { makeBoardActs } from './board-acts.ts'
import { endOfPlan } from './outline-acts.ts'
import { BoardStore } from './board-store.ts'
import { cellKey } from './board-ui.ts'

/** Every act is named after what it is. */
const words = new Proxy({}, { get: (_, name) => (name === 'filled' ? 'filled' : () => String(name)) }) as unknown as ActWords

function board() {
  const doc = new Y.Doc()
  for (const [at, id] of ['todo', 'doing', 'done'].entries()) addColumn(doc, { id, title: id, order: `A${at + 1}`, stage: id === 'done' ? 'done' : 'open', limit: null })
  const store = new BoardStore(doc)
  const acts = makeBoardActs(store, 'ana', words)
  const typed = (text: string) => readQuickTask(text, { people: [], companies: [], labels: store.labels(), now: 0, timeZone: 'UTC', ignored: new Set() })
  const add = (...titles: string[]) => acts.add({ tasks: titles.map(typed), column: 'todo', after: store.cards('todo').at(-1) ?? null })
  const titles = (column: string) => store.cards(column).map(id => store.task(id)?.title)
  return { doc, store, acts, typed, add, titles }
}
const cell = (column: string) => cellKey({ column, lane: '' })

test('several cards are moved in the order in which they lay, as one act that undo takes back by its name', () => {
  const { store, acts, add, titles } = board()
  const [a, b, c, d] = add('a', 'b', 'c', 'd') as [string, string, string, string]
  acts.move([d], { cell: cell('doing'), after: null })
  expect(acts.move([c, a], { cell: cell('doing'), after: d })).toBe('isIn isOver')
  expect([titles('todo'), titles('doing')]).toEqual([['b'], ['d', 'a', 'c']])
  // Who only arranges cards in a column has not gone over its limit.
  expect(acts.move([c], { cell: cell('doing'), after: d })).toBe('isIn')
  store.undo.undo()
  acts.remove([b])
  expect([store.undo.undo(), store.undo.undo(), store.undo.redo(), store.undo.undo()]).toEqual(['removed', 'moved', 'moved', 'moved'])
  expect([titles('todo'), titles('doing')]).toEqual([['a', 'b', 'c'], ['d']])
})

test('a row that is written below the plan is what its words say, on the level of the last one, and a day long where they say nothing', () => {
  const { store, acts, typed, add } = board()
  const [parent = '', child = ''] = add('Phase', 'Step')
  acts.moveBelow([child], parent)
  const rows = acts.add({ tasks: [typed('Order chairs 5 Jan 3d #office'), typed('Call')], ...endOfPlan(store), isPlanned: true })
  expect(siblingsOf(store, parent).map(({ id }) => id)).toEqual([child, ...rows])
  expect(rows.map(id => store.task(id))).toMatchObject([
    { title: 'Order chairs', plan: { constraint: 'SNET', constraintAt: '1970-01-05T08:00', duration: 1440 }, deadline: { day: '1970-01-07' }, labels: [store.labels()[0]?.id] }, { title: 'Call', plan: { duration: 480 } },
  ])
})

test('hours that were typed are planned as they are: work where they are worked, else by hand', () => {
  const { store, add } = board()
  const [worked = '', late = ''] = add('Review 5 Jan 9:00-10:30', 'Party 5 Jan 19:00-23:00')
  const [one, other] = [store.task(worked), store.task(late)]
  expect(one).toMatchObject({ title: 'Review', deadline: { instant: '1970-01-05T10:30:00.000Z' }, plan: { mode: 'auto', constraint: 'SNET', constraintAt: '1970-01-05T09:00', duration: 90 } })
  expect(other).toMatchObject({ title: 'Party', deadline: { instant: '1970-01-05T23:00:00.000Z' }, plan: { mode: 'manual', start: '1970-01-05T19:00', finish: '1970-01-05T23:00' } })
})

test('a range that was typed is planned over the working hours of its days, and what comes again does so', () => {
  const { store, add } = board()
  // Monday to Wednesday, 5 to 7 January 1970; then a weekend, on which nobody works.
  const [dig, rest, review] = add('Dig 5-7 Jan', 'Rest 10-11 Jan', 'Review every Monday') as [string, string, string]
  expect(store.task(dig)).toMatchObject({ title: 'Dig', deadline: { day: '1970-01-07' }, plan: { mode: 'auto', constraint: 'SNET', constraintAt: '1970-01-05T08:00', duration: 3 * 480 } })
  expect(store.task(rest)?.plan).toMatchObject({ mode: 'manual', start: '1970-01-10T08:00', finish: '1970-01-11T17:00' })
  expect(store.task(review)).toMatchObject({ title: 'Review', deadline: { day: '1970-01-05' }, repeat: { every: 1, unit: 'week', weekdays: [1] }, plan: null })
})

test('a length that was typed is planned from the day that was named, or from today on, and is due when it is over', () => {
  const { store, add } = board()
  // The first of January 1970 is a Thursday.
  const [draft, workshop, call, by] = add('Draft 3d', 'Workshop Friday for 2 days', 'Call tomorrow 16:00 2h', 'Check by Friday 4h') as [string, string, string, string]
  expect(store.task(draft)).toMatchObject({ title: 'Draft', deadline: null, plan: { mode: 'auto', constraint: 'SNET', constraintAt: expect.stringMatching(/T08:00$/), duration: 1440 } })
  // Friday and Monday.
  expect(store.task(workshop)).toMatchObject({ title: 'Workshop', deadline: { day: '1970-01-05' }, plan: { constraint: 'SNET', constraintAt: '1970-01-02T08:00', duration: 960 } })
  expect(store.task(call)).toMatchObject({ deadline: { instant: '1970-01-05T09:00:00.000Z' }, plan: { constraintAt: '1970-01-02T16:00', duration: 120 } })
  expect(store.task(by)).toMatchObject({ deadline: { day: '1970-01-02' }, plan: { constraint: 'SNET', duration: 240 } })
})

test('a copy stands right behind, with copies of what lies below and of the links between; nothing of it is done, and one undo takes all away', () => {
  const { store, acts, add, titles } = board()
  const [a, b, c, d] = add('a #law', 'b', 'c', 'd') as [string, string, string, string]
  for (const below of [b, c]) acts.moveBelow([below], a)
  for (const [id, from, to] of [['l1', b, c], ['l2', c, d]] as const) putLink(store.doc, { id, from, to, type: 'SS', lag: { kind: 'working', amount: 60 }, created: 1 })
  acts.addItems(b, ['one'])
  const [item] = store.task(b)?.checklist ?? []
  if (item) acts.changeItem(b, { ...item, isDone: true })
  acts.setProgress(a, 40)
  acts.setPage(a, 'page')
  acts.addFile(a, { id: 'f', name: 'a.pdf', type: 'application/pdf', size: 1, userId: 'ana', at: 1 })
  const { made: [copy = '', ...more], copies } = acts.duplicate([a, c])
  expect([more, titles('todo')]).toEqual([[], ['a', 'copyOf', 'b', 'b', 'c', 'c', 'd']])
  expect(store.task(copy)).toMatchObject({ labels: store.task(a)?.labels, progress: { percent: 0 }, pageId: null, files: store.task(a)?.files, parent: null, made: { userId: 'ana' } })
  const [first = '', second = ''] = store.subtasks(copy)
  expect([...copies]).toEqual([[a, copy], [b, first], [c, second]])
  expect([store.task(first)?.title, store.task(second)?.title, store.task(first)?.checklist.map(({ text, isDone }) => [text, isDone])]).toEqual(['b', 'c', [['one', false]]])
  expect(store.links().filter(({ id }) => id !== 'l1' && id !== 'l2').map(({ from, to, type, lag }) => [from, to, type, lag.amount])).toEqual([[first, second, 'SS', 60]])
  store.undo.undo()
  expect([titles('todo'), store.links().length]).toEqual([['a', 'b', 'c', 'd'], 2])
})

test('a card holds since when it stands in its column, and keeps it when it or others are arranged there; undo brings the times back', () => {
  const { store, acts, add } = board()
  const before = Date.now()
  const [a] = add('a', 'b') as [string]
  const flow = () => store.task(a)?.flow
  expect([flow()?.since ?? 0, flow()?.begun, flow()?.done]).toEqual([expect.toSatisfy(at => at >= before && at <= Date.now()), null, null])
  const made = flow()
  acts.move([a], { cell: cell('todo'), after: store.cards('todo')[1] ?? null })
  expect(flow()).toEqual(made)
  acts.move([a], { cell: cell('done'), after: null })
  expect([flow()?.begun, flow()?.done]).toEqual([flow()?.since, flow()?.since])
  store.undo.undo()
  expect(flow()).toEqual(made)
})

test('cards stay where they were put, however many are put into one place', () => {
  const random: Random = randomForTest()
  const { store, acts, add } = board()
  let wanted = add(...Array.from({ length: 30 }, (_, n) => `t${n}`))
  for (let n = 0; n < 400; n++) {
    const moved = wanted.filter(() => random.chance(0.1))
    const rest = wanted.filter(id => !moved.includes(id))
    const after = random.chance(0.3) ? null : random.pick(rest)
    acts.move(moved, { cell: cell('todo'), after })
    wanted = rest.toSpliced(after === null ? 0 : rest.indexOf(after) + 1, 0, ...moved)
    expect(store.cards('todo'), `seed ${random.seed}`).toEqual(wanted)
  }
})

test('a new label is made once, whatever the number of tasks that name it; a choice that all have is taken away, else given to all', () => {
  const { store, acts, add } = board()
  const ids = add('a #legal', 'b #legal', 'c')
  const [label] = store.labels()
  expect(store.labels().map(({ name }) => name)).toEqual(['legal'])
  const carriers = () => ids.filter(id => store.task(id)?.labels.includes(label?.id ?? '')).length
  acts.toggleLabel(ids, label?.id ?? '')
  expect(carriers()).toBe(3)
  acts.toggleLabel(ids, label?.id ?? '')
  expect(carriers()).toBe(0)
})

test('subtasks are counted below their parent as they come to be done, and none stands below itself', () => {
  const { store, acts, add } = board()
  const [parent, one, two] = add('parent', 'one', 'two') as [string, string, string]
  acts.moveBelow([one, two], parent)
  acts.moveBelow([parent], one)
  expect(isBelow(store, parent, one)).toBe(false)
  let told = 0
  const stop = store.watch(`task ${parent}`)(() => told++)
  acts.move([two], { cell: cell('done'), after: null })
  expect([store.subtaskCount(parent), told]).toEqual([{ done: 1, all: 2 }, 1])
  stop()
  acts.remove([one])
  expect(store.subtaskCount(parent)).toEqual({ done: 1, all: 1 })
})

test('what is added or put below another at once stands there in its order, behind what was there', () => {
  const { store, acts, add } = board()
  const titles = (parent: string | null) => siblingsOf(store, parent).map(({ title }) => title)
  const lines = Array.from({ length: 12 }, (_, at) => `line ${at}`)
  const ids = [...add('first'), ...add(...lines)]
  expect(titles(null)).toEqual(['first', ...lines])
  acts.moveBelow(ids.slice(2), ids[0] ?? '')
  acts.moveBelow(ids.slice(1, 2), ids[0] ?? '')
  expect(titles(ids[0] ?? '')).toEqual([...lines.slice(1), 'line 0'])
})

test('what is dragged or pasted into the lane of a parent stands below it in its order', () => {
  const { store, acts, typed, add } = board()
  const lines = Array.from({ length: 12 }, (_, at) => `line ${at}`)
  const [parent = '', ...ids] = [...add('parent'), ...add(...lines)]
  const lane = { grouping: 'parent', from: '' } as const
  acts.move([parent, ...ids], { cell: cellKey({ column: 'todo', lane: parent }), after: null }, lane)
  acts.add({ tasks: lines.map(line => ({ ...typed(line), title: `new ${line}` })), column: 'doing', after: null, lane: { ...lane, to: parent } })
  expect(siblingsOf(store, parent).map(({ title }) => title)).toEqual([...lines, ...lines.map(line => `new ${line}`)])
  expect(store.task(parent)?.parent).toBeNull()
})

test('what has lost its parent stands at the top level: whatever is added there comes behind it', () => {
  const { store, acts, add } = board()
  const [parent = '', ...below] = add('parent', 'one', 'two', 'three')
  acts.moveBelow(below, parent)
  acts.remove([parent])
  add('last')
  expect(siblingsOf(store, null).map(({ title }) => title)).toEqual(['one', 'two', 'three', 'last'])
})

test('letters of one title are one act; a pause or another task begins a new one', () => {
  const { store, acts, add } = board()
  const [a, b] = add('a', 'b') as [string, string]
  acts.rename(a, 'Co')
  acts.rename(a, 'Contract')
  acts.rename(b, 'Budget')
  store.undo.undo()
  expect([store.task(a)?.title, store.task(b)?.title]).toEqual(['Contract', 'b'])
  store.undo.undo()
  expect(store.task(a)?.title).toBe('a')
})

test('a task that comes again leaves its successor behind when it is done, in one act; once', () => {
  const { store, acts, add, titles } = board()
  const [weekly = '', other = ''] = add('Report', 'Other')
  acts.setRepeat([weekly], { every: 1, unit: 'week', weekdays: [] })
  expect(acts.move([weekly, other], { cell: cell('done'), after: null })).toContain('followed')
  expect([titles('todo'), titles('done')]).toEqual([['Report'], ['Report', 'Other']])
  expect(store.task(store.cards('todo')[0] ?? '')).toMatchObject({ repeat: { every: 1, unit: 'week' }, deadline: { day: expect.any(String) } })
  expect(store.undo.undo()).toBe('moved')
  expect([titles('todo'), titles('done')]).toEqual([['Report', 'Other'], []])
  acts.move([weekly], { cell: cell('done'), after: null })
  acts.move([weekly], { cell: cell('doing'), after: null })
  acts.move([weekly], { cell: cell('done'), after: null })
  expect([titles('todo'), titles('done')]).toEqual([['Other', 'Report'], ['Report']])
})
