import type { Link, LinkType } from '@kopa/shared/boards/link.ts'
import { endX, type GanttBar, middleOf, rowHeight } from './gantt-layout.ts'

export type Point = readonly [x: number, y: number]
/** The end of each task that a link of a type holds on to. */
export const endsOf = (type: LinkType): { from: 'start' | 'finish', to: 'start' | 'finish' } =>
  ({ from: type[0] === 'F' ? 'finish' : 'start', to: type[1] === 'F' ? 'finish' : 'start' })
export const typeOf = (from: 'start' | 'finish', to: 'start' | 'finish'): LinkType => `${from === 'finish' ? 'F' : 'S'}${to === 'finish' ? 'F' : 'S'}`

/** How far a link runs straight on before it turns; of rows that follow each other a little further each, so that lines do not lie on one another. */
const stub = 10
const aside = 3
const lanes = 4

type End = Pick<GanttBar, 'kind' | 'x' | 'width'>

/**
 * The line from one bar to another, with right angles only: out of one end, into the other, and in between along a row's edge
 * where there is no straight way.
 */
export function linkLine(from: { bar: End, row: number }, to: { bar: End, row: number }, type: LinkType): Point[] {
  const ends = endsOf(type)
  const [start, finish] = [endX(from.bar, ends.from), endX(to.bar, ends.to)]
  const [y, toY] = [middleOf(from.row), middleOf(to.row)]
  const [leaves, enters] = [ends.from === 'finish' ? 1 : -1, ends.to === 'start' ? 1 : -1]
  const reach = stub + (from.row % lanes) * aside
  const turn = start + leaves * reach
  const lastTurn = finish - enters * reach
  if (leaves !== enters) {
    const outside = leaves > 0 ? Math.max(turn, lastTurn) : Math.min(turn, lastTurn)
    return [[start, y], [outside, y], [outside, toY], [finish, toY]]
  }
  const straight = (finish - start) * leaves - stub
  if (straight >= stub) {
    const down = start + leaves * Math.min(reach, straight)
    return [[start, y], [down, y], [down, toY], [finish, toY]]
  }
  const edge = y + Math.sign(toY - y || 1) * rowHeight / 2
  return [[start, y], [turn, y], [turn, edge], [lastTurn, edge], [lastTurn, toY], [finish, toY]]
}

const bucketRows = 64

export interface PlacedLink { readonly link: Link, readonly from: number, readonly to: number }

/** Links by the rows they pass, 64 at a time: what is in sight is found without looking at all of them. */
export class LinkBuckets {
  readonly #buckets: PlacedLink[][] = []

  /** @param rowOf the row of a task, if it is shown */
  constructor(links: readonly Link[], rowOf: ReadonlyMap<string, number>) {
    for (const link of links) {
      const [from, to] = [rowOf.get(link.from), rowOf.get(link.to)]
      if (from === undefined || to === undefined) continue
      const placed = { link, from, to }
      for (let bucket = bucketOf(Math.min(from, to)); bucket <= bucketOf(Math.max(from, to)); bucket++) (this.#buckets[bucket] ??= []).push(placed)
    }
  }

  /** Each once. */
  between(first: number, last: number): PlacedLink[] {
    const [least, most] = [bucketOf(first), bucketOf(last)]
    const found: PlacedLink[] = []
    for (let bucket = least; bucket <= most; bucket++) {
      for (const placed of this.#buckets[bucket] ?? []) {
        const [top, bottom] = placed.from < placed.to ? [placed.from, placed.to] : [placed.to, placed.from]
        if (top <= last && bottom >= first && Math.max(least, bucketOf(top)) === bucket) found.push(placed)
      }
    }
    return found
  }
}

const bucketOf = (row: number): number => Math.floor(row / bucketRows)
