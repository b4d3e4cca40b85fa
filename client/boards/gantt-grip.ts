import type { Link } from '@kopa/shared/boards/link.ts'
import type { BarPart } from './gantt-acts.ts'
import { endX, type GanttBar, headerHeight, middleOf, milestoneRadius, rowAt } from './gantt-layout.ts'
import { linkLine, type Point } from './gantt-links.ts'
import type { Gantt } from './use-gantt.ts'

export type BarEnd = 'start' | 'finish'
export interface EndOfTask { readonly id: string, readonly end: BarEnd }

/** What a pointer takes hold of: a bar, a knob beside one from which a link is pulled, a link. */
export type Grip =
  | { readonly kind: 'bar', readonly id: string, readonly part: BarPart }
  | { readonly kind: 'knob', readonly id: string, readonly end: BarEnd }
  | { readonly kind: 'link', readonly link: Link }

/** In pixels of the whole Gantt. */
export interface Spot { readonly x: number, readonly y: number }

/** How far from its end a bar is still taken by the end. */
const endReach = 6
/** from the end of a bar to the middle of its knob */
export const knobDistance = 15
const knobReach = 9
/** How near a bar the pointer shows its knobs, and a link may be let go. */
const nearReach = knobDistance + knobReach
const linkReach = 5

/** From the canvas to the whole Gantt; null in the header. */
export function spotIn({ window }: Pick<Gantt, 'window'>, { x, y }: Spot): Spot | null {
  const { left, top } = window.sight()
  return y < headerHeight ? null : { x: x + left, y: y - headerHeight + top }
}

/** `shown`: the task whose knobs are to be seen. */
export function gripAt({ scene, window }: Gantt, { x, y }: Spot, shown: string | null): Grip | null {
  const bar = scene.bar(rowAt(y), window.scale)
  if (bar && bar.id === shown && Math.abs(middleOf(rowAt(y)) - y) <= knobReach) {
    const end = (['finish', 'start'] as const).find(one => Math.abs(knobX(bar, one) - x) <= knobReach)
    if (end) return { kind: 'knob', id: bar.id, end }
  }
  const part = bar && partAt(bar, x)
  if (bar && part) return { kind: 'bar', id: bar.id, part }
  const link = linkAt({ scene, window }, { x, y })
  return link && { kind: 'link', link }
}

export const knobX = (bar: GanttBar, end: BarEnd): number => endX(bar, end) + (end === 'finish' ? knobDistance : -knobDistance)

function partAt(bar: GanttBar, x: number): BarPart | null {
  if (bar.kind === 'summary') return null
  const reach = bar.kind === 'milestone' ? milestoneRadius : endReach
  if (x < bar.x - (bar.kind === 'milestone' ? reach : 0) || x > bar.x + bar.width + reach) return null
  return bar.kind === 'task' && bar.width > 3 * endReach && x > bar.x + bar.width - endReach ? 'finish' : 'whole'
}

/** The bar under a point. One of an hour is a hair in a plan of years: it reaches a little further than it is drawn. */
export function barUnder({ scene, window }: Gantt, { x, y }: Spot): GanttBar | null {
  const bar = scene.bar(rowAt(y), window.scale)
  const reach = bar?.kind === 'milestone' ? milestoneRadius : 3
  return bar && x >= bar.x - reach && x <= bar.x + bar.width + reach ? bar : null
}

/** The bar under a point or right beside it. */
export function barNear({ scene, window }: Gantt, { x, y }: Spot): GanttBar | null {
  const bar = scene.bar(rowAt(y), window.scale)
  return bar && x >= bar.x - nearReach && x <= bar.x + bar.width + nearReach ? bar : null
}

/** Where a link would end that is let go here: at the nearer end of a bar. */
export function endAt(use: Gantt, spot: Spot): EndOfTask | null {
  const bar = barNear(use, spot)
  return bar && { id: bar.id, end: spot.x < bar.x + bar.width / 2 ? 'start' : 'finish' }
}

function linkAt({ scene, window: { scale } }: Gantt, { x, y }: Spot): Link | null {
  const row = rowAt(y)
  const placed = scene.links.between(row - 1, row + 1).find(({ link, from, to }) => {
    const [one, other] = [scene.bar(from, scale), scene.bar(to, scale)]
    return one && other && isOn(linkLine({ bar: one, row: from }, { bar: other, row: to }, link.type), { x, y })
  })
  return placed?.link ?? null
}

/** Its parts run along the axes. */
const isOn = (line: readonly Point[], { x, y }: Spot): boolean => line.slice(1).some(([toX, toY], at) => {
  const [fromX, fromY] = line[at] ?? [toX, toY]
  return x >= Math.min(fromX, toX) - linkReach && x <= Math.max(fromX, toX) + linkReach && y >= Math.min(fromY, toY) - linkReach && y <= Math.max(fromY, toY) + linkReach
})

/** The point that a link holds on to. */
export const endSpot = ({ scene, window }: Gantt, { id, end }: EndOfTask): Point | null => {
  const row = scene.rowOf(id)
  const bar = row === undefined ? null : scene.bar(row, window.scale)
  return bar && row !== undefined ? [endX(bar, end), middleOf(row)] : null
}
