import { expect, test } from 'vitest'
import { type FieldCondition, type FilterValue, meetsConditions, readCondition, writeCondition } from './field-filter.ts'
import type { Task } from './task.ts'

const one = {} as unknown as Task
const meets = (values: Record<string, FilterValue>, ...conditions: string[]): boolean =>
  meetsConditions(one, conditions.flatMap(text => readCondition(text) ?? []), (_, field) => values[field])

test.each<[asked: string, yes: readonly FilterValue[], no: readonly FilterValue[]]>([
  ['f:is:lv', ['lv', ['ee', 'lv']], ['ee', ['ee'], null]],
  ['f:is:yes', [true], [false]],
  ['f:is:no', [false], [true]],
  ['f:is:2.5', [2.5, { amount: 250, currency: 'EUR' }], [2, { amount: 25, currency: 'EUR' }, null]],
  ['f:is:2026-03-02', ['2026-03-02'], ['2026-03-03', null]],
  ['f:has:rīg', ['Vecrīga 1', 'RIGA'], ['Liepāja', null, 7]],
  ['f:from:10', [10, 10.5, { amount: 1000, currency: 'EUR' }, { amount: 10, currency: 'JPY' }], [9.99, { amount: 999, currency: 'EUR' }, null, 'ten']],
  ['f:to:-1', [-1, -2], [0, null]],
  ['f:from:2026-03-02', ['2026-03-02', '2027-01-01'], ['2026-03-01', null, 'soon']],
  ['f:to:2026-03-02', ['2026-03-02'], ['2026-03-03', null]],
  ['f:empty', [null, '', false], ['a', 0, true, ['lv']]],
  ['f:filled', ['a', 0, true], [null, false]],
  ['f:from:', [], [5, '2026-03-02']],
])('%s', (asked, yes, no) => {
  expect(yes.map(f => meets({ f }, asked))).toEqual(yes.map(() => true))
  expect(no.map(f => meets({ f }, asked))).toEqual(no.map(() => false))
})

test('choices of one field are alternatives, all else holds together; a field that is not here asks nothing', () => {
  expect([meets({ f: 'lv' }, 'f:is:lv', 'f:is:ee'), meets({ f: 'lv', n: 3 }, 'f:is:lv', 'f:is:ee', 'n:from:5'), meets({ f: 'lt', n: 9 }, 'f:is:lv', 'f:is:ee', 'n:from:5'), meets({ n: 7 }, 'n:from:5', 'n:to:8', 'gone:is:x')]).toEqual([true, false, false, true])
})

test('a condition in an address comes back as it was, and what cannot be meant is none', () => {
  const conditions: FieldCondition[] = [{ field: 'a-1', test: 'is', value: 'x:y' }, { field: 'b', test: 'empty', value: '' }, { field: 'c', test: 'has', value: 'two\nlines: ā' }]
  expect(conditions.map(condition => readCondition(writeCondition(condition)))).toEqual(conditions)
  expect(['', 'a', ':is:x', 'a:nonsense:x', 'a:IS:x'].map(readCondition)).toEqual([null, null, null, null, null])
  expect(readCondition(`a:has:${'x'.repeat(500)}`)?.value).toHaveLength(200)
})
