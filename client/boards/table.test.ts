import type { BoardField, FieldKind } from '@kopa/shared/boards/field.ts'
import type { Task } from '@kopa/shared/boards/task.ts'
import { expect, test } from 'vitest'
import { readBlock, writeBlock } from './table-block.ts'
import { type Cell, type CellNames, type CellSource, rowKeyOf } from './table-cells.ts'
import { columnNamed, columnsIn, fieldColumnId, firstLayout, hiddenIn, hideColumn, moveColumn, readLayout, resizeColumn, showColumn } from './table-columns.ts'
import { cellOfGroup, compareValueGroups, linesOf, nextSort, readSort, readTableGrouping, valueGroup, writeSort } from './table-lines.ts'

const field = (id: string, kind: FieldKind = 'text'): BoardField => ({ id, name: id, kind, order: id, currency: 'EUR', formula: '', options: [] })
const ids = (columns: readonly { id: string }[]): string[] => columns.map(({ id }) => id)

test('a field that is new to a layout comes last; one that was hidden stays hidden; one that is gone is passed over', () => {
  const one = hideColumn(hideColumn(firstLayout, [field('a'), field('b')], 'priority'), [field('a'), field('b')], fieldColumnId('a'))
  const fields = [field('a'), field('c')]
  expect(ids(columnsIn(one, fields)).slice(-3)).toEqual(['labels', 'progress', 'field:c'])
  expect(hiddenIn(one, fields)).toEqual(['priority', 'estimate', 'spent', 'start', 'finish', 'field:a'])
  expect(ids(columnsIn(showColumn(one, fields, 'field:a'), fields)).slice(-2)).toEqual(['field:c', 'field:a'])
})

test('the title stays first and shown, columns move within the rest, and widths have bounds', () => {
  const fields = [field('a')]
  expect(ids(columnsIn(moveColumn(firstLayout, fields, 'field:a', -99), fields)).slice(0, 3)).toEqual(['title', 'field:a', 'column'])
  expect(ids(columnsIn(moveColumn(firstLayout, fields, 'title', 2), fields))[0]).toBe('title')
  expect(ids(columnsIn(hideColumn(firstLayout, fields, 'title'), fields))[0]).toBe('title')
  expect([1, 9999].map(width => columnsIn(resizeColumn(firstLayout, fields, 'company', width), fields).find(({ id }) => id === 'company')?.width)).toEqual([64, 640])
})

test('a layout that anybody may have written is read as far as it is one', () => {
  expect([readLayout(null), readLayout({ shown: [], hidden: [] }), readLayout({ shown: [{ id: 1 }], hidden: [] })]).toEqual([null, null, null])
  expect(readLayout({ shown: [{ id: 'a', width: 'x' }, { id: 'a', width: 90 }, { id: 'b', width: 1e9 }, 'no'], hidden: ['c', 7] })).toEqual({ shown: [{ id: 'a', width: 120 }, { id: 'b', width: 640 }], hidden: ['c'] })
})

test('blocks go to the clipboard and come back, whatever is in the cells', () => {
  const block = [['a', 'two\nlines', 'tab\there'], ['', '"quoted"', '1,5']]
  expect(readBlock(writeBlock(block))).toEqual(block)
  expect(readBlock('1\t2\r\n3\t4\r\n')).toEqual([['1', '2'], ['3', '4']])
  expect(readBlock('5" pipe\t"open')).toEqual([['5" pipe', '"open']])
  expect(readBlock('')).toEqual([['']])
})

test('one press sorts up, another down, a third as on the board; with Shift beside the others', () => {
  const up = nextSort([], 'a', { isBeside: false })
  const down = nextSort(up, 'a', { isBeside: false })
  expect([writeSort(up), writeSort(down), writeSort(nextSort(down, 'a', { isBeside: false }))]).toEqual([['a'], ['-a'], undefined])
  expect(writeSort(nextSort(down, 'b', { isBeside: true }))).toEqual(['-a', 'b'])
  expect(readSort(['-a', 'b'])).toEqual([{ column: 'a', isDown: true }, { column: 'b', isDown: false }])
})

test('rows are sorted within their groups, what says nothing comes last in both directions, and a closed group keeps its head', () => {
  const keys: Record<string, number | null> = { x: 2, y: null, z: 1 }
  const groups: Record<string, string[]> = { x: ['g', 'h'], y: ['g'], z: ['h'] }
  const tasks = ['x', 'y', 'z'].map(id => ({ id }) as Task)
  const lines = (isDown: boolean, closed: string[] = [], isGrouped = true) => linesOf({
    tasks, groupsOf: ({ id }) => groups[id] ?? [], compareGroups: isGrouped ? (one, other) => one.localeCompare(other) : null, sorts: [{ keyOf: ({ id }) => keys[id] ?? null, isDown }], compareText: (one, other) => one.localeCompare(other), closed: new Set(closed),
  }).map(line => (line.kind === 'group' ? `${line.group}:${line.ids.length}` : line.key))
  expect(lines(false, [], false)).toEqual([' z', ' x', ' y'])
  expect(lines(true, [], false)).toEqual([' x', ' z', ' y'])
  expect(lines(false)).toEqual(['g:2', 'g x', 'g y', 'h:2', 'h z', 'h x'])
  expect(lines(false, ['g'])).toEqual(['g:2', 'h:2', 'h z', 'h x'])
})

test('a table is grouped by what can be grouped by, and else not at all', () => {
  const fields = [field('a', 'select'), field('b', 'text')]
  expect(['field:a', 'field:b', 'field:gone', 'column', 'company', 'nonsense', 7].map(value => readTableGrouping(value, fields))).toEqual(['field:a', 'field:b', 'none', 'column', 'company', 'none', 'none'])
})

test('what is written or worked out is grouped by what it says, days by their month, in the order of how much it is', () => {
  const cells: Cell[] = [
    { is: 'text', text: 'b 2' }, { is: 'day', day: '2026-11-05' }, { is: 'number', number: 10 }, { is: 'money', money: { amount: 500, currency: 'USD' } }, { is: 'number', number: -2.5 }, { is: 'money', money: { amount: 9000, currency: 'EUR' } },
    { is: 'money', money: { amount: 100, currency: 'EUR' } }, { is: 'day', day: '2026-03-31' }, { is: 'text', text: 'b 10' }, { is: 'fault', fault: { fault: 'circle', what: '' } }, { is: 'nothing' }, { is: 'day', day: '2026-11-30' },
  ]
  const groups = [...new Set(cells.map(valueGroup))].toSorted((one, other) => compareValueGroups(one, other, new Intl.Collator('en', { numeric: true }).compare))
  expect(groups).toEqual(['number -2.5', 'number 10', 'money 100 EUR', 'money 9000 EUR', 'money 500 USD', 'month 2026-03', 'month 2026-11', 'text b 2', 'text b 10', ''])
  expect(groups.map(group => valueGroup(cellOfGroup(group)))).toEqual(groups)
})

test('a column that is not shown is sorted by as well; choices stand in their order, not in that of their names', () => {
  const size: BoardField = { ...field('size', 'select'), options: ['small', 'large', 'huge'].map((name, order) => ({ id: `o${order}`, name, color: 0, order })) }
  const column = columnNamed('field:size', [size])
  const keys = ['o2', 'o0', 'gone', undefined].map(value => column && rowKeyOf(column, { values: new Map([['size', value]]) } as unknown as Task, {} as CellSource, {} as CellNames, { columnRank: () => 0, timeZone: 'UTC' }))
  expect([keys, columnNamed('field:gone', [size]), columnNamed('estimate', [])?.own]).toEqual([[2, 0, null, null], undefined, 'estimate'])
})
