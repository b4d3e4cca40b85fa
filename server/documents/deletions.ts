import type { Deletion } from './update-reader.ts'

/** Clocks of one client id that are deleted: from, and up to but not with. */
type Range = [from: number, to: number]

/** What is known to be deleted in a document. It only grows, as in the document itself. */
export class Deletions {
  /** Sorted, none touching the next. */
  #ranges = new Map<number, Range[]>()

  addAll(deletions: readonly Deletion[]): void {
    if (deletions.length <= few) return deletions.forEach(deletion => this.add(deletion))
    for (const [client, added] of Map.groupBy(deletions, deletion => deletion.client)) {
      const all = [...this.#ranges.get(client) ?? [], ...added.map(({ clock, length }): Range => [clock, clock + length])]
      this.#ranges.set(client, joinedUp(all.toSorted(([one], [other]) => one - other)))
    }
  }

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

/** More at once are sorted in: one after the other, each into the middle of a list, they would cost the square of their number. */
const few = 8

function joinedUp(sorted: readonly Range[]): Range[] {
  const ranges: Range[] = []
  for (const [from, to] of sorted) {
    const last = ranges.at(-1)
    if (last && from <= last[1]) last[1] = Math.max(last[1], to)
    else ranges.push([from, to])
  }
  return ranges
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
