import * as Y from 'yjs'
import { fillBoard } from '../boards/board-content.ts'
import { type BoardField, fieldsOf } from '../boards/field.ts'
import { valueOf } from '../boards/field-values.ts'
import { dueDay } from '../boards/filter.ts'
import { unknownFlow } from '../boards/flow.ts'
import { type FormulaResult, Formulas } from '../boards/formula.ts'
import { isRecord } from '../boards/stored-value.ts'
import type { Task } from '../boards/task.ts'
import { plainValue } from '../canonical-json.ts'
import type { PortableBoard, PortableTask } from './board-file.ts'

/** The board's own fields as they travel, in their order. */
export function portableFields({ fields }: Pick<PortableBoard, 'fields'>): BoardField[] {
  const doc = new Y.Doc()
  const plain = plainValue(fields, 20)
  if (isRecord(plain)) fillBoard(doc, { fields: plain })
  const isPrivate = ({ id }: BoardField): boolean => { const field = fields[id]; return isRecord(field) && field['isPrivate'] === true }
  return fieldsOf(doc).map(field => (isPrivate(field) ? { ...field, isPrivate: true } : field))
}

/** As the model reads it; what stands in no file is left empty. */
export const asTask = ({ column, place, ...task }: PortableTask): Task =>
  ({ ...task, column: column ?? '', letGoBy: null, flow: unknownFlow, order: String(place), rank: '', checklist: [], files: [], values: new Map(Object.entries(task.values)), pageId: null, made: null, removed: null })

export interface FieldTelling { /** days on which tasks start and finish */ dates: (id: string) => { start: string, finish: string } | undefined, /** `2026-03-02` */ today: string }

/** What tasks of a file say in its fields, formulas worked out and everything else in names. */
export function fieldTeller(board: PortableBoard, fields: readonly BoardField[], { dates, today }: FieldTelling): (field: BoardField, task: PortableTask) => FormulaResult {
  const tasks = new Map(board.tasks.map(task => [task.id, asTask(task)]))
  const below = Map.groupBy(board.tasks, ({ parent }) => parent)
  const names = { person: new Map(board.people.map(({ id, name }) => [id, name])), company: new Map(board.companies.map(({ id, name }) => [id, name])) }
  const formulas = new Formulas({
    fields, dates, today,
    task: id => tasks.get(id),
    subtasks: id => (below.get(id) ?? []).map(task => task.id),
    dueDay: ({ deadline }) => (deadline === null ? null : dueDay(deadline, board.settings.zone)),
    nameOf: (kind, id) => names[kind].get(id) ?? '',
  })
  return (field, task) => formulas.value(task.id, field.id)
}

/** People and companies that are named in fields. */
export function namedInFields(fields: readonly BoardField[], tasks: Iterable<Pick<Task, 'values'>>): { people: string[], companies: string[] } {
  const naming = fields.filter(({ kind }) => kind === 'person' || kind === 'company')
  const named = naming.length === 0 ? [] : [...tasks].flatMap(task => naming.flatMap(field => { const id = valueOf(field, task); return typeof id === 'string' ? [{ kind: field.kind, id }] : [] }))
  const of = (kind: BoardField['kind']): string[] => [...new Set(named.filter(one => one.kind === kind).map(({ id }) => id))]
  return { people: of('person'), companies: of('company') }
}
