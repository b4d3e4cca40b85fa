import { emptyBoard, most, type PortableBoard } from '@kopa/shared/transfer/board-file.ts'
import { type ColumnMeaning, isOwn, type Mapping, type TableField } from '@kopa/shared/transfer/mapping.ts'
import { writable } from '@kopa/shared/transfer/blocks.ts'
import type { Report, ReportCode } from '@kopa/shared/transfer/report.ts'
import type { Table, TableRow } from './csv-table.ts'
import { ImportFault } from './import-fault.ts'
import { Names, stageOf } from './names.ts'
import { fieldsOfTable } from './table-fields.ts'
import { linksOfTable } from './table-links.ts'
import { inOrder, placeBelow, type RowTask } from './table-outline.ts'
import { readRow, type RowWords } from './table-rows.ts'
import { unquoted } from './table-text.ts'

export interface TableOptions { title: string, zone: string, mapping: Mapping, report: Report, /** titles of columns for what names none */ columnWords: ColumnWords, /** how it is told what a column that is left out was; null: nobody misses it */ left?: readonly (ReportCode | null)[] }
export interface ColumnWords { open: string, active: string, done: string }

/** Makes a board of a table, as its mapping says. @throws ImportFault */
export function boardOfTable(table: Table, { title, zone, mapping, report, columnWords, left }: TableOptions): PortableBoard {
  if (!mapping.fields.includes('title')) throw new ImportFault('importNoTitles')
  const names = new Names()
  const rows = table.rows.flatMap((row): RowTask[] => {
    const words = wordsOf(row, mapping.fields)
    if (row.cells.every(cell => cell.trim() === '')) report.add('emptyRows', row.line)
    else if (words('title') === '') report.add('untitled', row.line)
    else return [{ cells: row.cells.map(plainCell), task: readRow(words, { line: row.line, id: String(row.line), zone, dates: mapping.dates, names, report }), words, line: row.line }]
    return []
  })
  if (rows.length === 0) throw new ImportFault('importNothing')
  if (rows.length > most.tasks) throw new ImportFault('importTooMany', { most: most.tasks })
  tellLeft(table, { mapping, report, left })
  const links = linksOfTable(rows, report)
  const parented = placeBelow(rows, report)
  const { columns, columnOf } = columnsOfTable(rows, columnWords)
  const { fields, companies, values } = fieldsOfTable(table, rows, { mapping, names, report })
  return {
    ...emptyBoard(title, zone), columns, people: names.people, labels: names.labels, links, fields, companies,
    tasks: inOrder(parented).map((task, place) => ({ ...task, place, column: columnOf.get(task.id) ?? null, values: values.get(task.id) ?? {} })),
  }
}

/** What is empty or none is not missed. */
function tellLeft({ heads, rows }: Table, { mapping, report, left }: Pick<TableOptions, 'mapping' | 'report' | 'left'>): void {
  heads.forEach((head, at) => {
    const code = left === undefined ? 'columnsLeftOut' : left[at] ?? null
    if (mapping.fields[at] !== null || head === '' || code === null) return
    const filled = rows.filter(({ cells }) => !/^0?$/.test((cells[at] ?? '').trim())).length
    if (code === 'columnsLeftOut') report.add(code, head, filled > 0 ? 1 : 0)
    else report.add(code, head, filled)
  })
}

/** All cells of a field in a row, one below the other. */
const wordsOf = ({ cells }: TableRow, fields: readonly (ColumnMeaning | null)[]): RowWords => {
  const said = new Map<TableField, string>()
  fields.forEach((field, at) => {
    const cell = (cells[at] ?? '').trim()
    if (field !== null && !isOwn(field) && cell !== '') said.set(field, said.has(field) ? `${said.get(field)}\n${cell}` : cell)
  })
  return field => writable(unquoted(said.get(field) ?? ''))
}

/** A cell of a column that is a field of its own. */
const plainCell = (cell: string): string => writable(unquoted(cell.trim()))

function columnsOfTable(rows: readonly RowTask[], { open, active, done }: ColumnWords): { columns: PortableBoard['columns'], columnOf: Map<string, string> } {
  const said = [...new Set(rows.map(({ words }) => words('column')).filter(words => words !== ''))].slice(0, most.columns)
  if (said.length === 0) {
    const columns = [{ id: 'open', title: open, stage: 'open' as const, limit: null }, { id: 'active', title: active, stage: 'active' as const, limit: null }, { id: 'done', title: done, stage: 'done' as const, limit: null }]
    return { columns, columnOf: new Map(rows.map(({ task: { id, progress: { percent } } }) => [id, percent === 100 ? 'done' : percent > 0 ? 'active' : 'open'])) }
  }
  const columns = said.map(words => ({ id: words.slice(0, 200), title: words.slice(0, 200), stage: stageOf(words), limit: null }))
  return { columns, columnOf: new Map(rows.map(({ task, words }) => [task.id, (words('column') || columns[0]?.id || '').slice(0, 200)])) }
}
