import type { RoomState } from './room.ts'

/** How many bytes a document has in storage, without counting them anew for each update. */
export class RoomSize {
  #position = -1
  #since = 0

  /** On its way to the log. */
  add(bytes: number): void {
    this.#since += bytes
  }

  /** What its snapshot holds, and what has come since. */
  of({ snapshot, snapshotPosition, tail }: RoomState): number {
    if (this.#position !== snapshotPosition) {
      this.#position = snapshotPosition
      this.#since = tail.reduce((sum, { position, bytes }) => position > snapshotPosition ? sum + bytes.length : sum, 0)
    }
    return (snapshot?.length ?? 0) + this.#since
  }
}
