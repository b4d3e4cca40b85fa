import { guessFields, type TableField } from '@kopa/shared/transfer/mapping.ts'
import type { ReportCode } from '@kopa/shared/transfer/report.ts'
import type { Table, TableRow } from './csv-table.ts'
import type { KnownTable } from './known-tables.ts'

/**
 * A board of Monday as it exports it to Excel: its name; then for each group a line with the group's name, the heads again, and its
 * items; below an item, where it has any, the heads of its subitems and those, a column further in. Sums of a group have no name.
 * null: another workbook.
 */
export function mondayTable({ heads, rows, above = [] }: Table): KnownTable | null {
  if (!isMonday(heads, rows)) return null
  const fields = fieldsOf(heads)
  const found = new Items({ heads, fields, subHeads: rows.find(isSubHead)?.cells ?? [], group: above.findLast(row => filled(row) === 1)?.cells[0] ?? '' })
  rows.forEach((row, at) => found.read(row, rows[at + 1]))
  const own: (TableField | null)[] = [...found.further.map(() => null), fields.includes('column') ? 'labels' : 'column', 'id', 'parent']
  const left = heads.map((head): ReportCode | null => (/^(subitems|item id.*|name)$/i.test(head) ? null : 'columnsLeftOut'))
  return {
    kind: 'mondayExcel', fields: [...fields, ...own], left: [...left, ...own.map(() => 'columnsLeftOut' as const)],
    table: { heads: [...heads, ...found.further.map(at => `Subitems: ${found.subHeads[at] ?? ''}`), 'Group', 'Line', 'Line of the item'], rows: found.items },
  }
}

const isMonday = (heads: readonly string[], rows: readonly TableRow[]): boolean =>
  heads[0]?.toLowerCase() === 'name' && heads.some(head => /^(subitems|status|person|owner|timeline.*|item id.*)$/i.test(head)) && rows.some(row => isHead(row, heads) || isSubHead(row))

/** Labels, numbers and parents of ours are the groups and lines of the file. */
function fieldsOf(heads: readonly string[]): (TableField | null)[] {
  const ours: ReadonlySet<TableField | null> = new Set<TableField | null>(['id', 'parent', 'labels'])
  return guessFields(heads).map((field, at) => (at === 0 ? 'title' : ours.has(field) ? null : field))
}

const filled = ({ cells }: TableRow): number => cells.filter(cell => cell.trim() !== '').length
const isHead = ({ cells }: TableRow, heads: readonly string[]): boolean => (cells[0] ?? '').trim().toLowerCase() === 'name' && cells[1]?.trim() === heads[1]
const isSubHead = ({ cells }: TableRow): boolean => (cells[0] ?? '').trim().toLowerCase() === 'subitems' && (cells[1] ?? '').trim().toLowerCase() === 'name'

interface Heads { heads: readonly string[], fields: readonly (TableField | null)[], subHeads: readonly string[], group: string }

class Items {
  readonly items: TableRow[] = []
  /** columns that only subitems have */
  readonly further: number[]
  readonly subHeads: readonly string[]
  readonly #heads: readonly string[]
  /** for each column of items, the one of subitems that says the same */
  readonly #same: number[]
  #group: string
  #item = ''
  #isInSubitems = false

  constructor({ heads, fields, subHeads, group }: Heads) {
    const subFields = guessFields(subHeads.slice(1))
    this.#heads = heads
    this.#group = group
    this.subHeads = subHeads
    this.#same = heads.map((head, at) => subHeads.findIndex((own, sub) => sub > 0 && (own.trim().toLowerCase() === head.toLowerCase() || (fields[at] !== null && subFields[sub - 1] === fields[at]))))
    this.further = subHeads.flatMap((head, at) => (at > 0 && head.trim() !== '' && !this.#same.includes(at) ? [at] : []))
  }

  read(row: TableRow, next: TableRow | undefined): void {
    const [first = '', second = ''] = row.cells.map(cell => cell.trim())
    if (isHead(row, this.#heads)) this.#isInSubitems = false
    else if (isSubHead(row)) this.#isInSubitems = true
    else if (filled(row) === 1 && first !== '' && next !== undefined && isHead(next, this.#heads)) this.#group = first
    else if (this.#isInSubitems && first === '' && second !== '') this.#put(row, this.#same, this.#item)
    else if (first !== '') this.#putItem(row)
  }

  #putItem(row: TableRow): void {
    this.#isInSubitems = false
    this.#item = String(row.line)
    this.#put(row, this.#heads.map((_, at) => at), '')
  }

  #put({ cells, line }: TableRow, from: readonly number[], parent: string): void {
    const further = this.further.map(at => (parent === '' ? '' : cells[at] ?? ''))
    this.items.push({ cells: [...from.map(at => cells[at] ?? ''), ...further, this.#group, String(line), parent], line })
  }
}
