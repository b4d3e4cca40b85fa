import * as encoding from 'lib0/encoding'
import { ByteCursor } from './byte-cursor.ts'
import { joinTouching, type Move, type Piece, type TextRun } from './moves.ts'
import type { Id } from './update-reader.ts'

interface Span { clock: number, length: number, author: string }
/** Some characters in a row by one author. */
export interface Authored { length: number, author: string | null }

/**
 * Who wrote which character of a document. What stands under a client id was written by whoever the id belongs to; the
 * ledger notes where that is not so: an editor that splits, joins or changes a block deletes its text and writes it again
 * under the id of whoever did it. Without the ledger 73 % of the characters of a lively page have the right author.
 */
export class Ledger {
  /** By client id, in order of their clocks, none overlapping the next. */
  #spans = new Map<number, Span[]>()
  #owners: ReadonlyMap<number, string>

  /** @param owners whose client id it is */
  constructor(owners: ReadonlyMap<number, string>) {
    this.#owners = owners
  }

  /** These characters were written by somebody else than the owner of their client id. */
  note({ client, clock }: Id, length: number, author: string): void {
    if (this.#owners.get(client) === author) return
    const spans = this.#spans.get(client) ?? []
    const at = placeOf(spans, clock)
    const before = spans[at - 1]
    if (before && before.author === author && before.clock + before.length === clock) before.length += length
    else spans.splice(at, 0, { clock, length, author })
    this.#spans.set(client, spans)
  }

  /** Who wrote the characters from here on, stretch by stretch; null: nobody who is known. */
  authorsOf({ client, clock }: Id, length: number): Authored[] {
    const owner = this.#owners.get(client) ?? null
    const spans = this.#spans.get(client) ?? []
    const found: Authored[] = []
    let [at, index] = [clock, Math.max(0, placeOf(spans, clock) - 1)]
    while (at < clock + length) {
      const span = spans[index]
      if (span && span.clock + span.length <= at) index++
      else {
        const isIn = span !== undefined && span.clock <= at
        const end = Math.min(clock + length, isIn ? span.clock + span.length : span?.clock ?? Infinity)
        found.push({ length: end - at, author: isIn ? span.author : owner })
        at = end
      }
    }
    return found
  }

  /** Lets go of what nobody can ask for any more. @param parts of a stretch that somebody still can, in order */
  keepOnly(partsOf: (piece: Piece) => { clock: number, length: number }[]): void {
    for (const [client, spans] of this.#spans) {
      const kept = spans.flatMap(({ clock, length, author }) => partsOf({ client, clock, length }).map(part => ({ ...part, author })))
      if (kept.length > 0) this.#spans.set(client, joinTouching(kept, (last, next) => last.author === next.author))
      else this.#spans.delete(client)
    }
  }

  /** @param graves text that was deleted lately; see Tracker. @returns null when there is nothing to note */
  write(graves: readonly TextRun[]): Uint8Array | null {
    if (this.#spans.size === 0 && graves.length === 0) return null
    const authors = [...new Set([...this.#spans.values()].flatMap(spans => spans.map(({ author }) => author)))]
    const numbers = new Map(authors.map((author, index) => [author, index]))
    return encoding.encode(encoder => {
      encoding.writeVarUint(encoder, authors.length)
      for (const author of authors) encoding.writeVarString(encoder, author)
      encoding.writeVarUint(encoder, this.#spans.size)
      for (const [client, spans] of this.#spans) writeSpans(encoder, client, spans, numbers)
      encoding.writeVarUint(encoder, graves.length)
      for (const run of graves) writeRun(encoder, run)
    })
  }

  /** @throws Refusal when the bytes are damaged */
  static read(bytes: Uint8Array | null, owners: ReadonlyMap<number, string>): { ledger: Ledger, graves: TextRun[] } {
    const ledger = new Ledger(owners)
    if (!bytes) return { ledger, graves: [] }
    const cursor = new ByteCursor(bytes)
    const authors = Array.from({ length: cursor.count() }, () => new TextDecoder().decode(cursor.slice()))
    for (let left = cursor.count(); left > 0; left--) ledger.#spans.set(cursor.uint(), readSpans(cursor, authors))
    return { ledger, graves: Array.from({ length: cursor.count() }, () => readRun(cursor)) }
  }
}

/** Text that moved keeps its authors. */
export function carryAuthors(before: Ledger, after: Ledger, { from, to, length: size }: Move): void {
  let offset = 0
  for (const { length, author } of before.authorsOf(from, size)) {
    if (author !== null) after.note({ client: to.client, clock: to.clock + offset }, length, author)
    offset += length
  }
}

function writeSpans(encoder: encoding.Encoder, client: number, spans: readonly Span[], numbers: ReadonlyMap<string, number>): void {
  encoding.writeVarUint(encoder, client)
  encoding.writeVarUint(encoder, spans.length)
  let last = 0
  for (const { clock, length, author } of spans) {
    for (const number of [clock - last, length, numbers.get(author) ?? 0]) encoding.writeVarUint(encoder, number)
    last = clock + length
  }
}

function readSpans(cursor: ByteCursor, authors: readonly string[]): Span[] {
  let last = 0
  return Array.from({ length: cursor.count() }, () => {
    const clock = last + cursor.uint()
    const span = { clock, length: cursor.uint(), author: authors[cursor.uint()] ?? '' }
    last = clock + span.length
    return span
  })
}

function writeRun(encoder: encoding.Encoder, { text, pieces }: TextRun): void {
  encoding.writeVarString(encoder, text)
  encoding.writeVarUint(encoder, pieces.length)
  for (const { client, clock, length } of pieces) for (const number of [client, clock, length]) encoding.writeVarUint(encoder, number)
}

const readRun = (cursor: ByteCursor): TextRun => ({
  text: new TextDecoder().decode(cursor.slice()),
  pieces: Array.from({ length: cursor.count() }, () => ({ client: cursor.uint(), clock: cursor.uint(), length: cursor.uint() })),
})

/** The first span that begins after a clock. */
function placeOf(spans: readonly Span[], clock: number): number {
  let [low, high] = [0, spans.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if ((spans[middle]?.clock ?? 0) <= clock) low = middle + 1
    else high = middle
  }
  return low
}
