import type { Deletion } from './update-reader.ts'

/** Clocks of one client id that are deleted: from, and up to but not with. */
type Range = [from: number, to: number]

/** What is known to be deleted in a document. It only grows, as in the document itself. */
export class Deletions {
  /** Sorted, none touching the next. */
  #ranges = new Map<number, Range[]>()

  add({ client, clock, length }: Deletion): void {
    const ranges = this.#ranges.get(client) ?? []
    const start = placeOf(ranges, clock)
    let [from, to] = [clock, clock + length]
    let end = start
    for (let range = ranges[end]; range && range[0] <= to; range = ranges[++end]) {
      from = Math.min(from, range[0])
      to = Math.max(to, range[1])
    }
    ranges.splice(start, end - start, [from, to])
    this.#ranges.set(client, ranges)
  }

  /** Is all of it deleted already? */
  covers({ client, clock, length }: Deletion): boolean {
    const ranges = this.#ranges.get(client) ?? []
    const range = ranges[placeOf(ranges, clock)]
    return range !== undefined && range[0] <= clock && clock + length <= range[1]
  }
}

/** The first range that ends at or after a clock. */
function placeOf(ranges: readonly Range[], clock: number): number {
  let [low, high] = [0, ranges.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if ((ranges[middle]?.[1] ?? 0) < clock) low = middle + 1
    else high = middle
  }
  return low
}
