import type * as Y from 'yjs'
import { rootOf, type Stored } from './board.ts'
import { isRecord, numberIn, oneOf, textIn } from './stored-value.ts'

export const fieldKinds = ['text', 'number', 'money', 'date', 'person', 'company', 'select', 'multiSelect', 'checkbox', 'link', 'formula'] as const
export type FieldKind = (typeof fieldKinds)[number]

/** What can be chosen. `color`: 0-7, of the set of eight; the name always stands beside it. */
export interface FieldOption { readonly id: string, readonly name: string, readonly color: number, readonly order: number }

/** A value that the people of a board want to know of its tasks. */
export interface BoardField {
  readonly id: string
  readonly name: string
  /** does not change: what was written would be of another kind */
  readonly kind: FieldKind
  /** an order key among the fields */
  readonly order: string
  /** of money, where none is named with an amount: ISO 4217 */
  readonly currency: string
  /** of a formula: as it is kept, fields by their ids (formula-names.ts) */
  readonly formula: string
  /** of select and multiSelect, in their order */
  readonly options: readonly FieldOption[]
  /** it lies in the own company's side; told by whoever reads both documents, and never stored */
  readonly isPrivate?: boolean
}

export const mostFieldName = 100
export const mostFormula = 2000
const mostOptionName = 100

export const currencyOr = (value: Stored, otherwise: string): string => (typeof value === 'string' && /^[A-Z]{3}$/.test(value) ? value : otherwise)

/**
 * `<field>` holds the field, `<field>/<option>` an option: two people who add options to one field at the same time keep both.
 * All of them are plain values; no key is ever made as a map by two sides.
 */
const optionKey = (field: string, option: string): string => `${field}/${option}`

/** In their order, the same on every screen. An option whose field is gone says nothing. */
export function fieldsOf(doc: Y.Doc): BoardField[] {
  const entries = [...rootOf(doc, 'fields')]
  const options = optionsByField(entries)
  return entries.flatMap(([id, value]) => (id.includes('/') ? [] : readField(id, value, options.get(id) ?? []) ?? []))
    .toSorted(compareFields)
}

export const compareFields = (one: BoardField, other: BoardField): number => (`${one.order} ${one.id}` < `${other.order} ${other.id}` ? -1 : 1)

function optionsByField(entries: readonly (readonly [string, Stored])[]): Map<string, FieldOption[]> {
  const options = new Map<string, FieldOption[]>()
  for (const [key, value] of entries) {
    const slash = key.indexOf('/')
    if (slash < 1 || !isRecord(value)) continue
    const field = key.slice(0, slash)
    options.set(field, [...options.get(field) ?? [], readOption(key.slice(slash + 1), value)])
  }
  return options
}

const readOption = (id: string, value: Record<string, Stored>): FieldOption => ({
  id,
  name: textIn(value['name'], mostOptionName),
  color: Math.round(numberIn(value['color'], { least: 0, most: 7, otherwise: 7 })),
  order: numberIn(value['order'], { least: -1e9, most: 1e9, otherwise: 0 }),
})

function readField(id: string, value: Stored, options: readonly FieldOption[]): BoardField | null {
  const kind = isRecord(value) ? oneOf(fieldKinds, value['kind']) : null
  if (!isRecord(value) || kind === null) return null
  return {
    id, kind,
    name: textIn(value['name'], mostFieldName),
    order: textIn(value['order'], 200),
    currency: currencyOr(value['currency'], 'EUR'),
    formula: kind === 'formula' ? textIn(value['formula'], mostFormula) : '',
    options: kind === 'select' || kind === 'multiSelect' ? options.toSorted((one, other) => one.order - other.order || (one.id < other.id ? -1 : 1)) : [],
  }
}

/** One value: the name of one author and the formula of another never mix. Its options are put by themselves. */
export function putField(doc: Y.Doc, { id, name, kind, order, currency, formula }: Omit<BoardField, 'options'>): void {
  const own = { ...kind === 'money' ? { currency } : {}, ...kind === 'formula' ? { formula: formula.slice(0, mostFormula) } : {} }
  rootOf(doc, 'fields').set(id, { name: name.slice(0, mostFieldName), kind, order, ...own })
}

export const putOption = (doc: Y.Doc, field: string, { id, name, color, order }: FieldOption): void =>
  void rootOf(doc, 'fields').set(optionKey(field, id), { name: name.slice(0, mostOptionName), color, order })

/** Tasks that have it keep its id, which then says nothing. */
export const dropOption = (doc: Y.Doc, field: string, option: string): void => rootOf(doc, 'fields').delete(optionKey(field, option))

/** Tasks keep what was written; it is seen again when the field is brought back by an undo. */
export function dropField(doc: Y.Doc, id: string): void {
  const fields = rootOf(doc, 'fields')
  for (const key of fields.keys()) if (key === id || key.startsWith(`${id}/`)) fields.delete(key)
}
