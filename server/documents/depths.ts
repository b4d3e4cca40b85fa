import type { Placed } from './order.ts'
import type { Id, Struct } from './update-reader.ts'
import { Refusal } from './refusal.ts'

/** Items nested less deep than this are not kept track of: nobody needs so many levels. */
export const trackedDepth = 64
/** The deepest nesting there may be: browsers and Yjs walk a document by recursion. */
const deepest = 200

export interface DepthRange { client: number, clock: number, length: number, depth: number }

/**
 * How deep the deep items of a document are nested, by id. An item that is not in here lies less than
 * `trackedDepth` deep, and is taken for exactly that: estimates are at most that much too high, and only for what
 * was put below it since the document was opened.
 */
export class Depths {
  #ranges = new Map<number, DepthRange[]>()
  #size = 0

  add(range: DepthRange): void {
    const ranges = this.#ranges.get(range.client) ?? []
    if (ranges.length === 0) this.#ranges.set(range.client, ranges)
    const last = ranges.at(-1)
    if (last && last.depth === range.depth && last.clock + last.length === range.clock) last.length += range.length
    else ranges.push({ ...range })
    this.#size++
  }

  all(): DepthRange[] {
    return [...this.#ranges.values()].flat()
  }

  get isEmpty(): boolean {
    return this.#size === 0
  }

  of(id: Id): number | undefined {
    const ranges = this.#ranges.get(id.client)
    if (!ranges) return undefined
    let low = 0
    let high = ranges.length - 1
    while (low <= high) {
      const middle = (low + high) >> 1
      const range = ranges[middle]
      if (!range || id.clock < range.clock) high = middle - 1
      else if (id.clock >= range.clock + range.length) low = middle + 1
      else return range.depth
    }
    return undefined
  }
}

/**
 * Refuses what would nest too deep (5,000 levels overflow the stack of every reader), else answers what to remember.
 * @param placed the new structs, in an order in which each comes after what it stands on
 */
export function depthsOf(placed: Placed[], depths: Depths): DepthRange[] {
  if (depths.isEmpty && !placed.some(({ struct }) => struct.parent !== null)) return []
  const fresh = new Depths()
  const found: DepthRange[] = []
  const depthOf = (id: Id) => fresh.of(id) ?? depths.of(id) ?? trackedDepth
  for (const { client, struct } of placed) {
    const depth = depthBy(struct, depthOf)
    if (depth > deepest) throw new Refusal('nested too deep')
    if (depth <= trackedDepth) continue
    const range = { client, clock: struct.clock, length: struct.length, depth }
    fresh.add(range)
    found.push(range)
  }
  return found
}

function depthBy(struct: Struct, depthOf: (id: Id) => number): number {
  if (struct.parent) return depthOf(struct.parent) + 1
  if (struct.origin) return depthOf(struct.origin)
  if (struct.rightOrigin) return depthOf(struct.rightOrigin)
  return 1
}
