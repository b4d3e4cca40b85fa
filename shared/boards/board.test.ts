import { describe, expect, test } from 'vitest'
import * as Y from 'yjs'
import { canonicalJson } from '../canonical-json.ts'
import { fillBoard, readWholeBoard, revertBoard } from './board-content.ts'
import { calendarsOf } from './board-calendar.ts'
import { addDaysOff, calendarOfCompany } from './working-days.ts'
import { projectBoard } from './board-projection.ts'
import { addColumn, changeColumn, columnsOf, removeColumn } from './column.ts'
import { linksOf, putLink, removeLink } from './link.ts'
import { addTask, assignTask, moveTask, placeTask, planTask, removeTask, renameTask, restoreTask, setCompany, setDeadline, setPriority, setValue } from './task-verbs.ts'
import { cardsByColumn, findTask, liveTasksOf, tasksOf } from './tasks.ts'
import type { Intentions } from './task.ts'

const act = { userId: 'ana', at: 1_000 }
const plan: Intentions = { mode: 'auto', duration: 960, isElapsed: false, constraint: 'SNET', constraintAt: '2026-03-02T08:00', start: null, finish: null, calendar: null, ignoresPeople: false, delay: 0 }

function board(): Y.Doc {
  const doc = new Y.Doc()
  addColumn(doc, { id: 'todo', title: 'To do', order: 'A', stage: 'open', limit: null })
  addColumn(doc, { id: 'done', title: 'Done', order: 'B', stage: 'done', limit: 3 })
  addTask(doc, { id: 'draft', title: 'Draft contract', column: 'todo', order: 'A', rank: 'A', plan, companyId: 'alder', labels: ['legal'] }, act)
  addTask(doc, { id: 'sign', title: 'Sign', column: 'todo', order: 'B', rank: 'A', parent: 'draft' }, act)
  return doc
}

/** Two people with the same board, who do something without hearing of each other, and then hear. */
function apart(one: (doc: Y.Doc) => void, other: (doc: Y.Doc) => void): [Y.Doc, Y.Doc] {
  const ana = board()
  const bo = new Y.Doc()
  Y.applyUpdate(bo, Y.encodeStateAsUpdate(ana))
  one(ana)
  other(bo)
  const [fromAna, fromBo] = [Y.encodeStateAsUpdate(ana), Y.encodeStateAsUpdate(bo)]
  Y.applyUpdate(ana, fromBo)
  Y.applyUpdate(bo, fromAna)
  expect(readWholeBoard(ana)).toEqual(readWholeBoard(bo))
  return [ana, bo]
}

const titlesIn = (doc: Y.Doc): Record<string, string[]> =>
  Object.fromEntries([...cardsByColumn(liveTasksOf(doc).values(), columnsOf(doc))].map(([column, cards]) => [column, cards.map(({ title }) => title)]))

describe('a board', () => {
  test('is read as it was written', () => {
    const doc = board()
    assignTask(doc, 'sign', { userId: 'bo', units: 50, work: null })
    setDeadline(doc, 'sign', { instant: '2026-03-05T14:00:00Z' })
    setPriority(doc, 'sign', 'high')
    const sign = tasksOf(doc).get('sign')
    expect(sign).toMatchObject({ title: 'Sign', column: 'todo', parent: 'draft', assignees: [{ userId: 'bo', units: 50, work: null }], deadline: { instant: '2026-03-05T14:00:00Z' }, priority: 'high', plan: null, made: act })
    expect(tasksOf(doc).get('draft')).toMatchObject({ plan, companyId: 'alder', labels: ['legal'], parent: null })
    expect(projectBoard(doc).tasks).toHaveLength(2)
  })

  test('one moves a card while another renames it, a third plans it: all three count', () => {
    const [doc] = apart(ana => { moveTask(ana, 'draft', 'done', 'A'); planTask(ana, 'draft', { ...plan, duration: 480 }) }, bo => renameTask(bo, 'draft', 'Draft the contract'))
    expect(titlesIn(doc)).toEqual({ todo: ['Sign'], done: ['Draft the contract'] })
    expect(tasksOf(doc).get('draft')?.plan?.duration).toBe(480)
  })

  test('two move the same card at once: it stands in one column, once', () => {
    const [doc] = apart(ana => moveTask(ana, 'draft', 'done', 'A'), bo => moveTask(bo, 'draft', 'todo', 'Z'))
    expect(Object.values(titlesIn(doc)).flat().toSorted()).toEqual(['Draft contract', 'Sign'])
  })

  test('a column is removed while a card moves into it: the card stands in the first column', () => {
    const [doc] = apart(ana => removeColumn(ana, 'done'), bo => moveTask(bo, 'draft', 'done', 'A'))
    expect(titlesIn(doc)['todo']?.toSorted()).toEqual(['Draft contract', 'Sign'])
  })

  test('a task is removed while another writes in it: it stays removed, and comes back with what they wrote', () => {
    const [doc] = apart(ana => removeTask(ana, 'sign', act), bo => renameTask(bo, 'sign', 'Sign both copies'))
    expect(liveTasksOf(doc).has('sign')).toBe(false)
    restoreTask(doc, 'sign')
    expect(liveTasksOf(doc).get('sign')?.title).toBe('Sign both copies')
  })

  test('two people are given to a task at once: both are on it', () => {
    const [doc] = apart(ana => assignTask(ana, 'draft', { userId: 'ana', units: 100, work: null }), bo => assignTask(bo, 'draft', { userId: 'bo', units: 100, work: null }))
    expect(tasksOf(doc).get('draft')?.assignees.map(({ userId }) => userId)).toEqual(['ana', 'bo'])
  })

  test('a verb about what is gone does nothing', () => {
    const doc = board()
    const before = readWholeBoard(doc)
    renameTask(doc, 'nothing', 'x')
    changeColumn(doc, 'nothing', { title: 'x' })
    placeTask(doc, 'nothing', null, 'A')
    removeLink(doc, 'nothing')
    expect(readWholeBoard(doc)).toEqual(before)
  })

  test('links are read in the order in which they were made', () => {
    const doc = board()
    putLink(doc, { id: 'b', from: 'draft', to: 'sign', type: 'SS', lag: { kind: 'percent', amount: 50 }, created: 2 })
    putLink(doc, { id: 'a', from: 'sign', to: 'draft', type: 'FS', lag: { kind: 'working', amount: 0 }, created: 2 })
    putLink(doc, { id: 'c', from: 'sign', to: 'draft', type: 'FS', lag: { kind: 'working', amount: -60 }, created: 1 })
    expect(linksOf(doc).map(({ id }) => id)).toEqual(['c', 'a', 'b'])
    expect(linksOf(doc)[2]).toMatchObject({ type: 'SS', lag: { kind: 'percent', amount: 50 } })
  })
})

describe('what a hostile client writes into a board', () => {
  const nonsense = [null, undefined, Number.NaN, Infinity, -1, 1e308, '', 'x'.repeat(100_000), true, [], [[]], {}, { day: '2026-02-31' }, { instant: 'now' }, { duration: 'long', constraint: 'SNET', constraintAt: '9999-99-99T99:99' }, new Uint8Array(4), 12n] as const
  const keys = ['title', 'board', 'outline', 'plan', 'deadline', 'company', 'priority', 'progress', 'effort', 'repeat', 'page', 'made', 'removed', 'person:x', 'label:x', 'check:x', 'field:x', '__proto__', 'constructor']

  test('is read as something sensible, can be hashed, and stops nobody', () => {
    for (const key of keys) {
      for (const value of nonsense) {
        const doc = board()
        doc.getMap<Y.Map<unknown>>('tasks').get('draft')?.set(key, value)
        doc.getMap('columns').set('odd', value)
        doc.getMap('links').set('odd', value)
        doc.getMap('settings').set('title', value)
        expect(projectBoard(doc).tasks.length, key).toBeGreaterThan(0)
        expect(() => canonicalJson(readWholeBoard(doc)), key).not.toThrow()
        expect(titlesIn(doc)['todo']).toContain('Sign')
      }
    }
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined()
  })

  test('a task whose place is taken by something else is passed over', () => {
    const doc = board()
    for (const value of ['text', 1, new Y.Array(), new Y.Text('text')]) doc.getMap('tasks').set('draft', value)
    expect([...tasksOf(doc).keys()]).toEqual(['sign'])
    renameTask(doc, 'draft', 'x')
    expect(readWholeBoard(doc).tasks).toEqual({ sign: expect.anything() })
  })
})

describe('what a board said earlier', () => {
  test('can be written into an empty one', () => {
    const before = readWholeBoard(board())
    const doc = new Y.Doc()
    fillBoard(doc, before)
    expect(readWholeBoard(doc)).toEqual(before)
  })

  test('comes back with few words, and what others do at the same time stays', () => {
    const before = readWholeBoard(board())
    const [doc] = apart(
      ana => {
        renameTask(ana, 'draft', 'Something else')
        removeTask(ana, 'sign', act)
        setValue(ana, 'draft', 'cost', 12)
        const size = Y.encodeStateAsUpdate(ana).length
        revertBoard(ana, before)
        expect(readWholeBoard(ana)).toEqual(before)
        expect(Y.encodeStateAsUpdate(ana).length - size).toBeLessThan(120)
      },
      bo => moveTask(bo, 'sign', 'done', 'A'),
    )
    expect(titlesIn(doc)).toEqual({ todo: ['Draft contract'], done: ['Sign'] })
  })
  test('leaves tasks of partners and their links as they are, tells which, and gives none of the own away', () => {
    const doc = board()
    const company = (id: string) => tasksOf(doc).get(id)?.companyId
    const link = (id: string, from: string, to: string) => putLink(doc, { id, from, to, type: 'FS', lag: { kind: 'working', amount: 0 }, created: 1 })
    addTask(doc, { id: 'pilot', title: 'Pilot', column: 'todo', order: 'C', rank: 'C', companyId: 'birch' }, act)
    addTask(doc, { id: 'same', title: 'Same', column: 'todo', order: 'D', rank: 'D', companyId: 'birch' }, act)
    addTask(doc, { id: 'gift', title: 'Gift', column: 'todo', order: 'E', rank: 'E', companyId: 'birch' }, act)
    addTask(doc, { id: 'let go', title: 'Let go', column: 'todo', order: 'H', rank: 'H', companyId: 'birch' }, act)
    link('gone', 'draft', 'pilot')
    const before = readWholeBoard(doc)
    renameTask(doc, 'draft', 'Something else')
    renameTask(doc, 'pilot', 'Pilot in May')
    setCompany(doc, 'gift', 'alder')
    renameTask(doc, 'gift', 'Ours now')
    setCompany(doc, 'let go', null)
    removeLink(doc, 'gone')
    link('theirs', 'pilot', 'same')
    link('ours', 'draft', 'sign')
    addTask(doc, { id: 'new', title: 'New of theirs', column: 'todo', order: 'F', rank: 'F', companyId: 'birch' }, act)
    addTask(doc, { id: 'late', title: 'New of ours', column: 'todo', order: 'G', rank: 'G', companyId: 'alder' }, act)
    expect(revertBoard(doc, before, ['birch']).toSorted()).toEqual(['new', 'pilot'])
    expect([...tasksOf(doc).values()].map(({ title }) => title).toSorted()).toEqual(['Draft contract', 'Gift', 'Let go', 'New of theirs', 'Pilot in May', 'Same', 'Sign'])
    expect([company('gift'), company('let go'), company('pilot'), linksOf(doc).map(({ id }) => id)]).toEqual(['alder', null, 'birch', ['theirs']])
    expect(revertBoard(doc, before)).toEqual([])
    expect(readWholeBoard(doc)).toEqual(before)
  })

  test('keeps the working days of partners, and remembers whose a task was that is nobody\'s again', () => {
    const doc = new Y.Doc()
    const act = { userId: 'ana', at: 1 }
    addTask(doc, { id: 'draft', title: 'Draft', column: 'todo', order: 'A', rank: 'A' }, act)
    for (const company of ['alder', 'birch']) addDaysOff(doc, company, { title: 'Christmas', from: '2026-12-24', to: '2026-12-24' })
    const before = readWholeBoard(doc)
    setCompany(doc, 'draft', 'alder')
    for (const company of ['alder', 'birch', 'cedar']) addDaysOff(doc, company, { title: 'Between the years', from: '2026-12-28', to: '2026-12-31' })
    revertBoard(doc, before, ['birch', 'cedar'])
    const daysOff = (company: string) => calendarOfCompany(calendarsOf(doc), company)?.exceptions.length ?? 0
    expect([daysOff('alder'), daysOff('birch'), daysOff('cedar')]).toEqual([1, 2, 1])
    expect(findTask(doc, 'draft')).toMatchObject({ companyId: null, letGoBy: 'alder' })
    setCompany(doc, 'draft', 'alder')
    setCompany(doc, 'draft', null)
    revertBoard(doc, before, ['birch', 'cedar'])
    expect(findTask(doc, 'draft')).toMatchObject({ companyId: null, letGoBy: 'alder' })
  })
})
