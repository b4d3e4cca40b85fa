import type { Id } from './update-reader.ts'

/** Characters that stand side by side under one client id; lengths and clocks in UTF-16 units. */
export interface Piece extends Id { length: number }
/** Text in the order in which it is read, and the ids of its characters. */
export interface TextRun { text: string, pieces: Piece[] }
/** Characters that were deleted under one id and written again under another. */
export interface Move { from: Id, to: Id, length: number }

/** Shorter stretches are only taken for moved at an end of what was deleted: by chance, letters are equal all the time. */
const gramSize = 4
/** Characters of the longest end that is looked for, and of the longest gap it is looked for in. */
const mostEdge = 200
const mostGap = 2000
/** Places looked at for one stretch: text such as "aaaa" has thousands that all fit. */
const mostPlaces = 24

/**
 * Which of the inserted text is deleted text in a new place: what an editor writes when somebody splits, joins or changes a
 * block. Each deleted character moves once. Linear in the size of both, but for repetitive text (bounded by `mostPlaces`).
 */
export function findMoves(deleted: readonly TextRun[], inserted: readonly TextRun[]): Move[] {
  if (deleted.length === 0 || inserted.length === 0) return []
  const source = new Source(deleted)
  const left = inserted.flatMap(run => matchWhole(source, run))
  const gaps = left.flatMap(gap => matchParts(source, gap))
  for (const gap of gaps) matchRest(source, gap)
  return source.moves
}

/** A stretch of an inserted run. */
interface Gap { run: TextRun, from: number, to: number }

const textOf = ({ run, from, to }: Gap): string => run.text.slice(from, to)

function matchWhole(source: Source, run: TextRun): Gap[] {
  const gap = { run, from: 0, to: run.text.length }
  return takeWhole(source, gap) ? [] : [gap]
}

/**
 * What begins or ends with an end of something deleted. An editor that replaces text in its place leaves equal ends alone,
 * so that what was typed over a selection never looks like this.
 */
function matchRest(source: Source, gap: Gap): void {
  const { run, from, to } = gap
  if (to <= from || to - from > mostGap) return
  const found = source.findEdge(textOf(gap))
  if (!found) return
  const start = from + found.offset
  source.take(found.at, run, start, found.length)
  matchRest(source, { run, from, to: start })
  matchRest(source, { run, from: start + found.length, to })
}

function takeWhole(source: Source, gap: Gap): boolean {
  const at = source.findFree(textOf(gap))
  if (at !== null) source.take(at, gap.run, gap.from, gap.to - gap.from)
  return at !== null
}

/** From left to right, each time the longest stretch that fits. @returns what is left */
function matchParts(source: Source, { run, from, to }: Gap): Gap[] {
  const gaps: Gap[] = []
  let open = from
  for (let at = from; at + gramSize <= to;) {
    const found = source.findLongest(run.text, at, to)
    if (!found) {
      at++
      continue
    }
    if (at > open) gaps.push({ run, from: open, to: at })
    source.take(found.at, run, at, found.length)
    at += found.length
    open = at
  }
  if (open < to) gaps.push({ run, from: open, to })
  return gaps
}

/** All deleted text in one string, and which of it has been found again. */
class Source {
  readonly moves: Move[] = []
  #text: string
  #pieces: { at: number, piece: Piece }[] = []
  #starts: number[] = []
  #taken: Uint8Array
  #grams: Map<string, number[]> | null = null

  constructor(runs: readonly TextRun[]) {
    let at = 0
    for (const { text, pieces } of runs) {
      this.#starts.push(at)
      let within = at
      for (const piece of pieces) {
        this.#pieces.push({ at: within, piece })
        within += piece.length
      }
      at += text.length + 1
    }
    this.#text = runs.map(({ text }) => text).join('\0')
    this.#taken = new Uint8Array(this.#text.length)
    for (const start of this.#starts.slice(1)) this.#taken[start - 1] = 1
  }

  /** Where all that is left of a run, or of a part of it, is just this text. */
  findFree(text: string): number | null {
    for (let at = this.#text.indexOf(text), tries = 0; at >= 0 && tries < mostPlaces; at = this.#text.indexOf(text, at + 1), tries++) {
      if (this.#isEdge(at - 1) && this.#isEdge(at + text.length) && this.#freeFrom(at) === text.length) return at
    }
    return null
  }

  /** The longest beginning or end of what is left of a run that is somewhere in this text. */
  findEdge(text: string): { at: number, offset: number, length: number } | null {
    let best: { at: number, offset: number, length: number } | null = null
    for (let from = 0; from < this.#taken.length; from++) {
      const size = this.#freeFrom(from)
      for (let length = Math.min(size, text.length, mostEdge); length > (best?.length ?? 0); length--) {
        for (const at of [from, from + size - length]) {
          const offset = text.indexOf(this.#text.slice(at, at + length))
          if (offset >= 0 && length > (best?.length ?? 0)) best = { at, offset, length }
        }
      }
      from += size
    }
    return best
  }

  #isEdge(at: number): boolean {
    return at < 0 || at >= this.#taken.length || this.#taken[at] === 1
  }

  #freeFrom(at: number): number {
    let end = at
    while (end < this.#taken.length && this.#taken[end] === 0) end++
    return end - at
  }

  findLongest(text: string, at: number, to: number): { at: number, length: number } | null {
    let best: { at: number, length: number } | null = null
    for (const place of this.#placesOf(text.slice(at, at + gramSize))) {
      const length = this.#sharedFrom(place, text, at, to)
      if (length >= gramSize && length > (best?.length ?? 0)) best = { at: place, length }
    }
    return best
  }

  #placesOf(gram: string): readonly number[] {
    this.#grams ??= gramsOf(this.#text)
    return this.#grams.get(gram) ?? []
  }

  #sharedFrom(place: number, text: string, at: number, to: number): number {
    let length = 0
    while (at + length < to && this.#taken[place + length] === 0 && this.#text[place + length] === text[at + length]) length++
    return length
  }

  take(at: number, run: TextRun, from: number, length: number): void {
    this.#taken.fill(1, at, at + length)
    for (let done = 0; done < length;) {
      const source = this.#pieceAt(at + done)
      const target = pieceAt(run.pieces, from + done)
      const size = Math.min(length - done, source.left, target.left)
      this.moves.push({ from: source.id, to: target.id, length: size })
      done += size
    }
  }

  #pieceAt(at: number): Stretch {
    let [low, high] = [0, this.#pieces.length - 1]
    while (low < high) {
      const middle = (low + high + 1) >> 1
      if ((this.#pieces[middle]?.at ?? 0) <= at) low = middle
      else high = middle - 1
    }
    const found = this.#pieces[low]
    if (!found) throw new Error('no such place')
    return stretchOf(found.piece, at - found.at)
  }
}

/** Stretches of clocks, where each that goes on where the last one ended is one with it. */
export function joinTouching<T extends { clock: number, length: number }>(stretches: readonly T[], belong: (last: T, next: T) => boolean): T[] {
  const joined: T[] = []
  for (const next of stretches) {
    const last = joined.at(-1)
    if (last && last.clock + last.length === next.clock && belong(last, next)) last.length += next.length
    else joined.push({ ...next })
  }
  return joined
}

interface Stretch { id: Id, left: number }

const stretchOf = ({ client, clock, length }: Piece, offset: number): Stretch => ({ id: { client, clock: clock + offset }, left: length - offset })

function pieceAt(pieces: readonly Piece[], at: number): Stretch {
  let before = 0
  for (const piece of pieces) {
    if (at < before + piece.length) return stretchOf(piece, at - before)
    before += piece.length
  }
  throw new Error('no such place')
}

function gramsOf(text: string): Map<string, number[]> {
  const grams = new Map<string, number[]>()
  for (let at = 0; at + gramSize <= text.length; at++) {
    const gram = text.slice(at, at + gramSize)
    const places = grams.get(gram)
    if (!places) grams.set(gram, [at])
    else if (places.length < mostPlaces) places.push(at)
  }
  return grams
}
