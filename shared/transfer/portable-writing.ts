import type * as Y from 'yjs'
import { putBaseline } from '../boards/baseline.ts'
import { putCalendar } from '../boards/board-calendar.ts'
import { countryIn } from '../holidays/holidays.ts'
import { fillBoard } from '../boards/board-content.ts'
import { changeSettings } from '../boards/board-settings.ts'
import type { Act } from '../boards/board.ts'
import { addColumn } from '../boards/column.ts'
import { putLabel } from '../boards/label.ts'
import { putLink } from '../boards/link.ts'
import { isRecord } from '../boards/stored-value.ts'
import { plainValue } from '../canonical-json.ts'
import { addTask, putChecklistItem, setEffort, setProgress, setRepeat, setTaskPage, setValue } from '../boards/task-verbs.ts'
import { spreadKeys } from '../order.ts'
import type { PortableBoard, PortableTask } from './board-file.ts'
import { portableFields } from './portable-fields.ts'

export interface Taking {
  act: Act
  newId: () => string
  /** person of the file -> person of the workspace; who is not in it is not assigned */
  people: ReadonlyMap<string, string>
  /** company of the file -> company of the workspace */
  companies: ReadonlyMap<string, string>
  /** task of the file -> its page, where there is one */
  pages: ReadonlyMap<string, string>
  /** task of the file -> its id on the board */
  tasks: ReadonlyMap<string, string>
}

/** Writes what a file brings into an empty board, under new ids. */
export function writePortable(doc: Y.Doc, board: PortableBoard, taking: Taking): void {
  const { newId, companies, tasks } = taking
  const fresh = (list: readonly { id: string }[]) => new Map(list.map(({ id }) => [id, newId()]))
  const [columns, labels, calendars] = [fresh(board.columns), fresh(board.labels), fresh(board.calendars)]
  const from = (ids: ReadonlyMap<string, string>, id: string | null): string | null => (id === null ? null : ids.get(id) ?? null)
  doc.transact(() => {
    changeSettings(doc, { ...board.settings, calendar: from(calendars, board.settings.calendar), ...(board.title && { title: board.title }) })
    const columnKeys = spreadKeys(board.columns.length)
    board.columns.forEach(({ id, title, stage, limit }, at) => addColumn(doc, { id: columns.get(id) ?? '', title, stage, limit, order: columnKeys[at] ?? '' }))
    for (const { id, name, color } of board.labels) putLabel(doc, { id: labels.get(id) ?? '', name, color })
    for (const { id, companyId, base, country, ...calendar } of board.calendars) {
      putCalendar(doc, { ...calendar, country: countryIn(country), id: calendars.get(id) ?? '', base: from(calendars, base), companyId: from(companies, companyId) })
    }
    fillBoard(doc, { fields: fieldsForAll(board.fields), views: plainRecord(board.views) })
  })
  writeTasks(doc, board, { ...taking, columns, labels, calendars, named: namedIn(board) })
  writeLinks(doc, board, taking)
  for (const { title, madeAt, dates } of board.baselines) {
    putBaseline(doc, { id: newId(), title, madeAt, dates: new Map(dates.flatMap(({ task, ...planned }) => { const id = tasks.get(task); return id === undefined ? [] : [[id, planned] as const] })) })
  }
}

/** What one update holds: whoever opens the board looks through one after the other, and lets others go first in between. */
const atOnce = { tasks: 100, links: 1000 }

function inStretches<T>(doc: Y.Doc, list: readonly T[], size: number, write: (item: T, at: number) => void): void {
  for (let from = 0; from < list.length; from += size) doc.transact(() => list.slice(from, from + size).forEach((item, at) => write(item, from + at)))
}

function writeLinks(doc: Y.Doc, { links }: PortableBoard, { newId, tasks }: Taking): void {
  inStretches(doc, links, atOnce.links, ({ from: before, to, type, lag }, created) => {
    const [one, other] = [tasks.get(before), tasks.get(to)]
    if (one !== undefined && other !== undefined && one !== other) putLink(doc, { id: newId(), from: one, to: other, type, lag, created })
  })
}

const plainRecord = (value: unknown): Record<string, unknown> => {
  const plain = plainValue(value, 20)
  return isRecord(plain) ? plain : {}
}

/** Fields of a new board are everybody's. */
const fieldsForAll = (fields: unknown): Record<string, unknown> =>
  Object.fromEntries(Object.entries(plainRecord(fields)).map(([id, field]) => [id, isRecord(field) ? Object.fromEntries(Object.entries(field).filter(([key]) => key !== 'isPrivate')) : field]))

/** People and companies of a field by their ids here; who is not here is not named. */
function valueHere(value: unknown, kind: 'person' | 'company' | undefined, { people, companies }: Pick<Taking, 'people' | 'companies'>): unknown {
  return kind === undefined || typeof value !== 'string' ? value : (kind === 'person' ? people : companies).get(value)
}

const namedIn = (board: PortableBoard): Ids['named'] => new Map(portableFields(board).flatMap(({ id, kind }) => (kind === 'person' || kind === 'company' ? [[id, kind] as const] : [])))

interface Ids extends Taking { /** fields that name people or companies */ named: ReadonlyMap<string, 'person' | 'company'>, columns: ReadonlyMap<string, string>, labels: ReadonlyMap<string, string>, calendars: ReadonlyMap<string, string> }

function writeTasks(doc: Y.Doc, { tasks, columns }: PortableBoard, ids: Ids): void {
  const ranks = spreadKeys(tasks.length)
  const orders = spreadKeys(tasks.length)
  const byPlace = new Map([...tasks].sort((one, other) => one.place - other.place).map(({ id }, at) => [id, orders[at] ?? '']))
  const first = columns[0] && ids.columns.get(columns[0].id)
  inStretches(doc, tasks, atOnce.tasks, (task, at) => writeTask(doc, task, { ...ids, column: ids.columns.get(task.column ?? '') ?? first ?? '', order: byPlace.get(task.id) ?? '', rank: ranks[at] ?? '' }))
}

function writeTask(doc: Y.Doc, task: PortableTask, ids: Ids & { column: string, order: string, rank: string }): void {
  const id = ids.tasks.get(task.id)
  if (id === undefined) return
  const { plan, progress, effort, repeat } = task
  addTask(doc, {
    id, title: task.title, column: ids.column, order: ids.order, rank: ids.rank, parent: ids.tasks.get(task.parent ?? '') ?? null,
    plan: plan && { ...plan, calendar: ids.calendars.get(plan.calendar ?? '') ?? null },
    deadline: task.deadline, companyId: ids.companies.get(task.companyId ?? '') ?? null, priority: task.priority,
    assignees: task.assignees.flatMap(assignee => { const userId = ids.people.get(assignee.userId); return userId === undefined ? [] : [{ ...assignee, userId }] }),
    labels: task.labels.flatMap(label => ids.labels.get(label) ?? []),
  }, ids.act)
  if (progress.percent > 0 || progress.start !== null || progress.finish !== null) setProgress(doc, id, progress)
  if (effort.estimate !== null || effort.spent > 0) setEffort(doc, id, effort)
  if (repeat) setRepeat(doc, id, repeat)
  const page = ids.pages.get(task.id)
  if (page !== undefined) setTaskPage(doc, id, page)
  const keys = spreadKeys(task.checklist.length)
  task.checklist.forEach((item, at) => putChecklistItem(doc, id, { ...item, id: ids.newId(), order: keys[at] ?? '' }))
  for (const [field, value] of Object.entries(plainRecord(task.values))) {
    const here = valueHere(value, ids.named.get(field), ids)
    if (here !== undefined) setValue(doc, id, field, here)
  }
}
