import { expect, test } from 'vitest'
import * as Y from 'yjs'
import { type Random, randomForTest } from '../../tests/support/random.ts'
import { findTask } from './tasks.ts'
import { addTask } from './task-verbs.ts'
import { type BoardField, dropField, dropOption, type FieldKind, fieldKinds, fieldsOf, putField, putOption } from './field.ts'
import { type FieldValue, putFieldValue, safeLink, valueOf } from './field-values.ts'
import { readFieldText, readNumber, type TextReading } from './field-text.ts'

const act = { userId: 'ana', at: 1 }
const field = (id: string, kind: FieldKind, more: Partial<BoardField> = {}): BoardField => ({ id, name: id, kind, order: 'A', currency: 'EUR', formula: '', options: [], ...more })

function meet(one: Y.Doc, other: Y.Doc): void {
  const [ofOne, ofOther] = [Y.encodeStateAsUpdate(one), Y.encodeStateAsUpdate(other)]
  Y.applyUpdate(one, ofOther)
  Y.applyUpdate(other, ofOne)
}

/** Two people who have the same board and do not hear of each other until they meet. */
function apart(fill: (doc: Y.Doc) => void): [Y.Doc, Y.Doc] {
  const [ana, bo] = [new Y.Doc(), new Y.Doc()]
  fill(ana)
  meet(ana, bo)
  return [ana, bo]
}

const write = (doc: Y.Doc, of: BoardField, value: FieldValue): void => { const task = findTask(doc, 'one'); if (task) putFieldValue(doc, task, of, value) }
const read = (doc: Y.Doc, id: string): FieldValue => {
  const [task, known] = [findTask(doc, 'one'), fieldsOf(doc).find(one => one.id === id)]
  return task && known ? valueOf(known, task) : null
}

test('two people who each add an option, a field and a choice at the same time keep all of them', () => {
  const [ana, bo] = apart(doc => {
    putField(doc, field('region', 'multiSelect'))
    putOption(doc, 'region', { id: 'lv', name: 'Latvia', color: 1, order: 0 })
    addTask(doc, { id: 'one', title: 'One', column: 'todo', order: 'A', rank: 'A' }, act)
  })
  putOption(ana, 'region', { id: 'ee', name: 'Estonia', color: 2, order: 1 })
  putOption(bo, 'region', { id: 'lt', name: 'Lithuania', color: 3, order: 1 })
  const [ofAna, ofBo] = [ana, bo].map(doc => fieldsOf(doc)[0] ?? field('', 'text')) as [BoardField, BoardField]
  write(ana, ofAna, ['lv', 'ee'])
  write(bo, ofBo, ['lt'])
  putField(ana, field('budget', 'money', { currency: 'USD' }))
  putField(bo, field('code', 'text', { order: 'B' }))
  meet(ana, bo)
  for (const doc of [ana, bo]) {
    expect(fieldsOf(doc).map(({ id }) => id)).toEqual(['budget', 'region', 'code'])
    expect(fieldsOf(doc)[1]?.options.map(({ name }) => name)).toEqual(['Latvia', 'Estonia', 'Lithuania'])
    expect(read(doc, 'region')).toEqual(['lv', 'ee', 'lt'])
  }
})

test('values of different fields that two people write into one task at the same time are both kept; of one field one of the two', () => {
  const [ana, bo] = apart(doc => {
    putField(doc, field('code', 'text'))
    putField(doc, field('cost', 'money'))
    addTask(doc, { id: 'one', title: 'One', column: 'todo', order: 'A', rank: 'A' }, act)
  })
  write(ana, field('code', 'text'), 'A-1')
  write(bo, field('cost', 'money'), { amount: 12_50, currency: 'EUR' })
  meet(ana, bo)
  write(ana, field('cost', 'money'), { amount: 1, currency: 'USD' })
  write(bo, field('cost', 'money'), { amount: 2, currency: 'EUR' })
  meet(ana, bo)
  expect(read(ana, 'code')).toBe('A-1')
  expect([{ amount: 1, currency: 'USD' }, { amount: 2, currency: 'EUR' }]).toContainEqual(read(ana, 'cost'))
  expect(read(bo, 'cost')).toEqual(read(ana, 'cost'))
})

test('a field that one removes while another gives it an option and a value is gone for both, and an undo brings everything back', () => {
  const [ana, bo] = apart(doc => {
    putField(doc, field('size', 'select'))
    putOption(doc, 'size', { id: 's', name: 'Small', color: 0, order: 0 })
    addTask(doc, { id: 'one', title: 'One', column: 'todo', order: 'A', rank: 'A' }, act)
  })
  const undo = new Y.UndoManager(ana.getMap('fields'), { trackedOrigins: new Set(['ana']) })
  ana.transact(() => dropField(ana, 'size'), 'ana')
  putOption(bo, 'size', { id: 'l', name: 'Large', color: 1, order: 1 })
  write(bo, fieldsOf(bo)[0] ?? field('', 'text'), 'l')
  meet(ana, bo)
  expect([fieldsOf(ana), fieldsOf(bo)]).toEqual([[], []])
  undo.undo()
  meet(ana, bo)
  expect([read(ana, 'size'), read(bo, 'size')]).toEqual(['l', 'l'])
  expect(fieldsOf(bo)[0]?.options.map(({ name }) => name)).toEqual(['Small', 'Large'])
})

test('many people who make, fill, change and remove fields in any order end with the same board', () => {
  const random: Random = randomForTest()
  const docs = Array.from({ length: 4 }, () => new Y.Doc())
  docs.forEach((doc, at) => { doc.clientID = at + 1 })
  addTask(docs[0] ?? new Y.Doc(), { id: 'one', title: 'One', column: 'todo', order: 'A', rank: 'A' }, act)
  for (const doc of docs.slice(1)) meet(docs[0] ?? doc, doc)
  for (let step = 0; step < 400; step++) {
    const doc = random.pick(docs)
    const known = fieldsOf(doc)
    const one = known.length > 0 ? random.pick(known) : null
    const acts = [
      () => putField(doc, field(`f${random.below(6)}`, random.pick(fieldKinds), { name: `n${step}` })),
      () => { if (one) putOption(doc, one.id, { id: `o${random.below(4)}`, name: `o${step}`, color: 1, order: step }) },
      () => { if (one) write(doc, one, one.kind === 'multiSelect' ? one.options.map(({ id }) => id).slice(0, 2) : one.kind === 'checkbox' ? true : `v${step}`) },
      () => { if (one && random.chance(0.3)) dropField(doc, one.id) },
      () => { if (one?.options[0]) dropOption(doc, one.id, one.options[0].id) },
      () => meet(doc, random.pick(docs)),
    ]
    random.pick(acts)()
  }
  for (const doc of docs) meet(docs[0] ?? doc, doc)
  for (const doc of docs) meet(docs[0] ?? doc, doc)
  const told = docs.map(doc => JSON.stringify(fieldsOf(doc).map(one => [one, read(doc, one.id)])))
  expect(new Set(told).size).toBe(1)
})

test('whatever another client has written is read as something or as nothing', () => {
  const doc = new Y.Doc()
  const fields = doc.getMap('fields')
  for (const [id, value] of Object.entries({ a: 1, b: { kind: 'spaceship' }, c: { kind: 'select', name: 7, order: {} }, 'c/x': 'no', 'c/y': { name: null, color: 1e9 }, '/z': { name: 'Z' }, d: { kind: 'money', currency: 'euro' } })) fields.set(id, value)
  expect(fieldsOf(doc)).toEqual([
    { id: 'c', name: '', kind: 'select', order: '', currency: 'EUR', formula: '', options: [{ id: 'y', name: '', color: 7, order: 0 }] },
    { id: 'd', name: '', kind: 'money', order: '', currency: 'EUR', formula: '', options: [] },
  ])
  const values = new Map<string, unknown>([['n', 'seven'], ['m', { amount: Infinity }], ['k', { amount: 12.6, currency: 'eur' }], ['d', '2026-02-31'], ['c', 'true'], ['s', 'gone']])
  const told = (id: string, kind: FieldKind): FieldValue => valueOf(field(id, kind), { values })
  expect([told('n', 'number'), told('m', 'money'), told('k', 'money'), told('d', 'date'), told('c', 'checkbox'), told('s', 'select')]).toEqual([null, null, { amount: 13, currency: 'EUR' }, null, false, null])
})

test('numbers are read as the reader writes them', () => {
  expect(['1 234,50', '1,234.5', '1234.5', '-12', '0,5', '1.5', '12%', 'x', '', '1,2,3'].map(text => readNumber(text, '.'))).toEqual([1234.5, 1234.5, 1234.5, -12, 0.5, 1.5, 12, null, null, null])
  expect(['1.234,5', '1 234,5', '1,234', '1.234', '1.234.567'].map(text => readNumber(text, ','))).toEqual([1234.5, 1234.5, 1.234, 1234, 1234567])
  expect(readNumber('1,234', '.')).toBe(1234)
})

test('what is typed into a field is taken for what it can mean, and else refused', () => {
  const reading: TextReading = { decimal: ',', isMonthFirst: false, people: [{ id: 'p1', name: 'Jānis Bērziņš' }], companies: [{ id: 'c1', name: 'Alder' }] }
  const options = [{ id: 'a', name: 'Rīga', color: 0, order: 0 }, { id: 'b', name: 'Ventspils', color: 1, order: 1 }]
  const typed = (kind: FieldKind, text: string): FieldValue | undefined => readFieldText(field('f', kind, { options }), text, reading)
  expect(typed('money', '1 200,5')).toEqual({ amount: 120_050, currency: 'EUR' })
  expect(typed('money', '99 usd')).toEqual({ amount: 9900, currency: 'USD' })
  expect(typed('money', '¥500')).toEqual({ amount: 500, currency: 'JPY' })
  expect([typed('date', '2.3.2026'), typed('date', '2026-03-02'), typed('date', '31.2.2026')]).toEqual(['2026-03-02', '2026-03-02', undefined])
  expect([typed('person', 'janis berzins'), typed('person', 'Nobody'), typed('company', 'alder')]).toEqual(['p1', undefined, 'c1'])
  expect([typed('select', 'riga'), typed('multiSelect', 'Rīga, Ventspils'), typed('multiSelect', 'Rīga, Oslo')]).toEqual(['a', ['a', 'b'], undefined])
  expect([typed('checkbox', 'jā'), typed('checkbox', 'No'), typed('checkbox', ''), typed('checkbox', '?')]).toEqual([true, false, false, undefined])
  expect([typed('number', ''), typed('number', 'abc')]).toEqual([null, undefined])
})

test('a link leads to web and mail addresses only', () => {
  expect(['example.com/a', 'https://example.com/', 'mailto:a@example.com'].map(safeLink)).toEqual(['https://example.com/a', 'https://example.com/', 'mailto:a@example.com'])
  expect(['javascript:alert(1)', 'data:text/html,x', 'no link', 'file:///etc/passwd', 'localhost'].map(safeLink)).toEqual([null, null, null, null, null])
})
