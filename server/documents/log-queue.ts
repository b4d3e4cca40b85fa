import type { Entry, LogRoom } from './log.ts'

/** Milliseconds until a document that was locked is tried again: at first, and at most. */
const [firstRest, longestRest] = [5, 160]

/** What waits for the log, in the order it came. What waits for a document that is locked waits by itself: everybody else goes on. */
export class LogQueue {
  #most: { rows: number, bytes: number }
  #entries: Entry[] = []
  #bytes = 0
  /** of those, what was taken and is not stored yet */
  #underway = 0
  /** What was taken last had brought something. */
  #wasAlone = false
  #resting = new Map<LogRoom, { until: number, rest: number }>()

  constructor(most: { rows: number, bytes: number }) {
    this.#most = most
  }

  get length(): number {
    return this.#entries.length
  }

  /** What is on its way to the disk included: with the database away, it is all there is. */
  get bytes(): number {
    return this.#bytes
  }

  /** Rooms of which something waits that is stored already, for all we know. */
  get unsure(): Set<LogRoom> {
    return new Set(this.#entries.filter(({ sent }) => sent === 'lost').map(({ room }) => room))
  }

  push(entry: Entry): void {
    this.#entries.push(entry)
    this.#bytes += sizeOf(entry)
  }

  /**
   * As much as goes into one commit. What brings something of its own goes alone: nobody else's shall fail with it. It may wait for a lock,
   * and everybody with it: so between two of those it is everybody else's turn.
   */
  take(): Entry[] {
    const others = this.#wasAlone ? this.#pick({ isForOthers: true }) : []
    return others.length > 0 ? others : this.#pick({ isForOthers: false })
  }

  #pick({ isForOthers }: { isForOthers: boolean }): Entry[] {
    const now = performance.now()
    const passedOver = new Set<LogRoom>()
    const [taken, left]: [Entry[], Entry[]] = [[], []]
    let [bytes, isFull] = [0, false]
    for (const entry of this.#entries) {
      if ((isForOthers && entry.along) || (this.#resting.get(entry.room)?.until ?? 0) > now) passedOver.add(entry.room)
      const rests = passedOver.has(entry.room)
      isFull ||= !rests && taken.length > 0 && (bytes + sizeOf(entry) > this.#most.bytes || taken.length >= this.#most.rows || entry.along !== undefined || taken[0]?.along !== undefined)
      if (!rests && !isFull) bytes += sizeOf(entry)
      ;(rests || isFull ? left : taken).push(entry)
    }
    this.#entries = left
    this.#underway = bytes
    this.#wasAlone = taken[0]?.along !== undefined
    return taken
  }

  /** What was taken is stored, but for these: their document is locked. They come after what waits for other documents. */
  putBack(entries: readonly Entry[]): void {
    const now = performance.now()
    const rooms = new Set(entries.map(({ room }) => room))
    for (const [room, { until }] of this.#resting) if (until <= now && !rooms.has(room)) this.#resting.delete(room)
    for (const room of rooms) {
      const rest = Math.min(longestRest, 2 * (this.#resting.get(room)?.rest ?? firstRest / 2))
      this.#resting.set(room, { until: now + rest, rest })
    }
    if (rooms.size > 0) this.#entries = [...this.#entries.filter(({ room }) => !rooms.has(room)), ...entries, ...this.#entries.filter(({ room }) => rooms.has(room))]
    this.#bytes += entries.reduce((sum, entry) => sum + sizeOf(entry), 0) - this.#underway
    this.#underway = 0
  }
}

const sizeOf = ({ bytes }: Entry): number => bytes?.length ?? 0

/** Parts what is stored, or never will be, from what has to wait: with an update waits what came after it in its room, but for what others wrote. */
export function partLeft(batch: readonly Entry[]): { done: Entry[], left: Entry[] } {
  const waiting = new Set<LogRoom>()
  const [done, left]: [Entry[], Entry[]] = [[], []]
  for (const entry of batch) {
    if (entry.bytes && entry.position === 0) waiting.add(entry.room)
    ;(waiting.has(entry.room) && entry.position === 0 ? left : done).push(entry)
  }
  return { done, left }
}
