import type { RoomState } from './room-state.ts'

/** How many bytes a document has in storage, without counting them anew for each update. */
export class RoomSize {
  #position = -1
  #since = 0
  #notesSince = 0

  /** On its way to the log. `notes`: how much of it says what is deleted. */
  add(length: number, notes: number): void {
    this.#since += length
    this.#notesSince += notes
  }

  /** What its snapshot holds, and what has come since. */
  of(state: RoomState): number {
    this.#startOver(state)
    return (state.snapshot?.length ?? 0) + this.#since
  }

  /** What says what is deleted. */
  notesIn(state: RoomState): Notes {
    this.#startOver(state)
    return { folded: state.base?.deletions.length ?? 0, waiting: this.#notesSince }
  }

  #startOver({ snapshotPosition, tail }: RoomState): void {
    if (this.#position === snapshotPosition) return
    this.#position = snapshotPosition
    this.#since = 0
    this.#notesSince = 0
    for (const { position, bytes } of tail) if (position > snapshotPosition) this.add(bytes.length, isMereDeletion(bytes) ? bytes.length : 0)
  }
}

/** Bytes: those of the snapshot, and those of updates since. */
export interface Notes { folded: number, waiting: number }

const isMereDeletion = (bytes: Uint8Array): boolean => bytes[0] === 0 // so many client ids with new structs
