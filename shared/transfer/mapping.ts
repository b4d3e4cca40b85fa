import { type Static, Type, type TSchema } from 'typebox'
import type { FieldKind } from '../boards/field.ts'
import { OneOf, Shape } from '../contract.ts'
import { isTimeZone } from '../time.ts'

/** What a column of a table can say of a task. */
export const tableFields = ['title', 'description', 'column', 'id', 'parent', 'level', 'start', 'finish', 'duration', 'deadline', 'done', 'percent', 'priority', 'labels', 'company', 'people', 'estimate', 'spent', 'predecessors', 'checklist'] as const
export type TableField = (typeof tableFields)[number]

/** What a column becomes that is none of these: a field of the board's own, of this kind. */
export const ownMeanings = ['own:text', 'own:number', 'own:money', 'own:date', 'own:select', 'own:multiSelect', 'own:checkbox', 'own:person', 'own:company', 'own:link'] as const
export type OwnMeaning = (typeof ownMeanings)[number]
export type ColumnMeaning = TableField | OwnMeaning

export const ownMeaningOf = (meaning: ColumnMeaning | null): Exclude<FieldKind, 'formula'> | null => (isOwn(meaning) ? ownKinds[meaning] : null)
export const isOwn = (meaning: ColumnMeaning | null): meaning is OwnMeaning => meaning !== null && Object.hasOwn(ownKinds, meaning)
const ownKinds: Readonly<Record<OwnMeaning, Exclude<FieldKind, 'formula'>>> = {
  'own:text': 'text', 'own:number': 'number', 'own:money': 'money', 'own:date': 'date', 'own:select': 'select', 'own:multiSelect': 'multiSelect', 'own:checkbox': 'checkbox', 'own:person': 'person', 'own:company': 'company', 'own:link': 'link',
}

export const dateOrders = ['ymd', 'dmy', 'mdy'] as const
export type DateOrder = (typeof dateOrders)[number]
export const encodings = ['utf-8', 'utf-16le', 'utf-16be', 'windows-1257', 'windows-1252'] as const
export type Encoding = (typeof encodings)[number]

export const mostTableColumns = 300

/** As JSON Schema says it: it is also checked by itself. */
const OrNull = <S extends TSchema>(schema: S) => Type.Union([schema, Type.Null()])

/** How a table is read: what each of its columns says (null: nothing), and how its dates and letters are written. */
export const Mapping = Shape({ fields: Type.Array(OrNull(OneOf([...tableFields, ...ownMeanings])), { maxItems: mostTableColumns }), dates: OneOf(dateOrders), encoding: OrNull(OneOf(encodings)) })
export type Mapping = Static<typeof Mapping>

/** What columns are called, in our words first and then in those of other programs; all in small letters. */
const names: Readonly<Record<TableField, readonly string[]>> = {
  title: ['title', 'nosaukums', 'task name', 'name', 'summary', 'task', 'subject', 'item', 'card name', 'uzdevums', 'virsraksts', 'tēma', 'issue', 'to-do', 'todo'],
  description: ['description', 'apraksts', 'notes', 'note', 'details', 'card description', 'piezīmes', 'body', 'text'],
  column: ['column', 'kolonna', 'section/column', 'section', 'status', 'list', 'list name', 'statuss', 'state', 'stage', 'group', 'phase', 'stāvoklis', 'posms', 'bucket'],
  id: ['id', 'nr.', 'no.', 'nr', '#', 'task id', 'issue key', 'key', 'unique id', 'card id', 'issue id', 'item id', 'item id (auto generated)'],
  parent: ['parent', 'virsuzdevums', 'parent task', 'parent id', 'parent key', 'parent issue', 'subtask of'],
  level: ['outline level', 'līmenis', 'level'],
  start: ['start', 'sākums', 'start date', 'begin', 'begin date', 'planned start', 'sākuma datums', 'starts', 'timeline - start'],
  finish: ['finish', 'beigas', 'finish date', 'end', 'end date', 'planned finish', 'planned end', 'beigu datums', 'ends', 'timeline - end'],
  duration: ['duration', 'ilgums'],
  deadline: ['deadline', 'termiņš', 'due date', 'due', 'due on', 'date', 'datums', 'target date'],
  done: ['done', 'padarīts', 'completed', 'complete', 'completed at', 'is done', 'resolved', 'pabeigts'],
  percent: ['% complete', '% pabeigts', 'percent complete', 'progress', 'percent', '%', 'izpilde'],
  priority: ['priority', 'prioritāte', 'importance', 'urgency'],
  labels: ['labels', 'etiķetes', 'iezīmes', 'tags', 'label', 'tag', 'category', 'categories', 'birkas', 'kategorija'],
  // A column called only "Company" is of customers as often as of who is responsible: a person says so.
  company: ['responsible company', 'atbildīgais uzņēmums'],
  people: ['people', 'cilvēki', 'assignee', 'assignees', 'assigned to', 'owner', 'person', 'members', 'resource names', 'responsible', 'izpildītājs', 'atbildīgais', 'assignee email'],
  estimate: ['estimate', 'aplēse', 'novērtējums', 'estimated time', 'original estimate', 'work', 'estimated hours', 'darbs'],
  spent: ['time spent', 'patērētais laiks', 'actual time', 'actual hours', 'spent'],
  predecessors: ['predecessors', 'priekšteči', 'dependencies', 'depends on', 'blocked by (dependencies)', 'blocked by', 'dependent on', 'dependency'],
  checklist: ['checklist', 'kontrolsaraksts', 'checklist items'],
}

const timed: ReadonlySet<TableField> = new Set<TableField>(['start', 'finish', 'deadline'])

/** The head of a column in a table that Kopa writes. Where times stand below, it says by which clock: "Start (Europe/Riga)". */
export const headOf = (field: TableField, language: 'en' | 'lv', zone: string): string => {
  const [en = field, lv = en] = names[field]
  const head = language === 'lv' ? lv : en
  const capital = head === 'id' ? 'ID' : head.charAt(0).toUpperCase() + head.slice(1)
  return timed.has(field) ? `${capital} (${zone})` : capital
}

/** A head without the zone that it names; null: it names none. */
function zonedHead(head: string): { words: string, zone: string } | null {
  const [, words = '', zone = ''] = /^(.*\S)\s*\(([A-Za-z][\w+/-]{1,60})\)\s*$/.exec(head.slice(0, 300)) ?? []
  return (zone === 'UTC' || zone.includes('/')) && isTimeZone(zone) ? { words, zone } : null
}

/** The clock by which the times of a table are, where its heads say so. */
export const zoneOfHeads = (heads: readonly string[]): string | null => heads.map(zonedHead).find(named => named !== null)?.zone ?? null

/**
 * What the columns of a table may say, by their heads: each field once (labels and people may stand in several), the best
 * known name first.
 */
export function guessFields(heads: readonly string[]): (TableField | null)[] {
  const wanted = heads.map(head => (zonedHead(head)?.words ?? head).trim().toLowerCase().replace(/^custom field \((.*)\)$/, '$1').replace(/[*:]$/, '').trim())
  const fields: (TableField | null)[] = heads.map(() => null)
  for (const field of tableFields) {
    const known = names[field]
    const places = wanted.flatMap((head, at) => (known.includes(head) && fields[at] === null ? [at] : []))
    const best = places.toSorted((one, other) => known.indexOf(wanted[one] ?? '') - known.indexOf(wanted[other] ?? '') || one - other)
    const mayRepeat = field === 'labels' || field === 'people'
    const sameHead = best.filter(at => wanted[at] === wanted[best[0] ?? -1])
    for (const at of mayRepeat ? sameHead : best.slice(0, 1)) fields[at] = field
  }
  if (!fields.includes('title') && fields.length > 0) fields[Math.max(0, fields.indexOf(null))] = 'title'
  return fields
}
