import type { FileKind } from '@kopa/shared/transfer/kinds.ts'
import type { TableField } from '@kopa/shared/transfer/mapping.ts'
import type { ReportCode } from '@kopa/shared/transfer/report.ts'
import type { Table, TableRow } from './csv-table.ts'
import { mondayTable } from './monday-table.ts'

/** A table of another program, with what its columns say; `left`: how it is told what is not taken from one (null: nobody misses it). */
export interface KnownTable { kind: FileKind, table: Table, fields: (TableField | null)[], left: (ReportCode | null)[] }

/** The programs whose tables are known by their heads. null: some other table. */
export function knownTable(table: Table, found: FileKind): KnownTable | null {
  const heads = table.heads.map(head => head.toLowerCase())
  const has = (...names: string[]) => names.every(name => heads.includes(name))
  if (has('task id', 'name', 'section/column')) return { kind: 'asanaCsv', table, ...dealt(heads, asanaColumn) }
  if (has('issue key', 'summary')) return jiraTable(table, heads)
  return found === 'excel' ? mondayTable(table) : null
}

type Column = { field: TableField } | { left: ReportCode | null }

/** Each field from the first column that says it; labels, people and predecessors may stand in several. */
function dealt(heads: readonly string[], columnOf: (head: string, heads: readonly string[]) => Column): Pick<KnownTable, 'fields' | 'left'> {
  const many: ReadonlySet<TableField> = new Set<TableField>(['labels', 'people', 'predecessors'])
  const taken = new Set<TableField>()
  const columns = heads.map((head): Column => {
    const column = columnOf(head, heads)
    if (!('field' in column)) return column
    if (taken.has(column.field) && !many.has(column.field)) return { left: 'columnsLeftOut' }
    taken.add(column.field)
    return column
  })
  return { fields: columns.map(column => ('field' in column ? column.field : null)), left: columns.map(column => ('field' in column ? null : column.left)) }
}

/** "Export to CSV" of Asana's projects. */
const asanaFields: Readonly<Record<string, TableField>> = {
  'task id': 'id', name: 'title', 'section/column': 'column', 'start date': 'start', 'due date': 'deadline', tags: 'labels', notes: 'description', 'parent task': 'parent',
  'blocked by (dependencies)': 'predecessors', 'completed at': 'done', priority: 'priority', 'estimated time': 'estimate', 'actual time': 'spent',
}

function asanaColumn(head: string, heads: readonly string[]): Column {
  const field = asanaFields[head]
  if (field !== undefined) return { field }
  // An address finds people better than a name.
  if (head === 'assignee email' || (head === 'assignee' && !heads.includes('assignee email'))) return { field: 'people' }
  if (head === 'assignee' || head === 'blocking (dependencies)') return { left: null }
  return { left: head === 'created at' || head === 'last modified' ? 'history' : 'columnsLeftOut' }
}

/** "Export Excel CSV" of Jira's issue search. A head stands as often as an issue has several of a thing. */
const jiraFields: Readonly<Record<string, TableField>> = {
  'issue key': 'id', summary: 'title', status: 'column', assignee: 'people', 'due date': 'deadline', labels: 'labels', description: 'description', priority: 'priority', 'parent key': 'parent', 'issue type': 'labels',
  'inward issue link (blocks)': 'predecessors', 'original estimate': 'estimate', 'time spent': 'spent', resolved: 'done', 'custom field (start date)': 'start',
}
const jiraLeft: Readonly<Record<string, ReportCode | null>> = {
  comment: 'comments', attachment: 'attachments', watchers: 'watchers', votes: 'votes', sprint: 'sprints', 'log work': 'history', created: 'history', updated: 'history', 'last viewed': 'history',
  'outward issue link (blocks)': null, 'issue id': null, 'parent summary': null, 'assignee id': null, 'reporter id': null, 'creator id': null, 'status category': null, 'watchers id': null,
}

const [inward, outward] = ['inward issue link (blocks)', 'outward issue link (blocks)']

function jiraColumn(head: string, heads: readonly string[]): Column {
  const field = jiraFields[head]
  if (field !== undefined) return { field }
  // The same parent by its key, by either, or by Jira's own number.
  if (head === 'parent') return heads.includes('parent key') ? { left: null } : { field: 'parent' }
  if (head === 'parent id') return heads.includes('parent key') || heads.includes('parent') ? { left: null } : { field: 'parent' }
  if (head === outward && !heads.includes(inward)) return { field: 'predecessors' }
  if (head in jiraLeft) return { left: jiraLeft[head] ?? null }
  if (/issue link \(/.test(head)) return { left: 'linkTypes' }
  return { left: head.startsWith('custom field (') ? 'customFields' : 'columnsLeftOut' }
}

/** Whom an issue waits for, by its key: where a file tells only whom it blocks, it is turned round. */
function blockersIn(table: Table, heads: readonly string[]): ReadonlyMap<string, string[]> {
  const found = new Map<string, string[]>()
  const key = heads.indexOf('issue key')
  if (heads.includes(inward)) return found
  for (const { cells } of table.rows) {
    for (const blocked of cells.filter((cell, at) => heads[at] === outward && cell !== '')) found.set(blocked, [...found.get(blocked) ?? [], cells[key] ?? ''])
  }
  return found
}

/** Times are told in seconds, and parents by the number that Jira keeps for itself. */
function jiraTable(table: Table, heads: readonly string[]): KnownTable {
  const columns = dealt(heads, jiraColumn)
  const at = (name: string): number => heads.indexOf(name)
  const keys = new Map(table.rows.map(({ cells }) => [cells[at('issue id')] ?? '', cells[at('issue key')] ?? '']))
  const blockers = blockersIn(table, heads)
  const rows = table.rows.map(({ cells, line }): TableRow => ({
    line,
    cells: cells.map((cell, column) => {
      const field = columns.fields[column]
      if (field === 'parent') return keys.get(cell) || cell
      if (heads[column] === outward) return column === at(outward) ? (blockers.get(cells[at('issue key')] ?? '') ?? []).join(', ') : ''
      return (field === 'estimate' || field === 'spent') && /^\d+$/.test(cell) ? `${Math.round(Number(cell) / 60)}m` : cell
    }),
  }))
  return { kind: 'jiraCsv', table: { heads: table.heads, rows }, ...columns }
}
