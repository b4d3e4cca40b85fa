import type { Duplex } from 'node:stream'

/**
 * What goes to one client, in order. A large answer leaves piece by piece, one piece of one answer in each turn of the event loop
 * and the next when the kernel has taken the last: between two of them everybody else has their turn. Whatever else goes to that
 * client waits behind it.
 */
export class Outflow {
  #stream: Duplex
  #isOpen: () => boolean
  #waiting: Buffer[] = []
  #waitingBytes = 0
  #onMoved: () => void = () => {}

  /** @param isOpen nothing may follow a goodbye; what waits then is dropped */
  constructor(stream: Duplex, isOpen: () => boolean) {
    this.#stream = stream
    this.#isOpen = isOpen
    stream.on('drain', () => this.#drained()).on('close', () => this.#drop())
  }

  /** Bytes that the kernel has not taken yet. */
  get length(): number {
    return this.#stream.writableLength + this.#waitingBytes
  }

  /** Resolves when no more than `most` bytes wait, or when nothing will leave any more. */
  async leaves(most: number): Promise<void> {
    while (this.length > most && this.#isOpen()) await new Promise<void>(resolve => { this.#onMoved = resolve })
  }

  write(frames: Buffer): void {
    if (this.#waiting.length === 0) this.#stream.write(frames)
    else this.#wait(frames)
  }

  /** @param pieces each of whole frames or fragments (frames.ts, inPieces) */
  writePieces(pieces: readonly Buffer[]): void {
    const isFirst = this.#waiting.length === 0
    for (const piece of pieces) this.#wait(piece)
    if (isFirst) line(this)
  }

  /** The next piece, and with the last one what has come behind it. */
  takeTurn(): void {
    if (!this.#isOpen()) return this.#drop()
    this.#stream.cork()
    let bytes = 0
    do bytes += this.#next()
    while (this.#waiting.length > 0 && bytes + (this.#waiting[0]?.length ?? 0) <= turnBytes)
    this.#stream.uncork()
    if (this.#waiting.length === 0) this.#onMoved()
    else if (!this.#stream.writableNeedDrain) line(this)
  }

  #drained(): void {
    if (this.#waiting.length > 0) line(this)
    this.#onMoved()
  }

  #drop(): void {
    this.#waiting = []
    this.#waitingBytes = 0
    this.#onMoved()
  }

  #next(): number {
    const piece = this.#waiting.shift()
    if (!piece) return 0
    this.#waitingBytes -= piece.length
    this.#stream.write(piece)
    return piece.length
  }

  #wait(piece: Buffer): void {
    this.#waiting.push(piece)
    this.#waitingBytes += piece.length
  }
}

/** What may leave for one client in one turn, unless a single piece is larger. */
const turnBytes = 64 * 1024

/** Whoever has a piece to send, in the order of their turns. */
const inLine = new Set<Outflow>()

function line(outflow: Outflow): void {
  if (inLine.size === 0) setImmediate(nextTurn)
  inLine.add(outflow)
}

function nextTurn(): void {
  const [next] = inLine
  if (!next) return
  inLine.delete(next)
  if (inLine.size > 0) setImmediate(nextTurn)
  next.takeTurn()
}
