import type { BoardField } from '@kopa/shared/boards/field.ts'
import { isMoney, minorDigits, mostText } from '@kopa/shared/boards/field-values.ts'
import { type FormulaValue, isDay, textOf } from '@kopa/shared/boards/formula-values.ts'
import { localTimeOf } from '@kopa/shared/boards/local-time.ts'
import type { PortableBoard, PortableTask } from '@kopa/shared/transfer/board-file.ts'
import { writable } from '@kopa/shared/transfer/blocks.ts'
import { fieldTeller, type FieldTelling, portableFields } from '@kopa/shared/transfer/portable-fields.ts'
import { durationOf, flagOf, numberOf, timeOf } from './project-values.ts'
import type { TaskRecord } from './project-tasks.ts'
import type { XmlRecord } from './xml-records.ts'
import { element } from './xml-writing.ts'

/**
 * The board's own fields as the custom fields of Microsoft Project's tasks ("extended attributes"): Text1 to Text30, Number1 to Number20, Cost1 to
 * Cost10, Date1 to Date10, Flag1 to Flag20; Start, Finish and Duration are read, not written. Numbers of fields as the program has them (PjField).
 */
const typeNames = ['Text', 'Number', 'Cost', 'Date', 'Flag', 'Start', 'Finish', 'Duration'] as const
type SlotType = (typeof typeNames)[number]
interface Slot { readonly type: SlotType, readonly name: string, readonly id: number }

const ids: Readonly<Record<SlotType, readonly (number | readonly [first: number, last: number, step?: number])[]>> = {
  Text: [[731, 746, 3], [747, 750], [997, 1016]], Number: [[767, 771], [982, 996]], Cost: [[786, 788], [938, 944]], Date: [[945, 954]], Flag: [[752, 761], [972, 981]],
  Start: [[732, 744, 3], [962, 970, 2]], Finish: [[733, 745, 3], [963, 971, 2]], Duration: [[783, 785], [955, 961]],
}
const base = 188_743_000

const slots: readonly Slot[] = typeNames.flatMap(type => ids[type].flatMap(range => (typeof range === 'number' ? [range] : stepped(range))).map((id, at) => ({ type, name: `${type}${at + 1}`, id: base + id })))

function stepped([first, last, step = 1]: readonly [number, number, number?]): number[] {
  return Array.from({ length: Math.floor((last - first) / step) + 1 }, (_, at) => first + at * step)
}

export interface ProjectFields { /** of all costs; null: there are none */ currency: string | null, /** what the fields are, for the head of the project */ definitions: string, /** what a task says in them */ valuesOf: (task: PortableTask) => string }

interface Written { field: BoardField, slot: Slot }

/** The fields of a board for Microsoft Project; what does not fit its few numbers, costs, dates and flags is a text, and fields beyond thirty texts stay behind. */
export function fieldsForProject(board: PortableBoard, telling: FieldTelling): ProjectFields {
  const fields = portableFields(board)
  const tell = fieldTeller(board, fields, telling)
  const valueOf = (field: BoardField, task: PortableTask): FormulaValue => { const result = tell(field, task); return 'fault' in result ? null : result.value }
  const currency = fields.find(({ kind }) => kind === 'money')?.currency ?? usualCurrency
  const free = new Map(typeNames.map(type => [type, slots.filter(slot => slot.type === type)]))
  const written = fields.flatMap((field): Written[] => {
    const type = typeFor(field, board.tasks.map(task => valueOf(field, task)), currency)
    const slot = free.get(type)?.shift() ?? free.get('Text')?.shift()
    return slot ? [{ field, slot }] : []
  })
  if (written.length === 0) return { currency: null, definitions: '', valuesOf: () => '' }
  return {
    currency: written.some(({ slot }) => slot.type === 'Cost') ? currency : null,
    definitions: `\n<ExtendedAttributes>${written.map(definitionXml).join('\n')}</ExtendedAttributes>`,
    valuesOf: task => written.map(({ field, slot }) => valueXml(slot, valueOf(field, task))).join(''),
  }
}

/** Amounts of another currency are texts that name it: a project has one. */
function typeFor({ kind }: BoardField, values: readonly FormulaValue[], currency: string): SlotType {
  const said = values.filter(value => value !== null && value !== '')
  if (kind === 'number' || (kind === 'formula' && said.length > 0 && said.every(value => typeof value === 'number'))) return 'Number'
  if (kind === 'date') return 'Date'
  if (kind === 'checkbox') return 'Flag'
  return kind === 'money' && said.every(value => isMoney(value) && value.currency === currency) ? 'Cost' : 'Text'
}

/** What costs of a project are taken for when it names none. */
const usualCurrency = 'EUR'

function definitionXml({ field: { name, kind, options }, slot }: Written): string {
  const isChosen = kind === 'select' || kind === 'multiSelect'
  const list = isChosen ? `<ValueList>${options.map((option, at) => element('Value', { ID: at + 1, Value: option.name })).join('')}</ValueList>` : ''
  return element('ExtendedAttribute', { FieldID: slot.id, FieldName: slot.name, ...kind === 'multiSelect' ? { MaxMultiValues: Math.max(2, options.length) } : {}, Alias: name || slot.name, ...isChosen ? { RestrictValues: true } : {} }, list)
}

function valueXml({ id, type }: Slot, value: FormulaValue): string {
  const words = value === null || value === false ? '' : wordsFor(type, value)
  return words === '' ? '' : element('ExtendedAttribute', { FieldID: id, Value: words })
}

/** Costs are told in hundredths. */
function wordsFor(type: SlotType, value: Exclude<FormulaValue, null>): string {
  if (type === 'Cost' && isMoney(value)) return String(Math.round(value.amount / 10 ** minorDigits(value.currency) * 100))
  if (isDay(value)) return value.day === '' ? '' : type === 'Date' ? `${value.day}T08:00:00` : value.day
  return typeof value === 'boolean' ? '1' : textOf(value)
}

export interface FieldsOfProject { fields: PortableBoard['fields'], values: ReadonlyMap<string, PortableTask['values']>, /** may this attribute of a task be told as lost? */ isKnown: (attribute: XmlRecord) => boolean }

/** The custom fields of a project: those that it names, and those that its tasks say anything in. */
export function fieldsOfProject(root: XmlRecord, records: readonly TaskRecord[]): FieldsOfProject {
  const definitions = new Map(root.path('ExtendedAttributes', 'ExtendedAttribute').map(record => [numberOf(record, 'FieldID'), record]))
  const used = new Set(records.flatMap(({ record }) => record.all('ExtendedAttribute').flatMap(attribute => (attribute.text('Value') === null ? [] : numberOf(attribute, 'FieldID') ?? []))))
  const known = slots.filter(({ id }) => used.has(id) || definitions.get(id)?.text('Alias'))
  const currency = /^[A-Z]{3}$/.exec(root.text('CurrencyCode') ?? '')?.[0] ?? usualCurrency
  const read = new Map(known.map((slot, at) => [slot.id, fieldIn(slot, { definition: definitions.get(slot.id) ?? null, at, currency })]))
  const fields = Object.fromEntries([...read.values()].flatMap(({ id, options, ...field }) => [[id, field], ...options.map(({ id: option, ...choice }) => [`${id}/${option}`, choice])])) as Record<string, unknown> // entries of both
  const values = new Map(records.map(({ task, record }) => [task.id, Object.fromEntries(record.all('ExtendedAttribute').flatMap(attribute => valuesIn(read.get(numberOf(attribute, 'FieldID') ?? 0), attribute)))]))
  return { fields, values, isKnown: attribute => read.has(numberOf(attribute, 'FieldID') ?? 0) }
}

function fieldIn({ type, name, id }: Slot, { definition, at, currency }: { definition: XmlRecord | null, at: number, currency: string }): BoardField {
  const choices = type === 'Text' ? definition?.path('ValueList', 'Value').flatMap(value => value.text('Value') ?? []) ?? [] : []
  const isMany = definition !== null && (numberOf(definition, 'MaxMultiValues') ?? 0) > 1
  const kind = choices.length === 0 ? kindsOf[type] : isMany ? 'multiSelect' : 'select'
  return {
    id: `p${id}`, kind, name: writable(definition?.text('Alias') ?? name).slice(0, 100), order: String(at).padStart(4, '0'), currency, formula: '',
    options: [...new Set(choices.map(choice => writable(choice).slice(0, 100)))].slice(0, 500).map((choice, place) => ({ id: `o${place}`, name: choice, color: place % 8, order: place })),
  }
}

const kindsOf: Readonly<Record<SlotType, BoardField['kind']>> = { Text: 'text', Number: 'number', Cost: 'money', Date: 'date', Flag: 'checkbox', Start: 'date', Finish: 'date', Duration: 'text' }

/** What a task says in a field, under the keys under which it keeps it. */
function valuesIn(field: BoardField | undefined, attribute: XmlRecord): [key: string, value: unknown][] {
  const words = attribute.text('Value')
  if (!field || words === null) return []
  const value = valueIn(field, words, attribute)
  if (field.kind === 'multiSelect') return words.split(',').flatMap(part => optionOf(field, part) ?? []).map(option => [`${field.id}/${option}`, true])
  return value === null || value === false ? [] : [[field.id, value]]
}

const optionOf = ({ options }: BoardField, words: string): string | undefined => options.find(({ name }) => name === writable(words.trim()).slice(0, 100))?.id

function valueIn(field: BoardField, words: string, attribute: XmlRecord): unknown {
  switch (field.kind) {
    case 'number': return numberOf(attribute, 'Value')
    case 'money': { const hundredths = numberOf(attribute, 'Value'); return hundredths === null ? null : { amount: Math.round(hundredths / 100 * 10 ** minorDigits(field.currency)), currency: field.currency } }
    case 'date': { const time = timeOf(attribute, 'Value'); return time === null ? null : localTimeOf(time).slice(0, 10) }
    case 'checkbox': return flagOf(attribute, 'Value')
    case 'select': return optionOf(field, words) ?? null
    case 'text': case 'link': case 'person': case 'company': case 'multiSelect': case 'formula': { const minutes = durationOf(attribute, 'Value'); return writable(minutes === null ? words : `${Math.round(minutes / 6) / 10}h`).slice(0, mostText) }
  }
}
