import type { PlacedTask, ScheduledTask } from '@kopa/shared/boards/plan.ts'
import { type GanttScale, xOf } from './gantt-scale.ts'

/** Numbers in, rectangles out. Everything in CSS pixels of the whole Gantt, of which a window is seen. */
export const rowHeight = 34
export const headerHeight = 52
/** below the list: where a new task is written */
export const footerHeight = 36
const barHeight = 20
const summaryHeight = 9
/** from the middle of a milestone to its points */
export const milestoneRadius = 8

export interface GanttBar {
  readonly id: string
  readonly kind: 'task' | 'summary' | 'milestone'
  /** exactly its start and finish; a milestone's are the same */
  readonly x: number
  readonly width: number
  readonly y: number
  readonly height: number
  /** pixels of it that are done */
  readonly done: number
  /** from its finish to the latest one that delays nobody; 0 where there is no slack, or nobody asked for it */
  readonly slack: number
  readonly deadlineX: number | null
  readonly isCritical: boolean
}

export interface BarInput { readonly dates: PlacedTask & Partial<Pick<ScheduledTask, 'lateFinish' | 'isCritical'>>, /** 0 to 100 */ readonly percent: number, readonly deadline: number | null }

export function barOf({ dates, percent, deadline }: BarInput, row: number, scale: GanttScale): GanttBar {
  const x = xOf(scale, dates.start)
  const width = xOf(scale, dates.finish) - x
  const kind = dates.isSummary ? 'summary' : dates.finish > dates.start ? 'task' : 'milestone'
  const height = kind === 'summary' ? summaryHeight : kind === 'milestone' ? 2 * milestoneRadius : barHeight
  return {
    id: dates.id, kind, x, width, height,
    y: row * rowHeight + (rowHeight - height) / 2,
    done: width * percent / 100,
    slack: dates.isSummary || dates.lateFinish === undefined || dates.lateFinish <= dates.finish ? 0 : xOf(scale, dates.lateFinish) - x - width,
    deadlineX: deadline === null ? null : xOf(scale, deadline),
    isCritical: dates.isCritical ?? false,
  }
}

/** A deadline in a row without a bar: an arrow that points at it, and the title behind. */
export interface DueMark { readonly id: string, readonly x: number }

/** Where a bar lay in the baseline, along the foot of its row. */
export interface PlannedBar { readonly isMilestone: boolean, readonly x: number, readonly width: number, readonly y: number, readonly height: number }
const plannedHeight = 4

export function plannedBarOf({ start, finish }: { start: number, finish: number }, row: number, scale: GanttScale): PlannedBar {
  const x = xOf(scale, start)
  // One pixel of the row is the line below it.
  return { isMilestone: start === finish, x, width: xOf(scale, finish) - x, y: (row + 1) * rowHeight - 2 - plannedHeight, height: plannedHeight }
}

/** Where a link leaves or enters: a milestone at its points. */
export function endX({ kind, x, width }: Pick<GanttBar, 'kind' | 'x' | 'width'>, end: 'start' | 'finish'): number {
  if (kind === 'milestone') return end === 'start' ? x - milestoneRadius : x + milestoneRadius
  return end === 'start' ? x : x + width
}

export const middleOf = (row: number): number => row * rowHeight + rowHeight / 2
export const rowAt = (y: number): number => Math.floor(y / rowHeight)

/** Rows in sight, both included; one more on each side. */
export const rowsIn = ({ top, height }: { top: number, height: number }, count: number): { first: number, last: number } =>
  ({ first: Math.max(0, rowAt(top) - 1), last: Math.min(count - 1, rowAt(top + height) + 1) })

/** How many rows that is at most, wherever it is scrolled to. */
export const roomIn = ({ height }: { height: number }): number => Math.ceil(height / rowHeight) + 3

/** A row that is held in the document, and which of its elements shows it. */
export interface HeldRow { readonly index: number, readonly slot: number | 'active' }

/**
 * As many rows as there is room for, from the first in sight on, each in an element that is used again for the row that comes in when its
 * own goes out; and the active one wherever it is. They stand in their order in the document, but while it is scrolled no element is moved
 * there: the order is that of `rested`, the first row when it was last at rest.
 */
export function heldRows({ first, room }: { first: number, room: number }, { count, active, rested }: { count: number, active: number, rested: number }): HeldRow[] {
  const last = Math.min(count, first + room) - 1
  const place = (index: number): number => ((index - rested) % room + room) % room
  const held = Array.from({ length: Math.max(0, last - first + 1) }, (_, at): HeldRow => ({ index: first + at, slot: first + at === active ? 'active' : (first + at) % room }))
  held.sort((a, b) => place(a.index) - place(b.index))
  if (active < 0 || (active >= first && active <= last)) return held
  const beside: HeldRow = { index: active, slot: 'active' }
  return active < first ? [beside, ...held] : [...held, beside]
}
