import type { BoardField } from '@kopa/shared/boards/field.ts'

/** What every task has, in the order in which a new table shows it. */
export const ownColumns = ['title', 'column', 'company', 'people', 'deadline', 'priority', 'labels', 'progress', 'estimate', 'spent', 'start', 'finish'] as const
export type OwnColumn = (typeof ownColumns)[number]

/** A column as it is shown. `own`: what every task has; else `field`. */
export type TableColumn = { readonly id: string, readonly width: number } & ({ readonly own: OwnColumn, readonly field: null } | { readonly own: null, readonly field: BoardField })

/** Which columns a person wants, in which order, how wide. What is neither among `shown` nor `hidden` has been made since: it comes last. */
export interface TableLayout { readonly shown: readonly { readonly id: string, readonly width: number }[], readonly hidden: readonly string[] }

export const leastWidth = 64
export const mostWidth = 640
const mostColumns = 300

const widths: Partial<Record<OwnColumn | BoardField['kind'], number>> = { title: 300, column: 128, company: 150, people: 150, deadline: 190, labels: 170, priority: 112, progress: 96, checkbox: 90, link: 200, text: 180, multiSelect: 180, formula: 130 }

const fieldPrefix = 'field:'
export const fieldColumnId = (field: string): string => fieldPrefix + field
export const fieldIdOf = (column: string): string | null => (column.startsWith(fieldPrefix) ? column.slice(fieldPrefix.length) : null)
const ownNamed = (id: string): OwnColumn | undefined => ownColumns.find(known => known === id)

export const firstLayout: TableLayout = {
  shown: ownColumns.slice(0, 8).map(id => ({ id, width: widths[id] ?? 120 })),
  hidden: ownColumns.slice(8),
}

/** The title comes first, always. */
export function columnsIn(layout: TableLayout, fields: readonly BoardField[]): TableColumn[] {
  const named = new Map(fields.map(field => [fieldColumnId(field.id), field]))
  const known = new Set([...layout.shown.map(({ id }) => id), ...layout.hidden])
  const made = [...named].filter(([id]) => !known.has(id)).map(([id, field]) => ({ id, width: widths[field.kind] ?? 120 }))
  const title = layout.shown.find(({ id }) => id === 'title') ?? { id: 'title', width: widths.title ?? 300 }
  return [title, ...layout.shown.filter(({ id }) => id !== 'title'), ...made].flatMap(({ id, width }): TableColumn[] => {
    const [own, field] = [ownNamed(id), named.get(id)]
    if (own) return [{ id, width, own, field: null }]
    return field ? [{ id, width, own: null, field }] : []
  })
}

/** A column by its id, shown or not. */
export const columnNamed = (id: string, fields: readonly BoardField[]): TableColumn | undefined => columnsIn({ shown: [{ id, width: leastWidth }], hidden: [] }, fields).find(column => column.id === id)

/** All that can be shown and is not. */
export const hiddenIn = (layout: TableLayout, fields: readonly BoardField[]): string[] => {
  const shown = new Set(columnsIn(layout, fields).map(({ id }) => id))
  return [...ownColumns, ...fields.map(({ id }) => fieldColumnId(id))].filter(id => !shown.has(id))
}

const settled = (columns: readonly TableColumn[], layout: TableLayout): TableLayout => ({ shown: columns.map(({ id, width }) => ({ id, width })), hidden: layout.hidden })

export function hideColumn(layout: TableLayout, fields: readonly BoardField[], id: string): TableLayout {
  const { shown, hidden } = settled(columnsIn(layout, fields), layout)
  return id === 'title' ? { shown, hidden } : { shown: shown.filter(column => column.id !== id), hidden: [...hidden.filter(other => other !== id), id] }
}

export function showColumn(layout: TableLayout, fields: readonly BoardField[], id: string): TableLayout {
  const { shown, hidden } = settled(columnsIn(layout, fields), layout)
  if (shown.some(column => column.id === id)) return layout
  const kind = ownNamed(id) ?? fields.find(field => fieldColumnId(field.id) === id)?.kind
  return { shown: [...shown, { id, width: (kind && widths[kind]) ?? 120 }], hidden: hidden.filter(other => other !== id) }
}

/** By so many places; never before the title. */
export function moveColumn(layout: TableLayout, fields: readonly BoardField[], id: string, step: number): TableLayout {
  const { shown, hidden } = settled(columnsIn(layout, fields), layout)
  const at = shown.findIndex(column => column.id === id)
  const column = shown[at]
  const to = Math.min(shown.length - 1, Math.max(1, at + step))
  return !column || at < 1 ? layout : { shown: shown.toSpliced(at, 1).toSpliced(to, 0, column), hidden }
}

export function resizeColumn(layout: TableLayout, fields: readonly BoardField[], id: string, width: number): TableLayout {
  const { shown, hidden } = settled(columnsIn(layout, fields), layout)
  return { shown: shown.map(column => (column.id === id ? { id, width: widthIn(width) } : column)), hidden }
}

/** Without some columns: whoever has them sees them last. */
export const withoutColumns = ({ shown, hidden }: TableLayout, isLeftOut: (id: string) => boolean): TableLayout => ({ shown: shown.filter(({ id }) => !isLeftOut(id)), hidden: hidden.filter(id => !isLeftOut(id)) })

const widthIn = (width: number): number => Math.round(Math.min(mostWidth, Math.max(leastWidth, width)))

/** A layout as it was kept, by this browser or in a view that anybody may have written. null: it is none. */
export function readLayout(value: unknown): TableLayout | null {
  const { shown, hidden } = (typeof value === 'object' && value !== null ? value : {}) as { shown?: unknown, hidden?: unknown }
  if (!Array.isArray(shown) || !Array.isArray(hidden)) return null
  const seen = new Set<string>()
  const columns = shown.slice(0, mostColumns).flatMap((column: unknown) => {
    const { id, width } = (typeof column === 'object' && column !== null ? column : {}) as { id?: unknown, width?: unknown }
    if (typeof id !== 'string' || seen.has(id)) return []
    seen.add(id)
    return [{ id, width: widthIn(typeof width === 'number' && Number.isFinite(width) ? width : 120) }]
  })
  return columns.length === 0 ? null : { shown: columns, hidden: hidden.slice(0, mostColumns).filter((id: unknown): id is string => typeof id === 'string') }
}
