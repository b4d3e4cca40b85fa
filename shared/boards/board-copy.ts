import type * as Y from 'yjs'
import { keyBetween } from '../order.ts'
import { deadlinesAnew, earlierOccurrences } from './begun-anew.ts'
import { calendarsOf } from './board-calendar.ts'
import { fillBoard, readWholeBoard, type WholeBoard } from './board-content.ts'
import { planOf } from './board-plan.ts'
import { settingsOf } from './board-settings.ts'
import type { Act, Stored } from './board.ts'
import { type Column, columnsOf } from './column.ts'
import { fieldsOf } from './field.ts'
import { flowInto, storedFlow, unknownFlow } from './flow.ts'
import { linksOf } from './link.ts'
import { dayNumberOf, localTimeOf, minutesOf } from './local-time.ts'
import { comparePlaces } from './places.ts'
import { notDone } from './recurrence.ts'
import { schedule } from './schedule.ts'
import { Shift } from './shifted.ts'
import { isRecord } from './stored-value.ts'
import { manyKeys, readDeadline, type Task, taskKeys } from './task.ts'
import { liveTasksOf, tasksOf } from './tasks.ts'
import { dayAt } from './zoned-time.ts'

/**
 * What is made of a board: a board beside it that stands where it stands (`asItStands`), a template with nothing of it done (`template`), or, of a
 * template, a board whose plan begins on a day.
 */
export type Begins = { as: 'asItStands' } | { as: 'template' } | { as: 'new', /** `2026-03-02`; else today, by the board's clock */ day?: string }

export interface BoardCopy {
  title: string
  act: Act
  begins: Begins
  /** task -> the page that describes the copy of it */
  pages: readonly (readonly [task: string, page: string])[]
  /** file -> that of the copy; what is not named is no file of this board, and stays behind */
  files: Readonly<Record<string, string>>
}

/** The tasks that came along, and the id of each there; the files that any of them has. */
export interface CopiedBoard { tasks: readonly (readonly [task: string, copy: string])[], files: readonly string[] }

interface Copying extends Omit<BoardCopy, 'pages'> {
  pages: ReadonlyMap<string, string>
  from: Y.Doc
  live: ReadonlyMap<string, Task>
  columns: readonly Column[]
  /** an earlier occurrence of a task that comes again has the id of the one that is open: what hangs below it hangs below that one */
  ids: ReadonlyMap<string, string>
  /** of tasks that come again, what a board that begins anew has no need of */
  earlier: ReadonlyMap<string, string>
  shift: Shift
  deadline: ReturnType<typeof deadlinesAnew>
  /** fields that hold a day */
  days: ReadonlySet<string>
  /** where what was done stands in a board that begins anew: column and place */
  places: ReadonlyMap<string, readonly [column: string, order: string]>
}

/**
 * Writes into an empty board what another one says. Tasks and links are known beyond their board, and get ids of their own; columns, labels, fields,
 * calendars and views keep theirs, so that what names them (conditions, formulas, layouts) means the same. What was removed stays behind.
 */
export function copyBoard(from: Y.Doc, into: Y.Doc, copy: BoardCopy, newId: () => string): CopiedBoard {
  const whole = readWholeBoard(from)
  const copying = prepare(from, copy, newId)
  const { begins, earlier } = copying
  const ids = new Map([...copying.ids].filter(([id]) => !earlier.has(id)))
  const { settings, columns, calendars, labels, fields, views } = whole
  fillBoard(into, { settings: copiedSettings(settings, copying), columns, calendars, labels, fields, views })
  inStretches(into, 'tasks', [...ids].map(([id, fresh]) => [fresh, copiedTask(id, whole.tasks[id], copying)]))
  inStretches(into, 'links', copiedLinks(whole.links, ids, newId))
  if (begins.as === 'asItStands') inStretches(into, 'baselines', copiedBaselines(whole.baselines, ids, newId))
  return { tasks: [...ids], files: filesOf(whole.tasks, ids, copy.files) }
}

function prepare(from: Y.Doc, copy: BoardCopy, newId: () => string): Copying {
  const [live, columns] = [liveTasksOf(from), columnsOf(from)]
  const earlier = copy.begins.as === 'asItStands' ? new Map<string, string>() : earlierOccurrences(live, new Set(tasksOf(from).keys()))
  const fresh = new Map([...live.keys()].flatMap(id => (earlier.has(id) ? [] : [[id, newId()] as const])))
  const ids = new Map([...live.keys()].map(id => [id, fresh.get(earlier.get(id) ?? id) ?? '']))
  return {
    ...copy, pages: new Map(copy.pages), from, live, columns, ids, earlier, shift: shiftFor(from, new Map([...live].filter(([id]) => !earlier.has(id))), copy), deadline: deadlinesAnew(from),
    days: new Set(fieldsOf(from).flatMap(({ id, kind }) => (kind === 'date' ? [id] : []))),
    places: copy.begins.as === 'asItStands' ? new Map() : placesAnew([...live.values()], columns),
  }
}

/** What one update holds: whoever opens the board looks through one after the other, and lets others go first in between. */
const atOnce = 100

function inStretches(into: Y.Doc, root: keyof WholeBoard, entries: readonly (readonly [id: string, value: Stored])[]): void {
  for (let at = 0; at < entries.length; at += atOnce) fillBoard(into, { [root]: Object.fromEntries(entries.slice(at, at + atOnce)) })
}

function shiftFor(from: Y.Doc, live: ReadonlyMap<string, Task>, { begins, act }: BoardCopy): Shift {
  const { zone } = settingsOf(from)
  if (begins.as !== 'new') return new Shift(0, zone)
  const first = firstDay(from, live, act.at)
  return new Shift(first === null ? 0 : dayNumberOf(begins.day ?? dayAt(act.at, zone)) - dayNumberOf(first), zone)
}

/** The day on which a plan begins, or, where nothing is planned, on which something is due. */
function firstDay(from: Y.Doc, live: ReadonlyMap<string, Task>, now: number): string | null {
  const settings = settingsOf(from)
  const begin = beginOf(from, live, now)
  if (begin !== null) return begin.slice(0, 10)
  const due = [...live.values()].flatMap(({ deadline }) => (deadline === null ? [] : ['day' in deadline ? deadline.day : new Shift(0, settings.zone).wallTime(deadline.instant).slice(0, 10)]))
  return due.toSorted()[0] ?? null
}

/** When the first task of a plan begins; null: nothing is planned, or it cannot be reckoned. */
function beginOf(from: Y.Doc, live: ReadonlyMap<string, Task>, now: number): string | null {
  const settings = settingsOf(from)
  try {
    const plan = planOf({ tasks: live, links: linksOf(from), calendars: calendarsOf(from), settings, today: minutesOf(new Shift(0, settings.zone).wallTime(now)) })
    return plan.tasks.length === 0 ? null : localTimeOf(schedule(plan).start)
  } catch {
    return null
  }
}

/** A plan without a beginning begins today, and tomorrow tomorrow: in a template it is said once, so that what is due later stays as much later. */
function copiedSettings(settings: WholeBoard['settings'], { title, shift, begins, from, live, act }: Copying): WholeBoard['settings'] {
  const { start, finish } = settingsOf(from)
  const begin = begins.as === 'template' && start === null && finish === null ? beginOf(from, live, act.at)?.slice(0, 10) : undefined
  return {
    ...settings, title, ...start !== null && { start: shift.time(start) }, ...finish !== null && { finish: shift.time(finish) },
    ...begin !== undefined && { start: `${begin}T00:00` },
  }
}

function copiedTask(id: string, said: Stored, copying: Copying): Stored {
  const { live, ids, act, pages, begins } = copying
  const task = live.get(id)
  if (!task || !isRecord(said)) return {}
  const page = pages.get(id)
  const { parent, rank } = task
  const above = parent === null ? undefined : ids.get(parent)
  return {
    ...Object.fromEntries(Object.entries(said).flatMap(([key, value]): [string, Stored][] => (staysBehind(key, copying) ? [] : [[copiedKey(key, copying), copiedValue(key, value, { ...copying, task })]]))),
    ...begins.as !== 'asItStands' && { [taskKeys.board]: boardValueAnew(task, copying) },
    [taskKeys.outline]: [above === undefined || above === ids.get(id) ? '' : above, rank], [taskKeys.made]: { ...act }, ...page !== undefined && { [taskKeys.page]: page },
  }
}

/** A description is a page of its own; who has let go of it there has not here; an id that is of no file of this board gives nobody one. */
const staysBehind = (key: string, { begins, files }: Pick<Copying, 'begins' | 'files'>): boolean =>
  key === taskKeys.page || key === taskKeys.letGoBy || copiedKey(key, { files }) === manyKeys.file || (key === taskKeys.progress && begins.as !== 'asItStands')

const fileIn = (key: string): string | null => (key.startsWith(manyKeys.file) ? key.slice(manyKeys.file.length) : null)

function copiedKey(key: string, { files }: Pick<Copying, 'files'>): string {
  const file = fileIn(key)
  return file === null ? key : manyKeys.file + (Object.hasOwn(files, file) ? files[file] ?? '' : '')
}

const filesOf = (tasks: WholeBoard['tasks'], ids: ReadonlyMap<string, string>, files: BoardCopy['files']): string[] =>
  [...new Set([...ids.keys()].flatMap(id => Object.keys(tasks[id] ?? {}).flatMap(key => fileIn(key) ?? [])))].filter(id => Object.hasOwn(files, id))

function copiedValue(key: string, value: Stored, { begins, shift, days, deadline, task }: Copying & { task: Task }): Stored {
  const anew = begins.as === 'asItStands' ? value : notDone(key, value)
  if (key === taskKeys.deadline && begins.as === 'new') {
    const moved = readDeadline(shift.record(anew))
    return moved === null ? shift.record(anew) : { ...deadline(moved, task) }
  }
  if (key === taskKeys.plan || key === taskKeys.deadline) return shift.record(anew)
  return key.startsWith(manyKeys.field) && days.has(key.slice(manyKeys.field.length)) ? shift.value(anew) : anew
}

function boardValueAnew({ id, column, order }: Task, { places, columns, act }: Copying): Stored {
  const [to, place] = places.get(id) ?? [column, order]
  const stage = columns.find(one => one.id === to)?.stage ?? columns[0]?.stage ?? 'open'
  return [to, place, ...storedFlow(flowInto(unknownFlow, { from: null, to: stage }, act.at))]
}

/** Nothing is done: what stood among the done things stands last in the first column of what is open, in its order. */
function placesAnew(tasks: readonly Task[], columns: readonly Column[]): Copying['places'] {
  const target = columns.find(({ stage }) => stage === 'open') ?? columns.find(({ stage }) => stage !== 'done')
  const places = new Map<string, readonly [string, string]>()
  if (!target) return places
  const inOrder = (list: readonly Task[]) => list.toSorted((one, other) => comparePlaces({ id: one.id, key: one.order }, { id: other.id, key: other.order }))
  let last = inOrder(tasks.filter(({ column }) => column === target.id)).at(-1)?.order ?? null
  for (const { id, stage } of columns) {
    if (stage !== 'done') continue
    for (const task of inOrder(tasks.filter(({ column }) => column === id))) {
      last = keyBehind(last)
      places.set(task.id, [target.id, last])
    }
  }
  return places
}

/** Keys of others may be anything. */
function keyBehind(key: string | null): string {
  try {
    return keyBetween(key, null)
  } catch {
    return `${key ?? ''}1`
  }
}

/** A link to what stayed behind stays behind with it. */
const copiedLinks = (links: WholeBoard['links'], ids: ReadonlyMap<string, string>, newId: () => string): (readonly [string, Stored])[] => Object.values(links).flatMap(link => {
  if (!isRecord(link)) return []
  const [from, to] = [ids.get(String(link['from'])), ids.get(String(link['to']))]
  return from === undefined || to === undefined ? [] : [[newId(), { ...link, from, to }] as const]
})

const copiedBaselines = (baselines: WholeBoard['baselines'], ids: ReadonlyMap<string, string>, newId: () => string): (readonly [string, Stored])[] =>
  Object.values(baselines).flatMap(baseline => (isRecord(baseline) && isRecord(baseline['dates']) ? [[newId(), { ...baseline, dates: named(baseline['dates'], ids) }] as const] : []))

const named = (dates: Record<string, unknown>, ids: ReadonlyMap<string, string>): Record<string, unknown> =>
  Object.fromEntries(Object.entries(dates).flatMap(([task, planned]) => { const id = ids.get(task); return id === undefined ? [] : [[id, planned]] }))
