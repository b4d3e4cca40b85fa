import type { BoardField, FieldKind } from '@kopa/shared/boards/field.ts'
import type { Formulas } from '@kopa/shared/boards/formula.ts'
import type { Task } from '@kopa/shared/boards/task.ts'
import { expect, test } from 'vitest'
import { asksField, readBoardSearch } from './board-search.ts'
import { cardTeller } from './card-lines.ts'
import type { Cell } from './table-cells.ts'
import { namesSecret, wordsForAll } from './view-secrets.ts'

const field = (id: string, kind: FieldKind = 'text'): BoardField => ({ id, name: id, kind, order: id, currency: 'EUR', formula: '', options: [] })
const task = (values: Record<string, unknown>): Task => ({ id: 'one', values: new Map(Object.entries(values)) }) as unknown as Task
const text = (cell: Cell): string => ('text' in cell ? cell.text : 'number' in cell ? String(cell.number) : cell.is)
const formulasGiving = (value: number): Formulas => ({ value: () => ({ value }) }) as unknown as Formulas

test('a card tells what its task says in the fields that were asked for, in their order, and leaves out what says nothing', () => {
  const tell = cardTeller([field('region'), field('cost', 'number'), field('inner', 'checkbox'), field('double', 'formula')], text)
  const told = (one: Task, formulas: Formulas | null): string[] => tell(one, formulas).map(line => `${line.field.name}: ${line.text}`)
  expect(told(task({ cost: 0, region: 'Latvia', inner: true, other: 'not asked for' }), null)).toEqual(['region: Latvia', 'cost: 0', 'inner: check'])
  expect(told(task({ region: '', inner: false }), formulasGiving(7))).toEqual(['double: 7'])
})

test('a card is drawn anew only for other words: formulas that were worked out again and give the same are the same lines', () => {
  const one = task({ cost: 3 })
  const tell = cardTeller([field('cost', 'number'), field('double', 'formula')], text)
  const lines = tell(one, formulasGiving(6))
  expect(tell(one, formulasGiving(6))).toBe(lines)
  expect(tell(one, formulasGiving(8)).map(line => line.text)).toEqual(['3', '8'])
  const asked: string[] = []
  const plain = cardTeller([field('cost', 'number')], cell => { asked.push(text(cell)); return text(cell) })
  expect(plain(one, null)).toBe(plain(one, formulasGiving(1)))
  expect(asked).toEqual(['3'])
})

test('formulas are worked out where a filter asks for one or a card shows one, and in no other view', () => {
  expect([asksField({ card: ['double'] }, 'double'), asksField({ card: ['double'], view: 'list' }, 'double'), asksField({ own: ['double:from:3'], view: 'list' }, 'double'), asksField({ card: ['cost'] }, 'double')]).toEqual([true, false, true, false])
})

test('which fields cards show is read from an address as far as it is one, and none of them that only one company has goes into a view for everybody', () => {
  expect([readBoardSearch({ card: ['a', 7, 'b'] }).card, readBoardSearch({ card: 'a' }).card, readBoardSearch({}).card]).toEqual([['a', 'b'], undefined, undefined])
  expect([wordsForAll({ q: 'x', card: ['cost', 'margin'] }, ['margin']), wordsForAll({ card: ['margin'] }, ['margin']), wordsForAll({ card: 'margin' }, ['margin'])]).toEqual([{ q: 'x', card: ['cost'] }, {}, {}])
  expect(namesSecret(wordsForAll({ card: ['margin'], own: ['margin:filled:'] }, ['margin']), ['margin'])).toBe(true)
})
