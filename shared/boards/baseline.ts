import type * as Y from 'yjs'
import { rootOf, type Stored } from './board.ts'
import { isRecord, localTimeOrNull, numberIn, textIn } from './stored-value.ts'

/** When a task should have been done. Wall-clock times; `duration` in working minutes. */
export interface PlannedDates { readonly start: string, readonly finish: string, readonly duration: number }

export interface BaselineName {
  readonly id: string
  readonly title: string
  /** milliseconds since 1970 */
  readonly madeAt: number
}

/** The dates of a plan as they were at a moment, frozen for comparison. */
export interface Baseline extends BaselineName {
  /** by the ids of tasks */
  readonly dates: ReadonlyMap<string, PlannedDates>
}

/** So many does a board keep; a file may bring some more. */
export const mostBaselines = 10
const mostRead = 20
export const mostBaselineTitle = 200
const mostMinutes = 60 * 24 * 366 * 100

function readName(id: string, value: Stored): BaselineName | null {
  return isRecord(value) ? { id, title: textIn(value['title'], mostBaselineTitle), madeAt: numberIn(value['madeAt'], { least: 0, most: 8.64e15, otherwise: 0 }) } : null
}

/** Stored as a short list: a plan of 10,000 tasks has as many. */
function readDates(planned: Stored): PlannedDates | null {
  if (!Array.isArray(planned)) return null
  const [start, finish] = [localTimeOrNull(planned[0]), localTimeOrNull(planned[1])]
  if (start === null || finish === null || finish < start) return null
  return { start, finish, duration: numberIn(planned[2], { least: 0, most: mostMinutes, otherwise: 0 }) }
}

const none: Readonly<Record<string, Stored>> = {}

/** As they are stored, by the ids of tasks. */
function storedDates(doc: Y.Doc, id: string): Readonly<Record<string, Stored>> {
  const value = rootOf(doc, 'baselines').get(id)
  return isRecord(value) && isRecord(value['dates']) ? value['dates'] : none
}

/** In the order in which they were made; their dates are not looked at. */
export const baselineNamesOf = (doc: Y.Doc): BaselineName[] =>
  [...rootOf(doc, 'baselines')].flatMap(([id, value]) => readName(id, value) ?? []).toSorted((one, other) => one.madeAt - other.madeAt || (one.id < other.id ? -1 : 1)).slice(0, mostRead)

/** In the order in which they were made. */
export const baselinesOf = (doc: Y.Doc): Baseline[] => baselineNamesOf(doc).map(name => ({
  ...name,
  dates: new Map(Object.entries(storedDates(doc, name.id)).flatMap(([task, planned]) => { const dates = readDates(planned); return dates ? [[task, dates] as const] : [] })),
}))

/** What a baseline says of one task, without reading the others; null: nothing. */
export function plannedIn(doc: Y.Doc, baseline: string, task: string): PlannedDates | null {
  const dates = storedDates(doc, baseline)
  return Object.hasOwn(dates, task) ? readDates(dates[task]) : null
}

/** The first start and the last finish of a baseline; null: it has no dates. */
export function spanOf(doc: Y.Doc, baseline: string): { start: string, finish: string } | null {
  const dates = Object.values(storedDates(doc, baseline)).flatMap(planned => readDates(planned) ?? [])
  const [first] = dates
  if (first === undefined) return null
  return dates.reduce((span, { start, finish }) => ({ start: start < span.start ? start : span.start, finish: finish > span.finish ? finish : span.finish }), { start: first.start, finish: first.finish })
}

/** One value: a baseline is frozen, nobody edits parts of it. */
export const putBaseline = (doc: Y.Doc, { id, title, madeAt, dates }: Baseline): void =>
  void rootOf(doc, 'baselines').set(id, { title, madeAt, dates: Object.fromEntries([...dates].map(([task, { start, finish, duration }]) => [task, [start, finish, duration]])) })

/** Its dates stay as they are. One that somebody has removed meanwhile stays away. */
export function renameBaseline(doc: Y.Doc, id: string, title: string): void {
  const value = rootOf(doc, 'baselines').get(id)
  if (isRecord(value)) rootOf(doc, 'baselines').set(id, { ...value, title })
}

export const removeBaseline = (doc: Y.Doc, id: string): void => rootOf(doc, 'baselines').delete(id)
