import type * as Y from 'yjs'
import { baselinesOf } from '../boards/baseline.ts'
import { type BoardCalendar, calendarsOf } from '../boards/board-calendar.ts'
import { readWholeBoard } from '../boards/board-content.ts'
import { settingsOf } from '../boards/board-settings.ts'
import { columnsOf } from '../boards/column.ts'
import { labelsOf } from '../boards/label.ts'
import { linksOf } from '../boards/link.ts'
import { dayOf } from '../boards/local-time.ts'
import { childrenIn } from '../boards/outline.ts'
import type { Task } from '../boards/task.ts'
import { cardsByColumn, liveTasksOf } from '../boards/tasks.ts'
import type { PageNode } from '../pages/page-json.ts'
import { namedInFields, portableFields } from './portable-fields.ts'
import { fileFormat, fileVersion, most, type PortableBoard, type PortableCalendar, type PortableTask } from './board-file.ts'

export interface Giving {
  /** names of people and companies, by their ids */
  people: ReadonlyMap<string, string>
  companies: ReadonlyMap<string, string>
  /** blocks of the description, by the ids of tasks */
  descriptions: ReadonlyMap<string, readonly PageNode[]>
  /** tasks of the reader's own company's side */
  privateTasks?: ReadonlySet<string>
}

/** What a board says, as it travels: living tasks in the order of the outline. */
export function readPortable(doc: Y.Doc, giving: Giving): PortableBoard {
  const columns = columnsOf(doc)
  const tasks = liveTasksOf(doc)
  const places = new Map([...cardsByColumn(tasks.values(), columns).values()].flatMap(cards => cards.map(({ id }, place) => [id, place] as const)))
  const known = new Set(columns.map(({ id }) => id))
  const ordered = inOutline(tasks)
  const { fields, views } = readWholeBoard(doc)
  const { title, ...settings } = settingsOf(doc)
  const named = namedInFields(portableFields({ fields }), tasks.values())
  const people = new Set([...ordered.flatMap(({ task }) => task.assignees.map(({ userId }) => userId)), ...named.people])
  const calendars = calendarsOf(doc)
  const companies = new Set([...ordered.map(({ task }) => task.companyId), ...calendars.map(({ companyId }) => companyId), ...named.companies].filter(id => id !== null))
  return {
    format: fileFormat, version: fileVersion, title, settings,
    companies: [...companies].map(id => ({ id, name: giving.companies.get(id) ?? '' })),
    people: [...people].map(id => ({ id, name: giving.people.get(id) ?? '', email: null })),
    columns: columns.map(({ id, title: name, stage, limit }) => ({ id, title: name, stage, limit })),
    labels: labelsOf(doc).map(({ id, name, color }) => ({ id, name, color })),
    calendars: calendars.map(portableCalendar),
    tasks: ordered.map(({ task, parent }) => toPortable(task, { parent, place: places.get(task.id) ?? 0, column: known.has(task.column) ? task.column : columns[0]?.id ?? null, description: [...giving.descriptions.get(task.id) ?? []], isPrivate: giving.privateTasks?.has(task.id) ?? false })),
    links: linksOf(doc).filter(({ from, to }) => tasks.has(from) && tasks.has(to)).map(({ from, to, type, lag }) => ({ from, to, type, lag })),
    baselines: baselinesOf(doc).map(({ title: name, madeAt, dates }) => ({ title: name, madeAt, dates: [...dates].filter(([task]) => tasks.has(task)).map(([task, planned]) => ({ task, ...planned })) })),
    fields, views,
  }
}

/** Depth first; each with the parent under which it is shown. */
function inOutline(tasks: ReadonlyMap<string, Task>): { task: Task, parent: string | null }[] {
  const children = childrenIn(tasks)
  const rows: { task: Task, parent: string | null }[] = []
  const open = (children.get(null) ?? []).map(task => ({ task, parent: null as string | null })).toReversed()
  for (let row = open.pop(); row !== undefined; row = open.pop()) {
    const { task: { id } } = row
    rows.push(row)
    for (const child of (children.get(id) ?? []).toReversed()) open.push({ task: child, parent: id })
  }
  return rows
}

type Placing = Pick<PortableTask, 'parent' | 'place' | 'column' | 'description'> & { isPrivate: boolean }

const toPortable = ({ id, title, plan, deadline, companyId, assignees, labels, priority, progress, effort, checklist, files, repeat, values }: Task, { isPrivate, ...placing }: Placing): PortableTask => ({
  id, title, ...placing, ...(isPrivate && { isPrivate }), plan, deadline, companyId, priority, progress, effort, repeat,
  assignees: [...assignees], labels: [...labels], checklist: checklist.slice(0, most.checklist).map(({ text, isDone }) => ({ text, isDone })),
  ...(files.length > 0 && { files: files.slice(0, most.files).map(({ name, size, userId, at }) => ({ name, size, addedBy: userId, addedAt: at })) }),
  values: Object.fromEntries(values),
})

function portableCalendar({ id, title, companyId, base, week, workWeeks, exceptions, country = null }: BoardCalendar): PortableCalendar {
  const copied = (days: BoardCalendar['week']): PortableCalendar['week'] => days.map(shifts => shifts && shifts.map(([from, until]): [number, number] => [from, until]))
  return {
    id, title, companyId, base: base ?? null, week: copied(week), ...(country && { country }),
    workWeeks: workWeeks.map(({ from, to, week: days }) => ({ from: dayOf(from), to: dayOf(to), week: copied(days) })),
    exceptions: exceptions.map(({ title: name, from, to, shifts, recurrence = null }) => ({
      title: name, from: dayOf(from), to: dayOf(to), shifts: shifts.map(([one, other]): [number, number] => [one, other]),
      recurrence: recurrence && ('weekdays' in recurrence ? { ...recurrence, weekdays: [...recurrence.weekdays] } : recurrence) as PortableCalendar['exceptions'][number]['recurrence'],
    })),
  }
}
