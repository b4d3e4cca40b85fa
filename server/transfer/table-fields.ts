import type { BoardField } from '@kopa/shared/boards/field.ts'
import { readFieldText } from '@kopa/shared/boards/field-text.ts'
import { isMoney, minorDigits, mostText } from '@kopa/shared/boards/field-values.ts'
import type { FormulaResult } from '@kopa/shared/boards/formula.ts'
import type { Language } from '@kopa/shared/languages.ts'
import type { PortableBoard, PortableTask } from '@kopa/shared/transfer/board-file.ts'
import { type DateOrder, type Mapping, type OwnMeaning, ownMeaningOf } from '@kopa/shared/transfer/mapping.ts'
import type { Report } from '@kopa/shared/transfer/report.ts'
import type { Table } from './csv-table.ts'
import { type Names, partsOf } from './names.ts'
import type { RowTask } from './table-outline.ts'
import { readDate } from './table-dates.ts'
import { companyKey } from './table-rows.ts'
import { type Cell, unquoted } from './table-text.ts'

/** The board's own fields as columns of a table, both ways. */

const ticks: Readonly<Record<Language, readonly [yes: string, no: string]>> = { en: ['yes', 'no'], lv: ['jā', 'nē'] }

export const tickWord = (isTicked: boolean, language: Language): string => ticks[language][isTicked ? 0 : 1]

/** Amounts stand as numbers below a head that names their currency: "Cost (EUR)". */
export const headOfField = ({ name, kind, currency }: BoardField): string => (kind === 'money' ? `${name} (${currency})` : name)

/** A cell of an own field. An amount of another currency than its head's names it. */
export function fieldCell(field: BoardField, result: FormulaResult, language: Language): Cell {
  if ('fault' in result || result.value === null) return ''
  const { value } = result
  if (typeof value === 'boolean') return tickWord(value, language)
  if (typeof value !== 'object') return value
  if (!isMoney(value)) return value.day === '' ? '' : { clock: value.day }
  const digits = minorDigits(value.currency)
  const amount = value.amount / 10 ** digits
  return value.currency === field.currency && field.kind === 'money' ? amount : `${amount.toFixed(digits)} ${value.currency}`
}

const mostChoices = 20
const mostChoiceLength = 60
/** Longer ones are not looked at: whether they are a number takes too long to see. */
const mostNumberLength = 60

/** What kind of field a column of a table would be, by what stands in it; null: nothing does. */
export function guessOwn(head: string, cells: readonly string[], dates: DateOrder): OwnMeaning | null {
  const said = cells.map(cell => cell.trim()).filter(cell => cell !== '')
  const all = (test: (cell: string) => boolean): boolean => said.every(test)
  const allShort = (test: (cell: string) => boolean): boolean => all(cell => cell.length <= mostNumberLength && test(cell))
  if (said.length === 0 || head.trim() === '') return null
  if (all(cell => /^(yes|no|true|false|jā|nē)$/i.test(cell))) return 'own:checkbox'
  if (allShort(cell => readFieldText(numberField, cell, plainWriting) !== undefined)) return currencyIn(head) === null ? 'own:number' : 'own:money'
  if (allShort(cell => (currencyIn(head) !== null || moneyWords.test(cell)) && readFieldText(moneyField, cell, plainWriting) !== undefined)) return 'own:money'
  if (allShort(cell => readDate(cell, dates) !== null)) return 'own:date'
  if (all(cell => /^https?:\/\/\S+$/i.test(cell))) return 'own:link'
  const distinct = new Set(said)
  const isChosen = distinct.size <= mostChoices && distinct.size * 2 <= said.length && all(cell => cell.length <= mostChoiceLength)
  return isChosen ? 'own:select' : 'own:text'
}

const plainWriting = { decimal: '.' as const, isMonthFirst: false, people: [], companies: [] }
const moneyWords = /^[-\d.,\s]+\s*([A-Z]{3}|[€$£¥])$|^([A-Z]{3}|[€$£¥])\s*[-\d.,\s]+$/
const bare = { id: '', name: '', order: '', currency: 'EUR', formula: '', options: [] }
const numberField: BoardField = { ...bare, kind: 'number' }
const moneyField: BoardField = { ...bare, kind: 'money' }
const currencyIn = (head: string): string | null => /\(([A-Z]{3})\)\s*$/.exec(head.slice(0, 300))?.[1] ?? null

export interface TableFields { fields: PortableBoard['fields'], companies: PortableBoard['companies'], values: ReadonlyMap<string, PortableTask['values']> }

interface Parts { mapping: Mapping, names: Names, report: Report }

/** Fields of the columns that are mapped to one, and what each task says in them. */
export function fieldsOfTable({ heads }: Table, rows: readonly RowTask[], parts: Parts): TableFields {
  const fields: Record<string, unknown> = {}
  const companies = new Map(rows.flatMap(({ task: { companyId } }) => (companyId === null ? [] : [[companyId, companyId] as const])))
  const values = new Map<string, Record<string, unknown>>(rows.map(({ task }) => [task.id, {}]))
  heads.forEach((head, at) => {
    const kind = ownMeaningOf(parts.mapping.fields[at] ?? null)
    if (kind === null) return
    const cells = rows.map(({ task, cells: said, line }) => ({ task: task.id, text: said[at] ?? '', line }))
    const field = fieldOf({ head, at, kind }, cells.map(({ text }) => text))
    const { options, id, ...own } = field
    fields[id] = own
    for (const { id: option, ...choice } of options) fields[`${id}/${option}`] = choice
    for (const { task, text, line } of cells) if (text !== '') putValue(field, text, { values: values.get(task) ?? {}, companies, line, ...parts })
  })
  return { fields, companies: [...companies].map(([id, name]) => ({ id, name })), values }
}

function fieldOf({ head, at, kind }: { head: string, at: number, kind: BoardField['kind'] }, cells: readonly string[]): BoardField {
  const chosen = kind === 'multiSelect' ? cells.flatMap(partsOf) : kind === 'select' ? cells : []
  const options = [...new Set(chosen.map(name => name.slice(0, 100)))].filter(name => name !== '').slice(0, 500)
  const order = String(at).padStart(4, '0')
  const said = unquoted(head).slice(0, 300)
  const name = kind === 'money' ? said.replace(/\s*\([A-Z]{3}\)\s*$/, '') : said
  return { id: `f${order}`, name: name.slice(0, 100), kind, order, currency: currencyIn(head) ?? 'EUR', formula: '', options: options.map((option, place) => ({ id: `o${place}`, name: option, color: place % 8, order: place })) }
}

interface Putting extends Parts { values: Record<string, unknown>, companies: Map<string, string>, line: number }

function putValue(field: BoardField, text: string, { values, companies, line, mapping, names, report }: Putting): void {
  const { id, kind } = field
  if (kind === 'person') { const person = names.person(text); if (person !== null) values[id] = person }
  else if (kind === 'company') { const key = companyKey(text); if (key !== null) { companies.set(key, key); values[id] = key } }
  else if (kind === 'multiSelect') for (const part of partsOf(text)) { const option = field.options.find(({ name }) => name === part.slice(0, 100)); if (option) values[`${id}/${option.id}`] = true }
  else {
    const isTooLong = text.length > mostNumberLength && kind !== 'text' && kind !== 'link' && kind !== 'select'
    const value = isTooLong ? undefined : kind === 'date' ? readDate(text, mapping.dates)?.day : readFieldText(field, text, plainWriting)
    if (text.length > mostText && typeof value === 'string') report.add('longTexts', line)
    if (value === undefined) report.add(kind === 'date' ? 'unknownDates' : 'unknownNumbers', line)
    else if (value !== false) values[id] = value
  }
}
