import { addColumn } from '@kopa/shared/boards/column.ts'
import { type BoardField, fieldKinds, type FieldKind } from '@kopa/shared/boards/field.ts'
import { type FieldValue, valueOf } from '@kopa/shared/boards/field-values.ts'
import { formulaFault, Formulas } from '@kopa/shared/boards/formula.ts'
import { addTask } from '@kopa/shared/boards/task-verbs.ts'
import type { SavedView } from '@kopa/shared/boards/view.ts'
import { expect, test } from 'vitest'
import * as Y from 'yjs'
import { newId } from './arrange.ts'
import type { ActWords } from './act-words.ts'
import { makeBoardActs } from './board-acts.ts'
import { BoardStore } from './board-store.ts'
import { cellKey } from './board-ui.ts'
import type { FieldDraft } from './field-acts.ts'
import { Sandbox } from './sandbox.ts'
import { columnsIn, fieldColumnId, firstLayout } from './table-columns.ts'
import { type CellReading, readCell } from './table-write.ts'
import { layoutForAll, namesSecret, secretsOf } from './view-secrets.ts'

const by = { userId: 'ana', at: 1 }
const words = new Proxy({}, { get: (_, name) => () => String(name) }) as unknown as ActWords
const shared = newId()

/** A board with one shared task, and Alder's side of it with one of its own; the partner reads the board alone. */
function world() {
  const [doc, side] = [new Y.Doc(), new Y.Doc()]
  for (const [at, id] of ['todo', 'done'].entries()) addColumn(doc, { id, title: id, order: `A${at + 1}`, stage: at === 1 ? 'done' : 'open', limit: null })
  addTask(doc, { id: shared, title: 'Shared', column: 'todo', order: 'A2', rank: 'A2' }, by)
  addTask(side, { id: 'own', title: 'Own', column: 'todo', order: 'A1', rank: 'A1' }, by)
  const store = new BoardStore(doc)
  store.setSide(side)
  const acts = makeBoardActs(store, 'ana', words)
  const partner = new BoardStore(doc)
  const field = (id: string): BoardField => store.fields().find(one => one.id === id) ?? never()
  const make = (kind: FieldKind, more: Partial<FieldDraft> = {}): BoardField => field(acts.addField({ name: `Our ${kind}`, kind, currency: 'EUR', formula: '', isPrivate: true, options: kind === 'select' || kind === 'multiSelect' ? [{ id: 'o', name: 'Option', color: 0 }] : [], ...more }))
  const says = (id: string, one: BoardField): FieldValue => { const task = store.task(id); return task ? valueOf(field(one.id), task) : null }
  return { doc, side, store, acts, partner, make, field, says }
}
const never = (): never => { throw new Error('there is no such field') }
const bytes = (doc: Y.Doc): Uint8Array => Y.encodeStateAsUpdate(doc)

const values: Record<Exclude<FieldKind, 'formula'>, FieldValue> = {
  text: 'Takeover', number: 7, money: { amount: 990, currency: 'EUR' }, date: '2026-03-02', person: 'ana', company: 'alder', select: 'o', multiSelect: ['o'], checkbox: true, link: 'https://alder.example',
}

test.each(fieldKinds.filter(kind => kind !== 'formula'))('what a company keeps for itself in a field (%s) leaves no byte in the board, whatever is done to it and whosever the task is', kind => {
  const { doc, store, acts, partner, make, field, says } = world()
  const before = bytes(doc)
  const { id } = make(kind)
  for (const task of [shared, 'own']) {
    acts.setFieldValue([task], field(id), values[kind])
    expect(says(task, field(id)), task).toEqual(values[kind])
  }
  if (kind === 'multiSelect') acts.toggleFieldOption([shared, 'own'], field(id), 'o', { isChosen: false })
  if (kind === 'select' || kind === 'multiSelect') acts.addFieldOption([shared, 'own'], field(id), 'Only we know')
  acts.changeField(field(id), { ...field(id), name: 'Renamed', options: [] })
  const column = columnsIn(firstLayout, store.fields()).find(one => one.id === fieldColumnId(id)) ?? never()
  const reading = { board: store, decimal: '.', isMonthFirst: false, people: [], companies: [] } as unknown as CellReading
  for (const one of [shared, 'own']) { const [write, task] = [readCell(column, '', reading), store.task(one)]; if (write && task) store.act(() => write(store.docOf(one), task)) }
  expect([bytes(doc), partner.fields(), [...partner.task(shared)?.values ?? []]]).toEqual([before, [], []])
  acts.removeField(field(id))
  while (store.undo.undo() !== null);
  while (store.undo.redo() !== null);
  expect([bytes(doc), store.fields()]).toEqual([before, []])
})

test('its value is undone and done again, is gone with the side, and is told to whoever watches the task', () => {
  const { store, side, acts, make, says } = world()
  const margin = make('number')
  const told: string[] = []
  store.watch(`task ${shared}`)(() => told.push('task'))
  acts.setFieldValue([shared], margin, 30)
  expect([says(shared, margin), told]).toEqual([30, ['task']])
  store.undo.undo()
  expect(says(shared, margin)).toBe(null)
  store.undo.redo()
  expect(says(shared, margin)).toBe(30)
  store.setSide(null)
  expect([store.fields(), [...store.task(shared)?.values ?? []]]).toEqual([[], []])
  acts.setFieldValue([shared], margin, 31)
  acts.removeField(margin)
  acts.addField({ name: 'Late', kind: 'text', currency: 'EUR', formula: '', isPrivate: true, options: [] })
  store.setSide(side)
  expect([says(shared, margin), store.fields().map(({ name, isPrivate }) => [name, isPrivate])]).toEqual([30, [['Our number', true]]])
})

test('a formula of the board reads no private field, by its name or its id, and says the same to both; a private one reads everything', () => {
  const { store, acts, partner, make } = world()
  const margin = make('number', { name: 'Margin' })
  const cost = make('number', { name: 'Cost', isPrivate: false })
  const formula = (text: string, isPrivate: boolean): string => acts.addField({ name: text, kind: 'formula', currency: 'EUR', formula: text, isPrivate, options: [] })
  const [byId, byName, lazy, own] = [formula(`{${margin.id}} + 1`, false), formula('Margin + 1', false), formula(`if({${cost.id}} > 1, 5, {${margin.id}})`, false), formula(`{${margin.id}} * {${cost.id}}`, true)]
  acts.setFieldValue([shared], margin, 3)
  acts.setFieldValue([shared], cost, 10)
  const results = (board: BoardStore) => {
    const formulas = new Formulas({ fields: board.fields(), task: board.task, subtasks: board.subtasks, dates: () => undefined, dueDay: () => null, nameOf: () => '', today: '2026-03-02' })
    return [byId, byName, lazy].map(id => { const result = formulas.value(shared, id); return 'fault' in result ? result.fault : result.value })
  }
  expect(results(store)).toEqual(results(partner))
  expect(results(store)).toEqual(['fieldGone', 'unknownName', 5])
  const all = new Formulas({ fields: store.fields(), task: store.task, subtasks: store.subtasks, dates: () => undefined, dueDay: () => null, nameOf: () => '', today: '2026-03-02' })
  expect(all.value(shared, own)).toEqual({ value: 30 })
  expect(formulaFault('Margin + Other', [cost], [margin])).toEqual({ fault: 'privateName', what: 'Margin' })
})

test('a private task that is shown to everybody takes what it says in private fields along for the own company only, also in one that was removed', () => {
  const { doc, store, acts, make, says } = world()
  const [margin, gone] = [make('text', { name: 'Margin' }), make('text', { name: 'Gone' })]
  acts.setFieldValue(['own'], margin, 'Our price limit')
  acts.setFieldValue(['own'], gone, 'Nobody knows')
  acts.removeField(gone)
  const [shown = ''] = acts.share(['own'])
  expect([store.isPrivate(shown), says(shown, margin)]).toEqual([false, 'Our price limit'])
  expect(new TextDecoder().decode(bytes(doc))).not.toMatch(new RegExp(`Our price limit|Nobody knows|${margin.id}|${gone.id}`))
})

test('the next one of a task that comes again says the same, once', () => {
  const { store, acts, make, says } = world()
  const margin = make('multiSelect')
  acts.setRepeat([shared], { every: 1, unit: 'week', weekdays: [] })
  acts.setFieldValue([shared], margin, ['o'])
  acts.move([shared], { cell: cellKey({ column: 'done', lane: '' }), after: null })
  const next = [...store.tasks().keys()].find(id => id !== shared && id !== 'own') ?? ''
  expect(says(next, margin)).toEqual(['o'])
  acts.setFieldValue([next], margin, [])
  acts.move([shared], { cell: cellKey({ column: 'todo', lane: '' }), after: null })
  acts.move([shared], { cell: cellKey({ column: 'done', lane: '' }), after: null })
  expect(says(next, margin)).toBe(null)
})

test('what is tried out in a sandbox is applied into the side', () => {
  const { doc, store, acts, make, says } = world()
  const margin = make('number')
  const before = bytes(doc)
  const sandbox = new Sandbox(store)
  makeBoardActs(sandbox.board, 'ana', words).setFieldValue([shared], margin, 12)
  expect(says(shared, margin)).toBe(null)
  sandbox.apply('tried')
  sandbox.close()
  acts.setPriority(['own'], 'high')
  expect([says(shared, margin), bytes(doc)]).toEqual([12, before])
})

test('a view for everybody names nothing that only one company has; one for the company lies in its side', () => {
  const { doc, store, acts, partner, make } = world()
  const margin = make('select')
  const [label] = [acts.addNewLabel(['own'], { name: 'Takeover', color: 1 }), store.labels()[0]?.id ?? ''].slice(1)
  const secrets = secretsOf(store)
  expect(secrets).toEqual([margin.id, label])
  const searches: SavedView['search'][] = [{ group: `field:${margin.id}` }, { sort: [`-field:${margin.id}`] }, { own: [`${margin.id}:is:o`] }, { label: [String(label)] }, { q: 'Our select' }]
  expect(searches.map(search => namesSecret(search, secrets))).toEqual([true, true, true, true, false])
  const layout = { shown: [{ id: 'title', width: 300 }, { id: fieldColumnId(margin.id), width: 120 }], hidden: [] }
  expect([layoutForAll(layout, secrets), layoutForAll(null, secrets)]).toEqual([{ shown: [{ id: 'title', width: 300 }], hidden: [] }, null])
  const before = bytes(doc)
  const view = { id: 'v', name: 'Our view', search: { group: `field:${margin.id}` }, layout: null, isPrivate: true }
  acts.putView(view)
  expect([store.views(), partner.views(), bytes(doc)]).toEqual([[view], [], before])
  acts.dropView(view)
  expect([store.views(), bytes(doc)]).toEqual([[], before])
})
