import { expect, test } from 'vitest'
import type { BoardField, FieldKind } from './field.ts'
import { unknownFlow } from './flow.ts'
import { formulaFault, Formulas, type FormulaResult } from './formula.ts'
import { fieldNamedIn, shownFormula, storedFormula } from './formula-names.ts'
import { parseFormula } from './formula-parse.ts'
import type { Stored } from './board.ts'
import type { Task } from './task.ts'

const field = (id: string, kind: FieldKind, formula = '', name = id): BoardField => ({ id, name, kind, order: 'A', currency: 'EUR', formula, options: [] })
const plain: Task = {
  id: '', title: '', column: '', order: '', parent: null, rank: '', plan: null, deadline: null, companyId: null, letGoBy: null, assignees: [], labels: [], priority: null,
  progress: { percent: 40, start: null, finish: null }, effort: { estimate: 90, spent: 30 }, checklist: [], files: [], values: new Map(), flow: unknownFlow, repeat: null, pageId: null, made: null, removed: null,
}
type Values = Record<string, Stored>

/** A board of tasks `one` (with subtasks `two` and `three`), with these fields and formulas. */
function world(fields: BoardField[], values: Record<string, Values> = {}, children: Record<string, string[]> = { one: ['two', 'three'] }) {
  const task = (id: string): Task => ({ ...plain, id, title: `Task ${id}`, deadline: { day: '2026-03-02' }, values: new Map(Object.entries(values[id] ?? {})) })
  return new Formulas({
    fields, task, subtasks: id => children[id] ?? [], dates: id => (id === 'one' ? { start: '2026-03-02', finish: '2026-03-06' } : undefined),
    dueDay: ({ deadline }) => (deadline && 'day' in deadline ? deadline.day : null), nameOf: (_, id) => `name of ${id}`, today: '2026-03-01',
  })
}
const own: BoardField[] = [field('cost', 'money'), field('price', 'money'), field('n', 'number'), field('when', 'date'), field('word', 'text'), field('yes', 'checkbox'), field('who', 'person')]
const ofOne: Values = { cost: { amount: 12_00, currency: 'EUR' }, price: { amount: 20_00, currency: 'EUR' }, n: 3, when: '2026-03-10', word: 'alpha', yes: true, who: 'p1' }
const run = (formula: string, values: Values = ofOne): unknown => told(world([...own, field('f', 'formula', formula)], { one: values, two: { n: 4, cost: { amount: 50, currency: 'EUR' } }, three: { n: 5 } }).value('one', 'f'))
const told = (result: FormulaResult): unknown => ('fault' in result ? `${result.fault} ${result.what}`.trim() : result.value)

test.each<[string, unknown]>([
  ['1 + 2 * 3', 7],
  ['(1 + 2) * 3 - 4 / 2', 7],
  ['-2 * -3', 6],
  ['2 - 1 - 1', 0],
  ['= n * 2', 6],
  ['[n] + progress', 43],
  ['"a" & n + 1', 'a31'],
  ['"n: " + n', 'n: 3'],
  ['cost + price', { amount: 32_00, currency: 'EUR' }],
  ['cost * 1.5', { amount: 18_00, currency: 'EUR' }],
  ['price / cost * 3', 5],
  ['cost + 1', { amount: 13_00, currency: 'EUR' }],
  ['when + 3', { day: '2026-03-13' }],
  ['when - date(2026, 3, 1)', 9],
  ['when - 10', { day: '2026-02-28' }],
  ['when - today()', 9],
  ['finish - start', 4],
  ['deadline < when', true],
  ['if(n > 2; "many"; "few")', 'many'],
  ['if(n > 2 , if(yes, 1, 2), 3)', 1],
  ['if(n > 5, 1)', null],
  ['and(n = 3, or(false, word = "alpha"))', true],
  ['not(yes)', false],
  ['sum(n)', 9],
  ['sum(cost)', { amount: 50, currency: 'EUR' }],
  ['sum(if(n > 4, 1, 0))', 1],
  ['count() + count(n = 4)', 3],
  ['min(4, n, 9) + max(1, n)', 6],
  ['round(10 / 3, 2)', 3.33],
  ['abs(-4)', 4],
  ['estimate - spent', 1],
  ['title & "!"', 'Task one!'],
  ['who', 'name of p1'],
  ['empty(word)', false],
  ['n <> 3', false],
  // A comma before decimals, where it can be nothing else.
  ['1,5 * 4', 6],
  ['(2,25 + 1) * 4', 13],
  ['round(2,4)', 2],
  ['max(1,5)', 5],
  ['2,5 + max(1,5)', 7.5],
])('%s', (formula, value) => expect(run(formula)).toEqual(value))

test.each<[string, string]>([
  ['1 +', 'endsEarly'],
  ['(1', 'endsEarly'],
  ['1 2', 'unexpected 2'],
  ['1, 5', 'unexpected ,'],
  ['1 ? 2', 'sign ?'],
  ['"open', 'openText'],
  ['[open', 'openName'],
  ['Budgt * 2', 'unknownName Budgt'],
  ['sqrt(4)', 'unknownFunction sqrt'],
  ['if(1)', 'arguments if'],
  ['1 / 0', 'divideByZero'],
  ['word * 2', 'notNumber alpha'],
  ['{gone} + 1', 'fieldGone gone'],
  ['when < 3', 'incomparable 2026-03-10, 3'],
  ['date(2026, 2, 31)', 'notDate 2026-02-31'],
  ['when + 99999999', 'notDate 99999999'],
  ['constructor', 'unknownName constructor'],
  ['constructor(1)', 'unknownFunction constructor'],
])('%s is answered with what is wrong', (formula, fault) => expect(run(formula)).toBe(fault))

test('a formula that is too long or too deep is refused, not tried', () => {
  expect(run('1' + '+1'.repeat(600))).toBe('tooLong')
  expect(run('('.repeat(60) + '1' + ')'.repeat(60))).toBe('tooDeep')
  expect(run('-'.repeat(60) + '1')).toBe('tooDeep')
})

test('nothing written counts as zero beside something in a sum; alone, in a product and a share it stays nothing, and makes no date', () => {
  expect([run('n + 1', {}), run('10 - n', {}), run('when + 1', {}), run('empty(n)', {}), run('"a" & word', {}), run('n > 1', {})]).toEqual([1, 10, { day: '' }, true, 'a', false])
  expect(['n + n', 'cost + price', 'n - n', '-n', 'n * 5', 'cost * n', 'price * 2', '6 / n', 'n / 2', 'cost / price', 'round(n, 2)', 'abs(n)', 'n * 2 + n'].map(formula => run(formula, {}))).toEqual(Array.from({ length: 13 }, () => null))
  expect([run('n * 5', { n: 0 }), run('6 / n', { n: 0 }), run('sum(n)', {}), run('date(n, 1, 2)', {})]).toEqual([0, 'divideByZero', 9, { day: '' }])
  expect([run('when - today()', {}), run('when < today()', {}), run('if(when, 1, 2)', {}), run('empty(when + 3)', {}), run('min(when, today())', {})]).toEqual([null, false, 2, true, { day: '2026-03-01' }])
})

test('amounts of two currencies are never added up', () => {
  const other = { ...ofOne, price: { amount: 5, currency: 'USD' } }
  expect([run('cost + price', other), run('cost > price', other), run('cost = price', other)]).toEqual(['currencies EUR, USD', 'currencies EUR, USD', false])
})

test('a sum goes down the whole tree when a formula adds what is below to its own', () => {
  const total = world([field('n', 'number'), field('total', 'formula', 'n + sum(total)')], { one: { n: 1 }, two: { n: 10 }, three: { n: 100 }, four: { n: 1000 } }, { one: ['two', 'three'], two: ['four'] })
  expect(['one', 'two', 'three', 'four'].map(id => told(total.value(id, 'total')))).toEqual([1111, 1010, 100, 1000])
})

test('a circle is flagged in every value that needs it, whichever is asked for first, and in no other', () => {
  const fields = [field('a', 'formula', 'b + 1'), field('b', 'formula', 'c'), field('c', 'formula', 'if(n > 0, a, 7)'), field('d', 'formula', 'a * 2'), field('e', 'formula', 'n * 2'), field('n', 'number')]
  const names = ['a', 'b', 'c', 'd', 'e']
  const orders = [names, names.toReversed(), ['d', 'c', 'e', 'b', 'a']]
  for (const order of orders) {
    const board = world(fields, { one: { n: 1 }, two: { n: 0 } })
    const found = new Map(order.map(id => [id, told(board.value('one', id))]))
    expect(names.map(id => found.get(id))).toEqual(['circle', 'circle', 'circle', 'circle', 2])
    expect(names.map(id => told(board.value('two', id)))).toEqual([8, 7, 7, 16, 0])
  }
  expect(told(world([field('t', 'formula', 'sum(t)')], {}, { one: ['two'], two: ['one'] }).value('one', 't'))).toBe('circle')
})

test('tasks that lie a thousand deep, or have a thousand below them, are answered', () => {
  const deep = Object.fromEntries(Array.from({ length: 1000 }, (_, at) => [`t${at}`, [`t${at + 1}`]]))
  const chain = world([field('total', 'formula', '1 + sum(total)')], {}, deep)
  expect(told(chain.value('t0', 'total'))).toBe('tooDeep')
  expect(told(chain.value('t950', 'total'))).toBe(51)
  const wide = { one: Array.from({ length: 1000 }, (_, at) => `t${at}`) }
  expect(told(world([field('total', 'formula', '1 + sum(total)')], {}, wide).value('one', 'total'))).toBe(1001)
})

test('a formula goes on meaning its fields when they are renamed', () => {
  const before = [field('f1', 'number', '', 'Unit price'), field('f2', 'number', '', 'Quantity'), field('f3', 'number', '', 'if')]
  const stored = storedFormula('[unit PRICE] * Quantity + [if] + if(1, "Quantity", nothing)', before)
  expect(stored).toBe('{f1} * {f2} + {f3} + if(1, "Quantity", nothing)')
  const after = before.map(one => (one.id === 'f2' ? { ...one, name: 'Daudzums' } : one))
  expect(shownFormula(stored, after)).toBe('[Unit price] * Daudzums + [if] + if(1, "Quantity", nothing)')
  expect(storedFormula(shownFormula(stored, after), after)).toBe(stored)
  expect(storedFormula('"not closed', before)).toBe('"not closed')
})

test('what is wrong is told while a formula is typed', () => {
  expect(formulaFault('n * ', own)).toEqual({ fault: 'endsEarly', what: '' })
  expect(formulaFault('n * [No such]', own)).toEqual({ fault: 'unknownName', what: 'No such' })
  expect(formulaFault('if(n > 1, "a", sum(cost))', own)).toBeNull()
  expect(parseFormula('n', fieldNamedIn(own))).toEqual({ is: 'field', id: 'n' })
})
