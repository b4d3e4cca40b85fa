import { fold } from '../fold.ts'

/** From and behind: places in the text, in UTF-16 units. */
export type Range = [from: number, to: number]
export interface Snippet { text: string, marks: Range[] }

/** Characters shown, and how many of them before the first hit. */
const shown = 160
const before = 40
const mostMarks = 12

const anyWord = /[\p{L}\p{N}\p{Mn}]+/gu

/** Beginnings of words that are looked for, made ready: thousands of them, where a slip is forgiven. */
export interface Wanted { readonly words: ReadonlySet<string>, /** longest first */ readonly lengths: readonly number[] }

export const wantedOf = (words: readonly string[]): Wanted => ({ words: new Set(words), lengths: [...new Set(words.map(({ length }) => length))].toSorted((a, b) => b - a) })

/** Where words of the text begin as one of the wanted ones (folded) does: what they have in common. */
export function marksOf(text: string, { words, lengths }: Wanted, most = mostMarks): Range[] {
  const marks: Range[] = []
  for (const { 0: found, index } of text.matchAll(anyWord)) {
    const folded = fold(found)
    const best = lengths.find(length => length <= folded.length && words.has(folded.slice(0, length)))
    if (best !== undefined) marks.push([index, index + lengthOf(found, best)])
    if (marks.length === most) break
  }
  return marks
}

/** How much of a word folds to the wanted beginning: marks and ligatures make that another length. */
function lengthOf(word: string, wanted: number): number {
  let length = 0
  for (const part of word.match(/\P{Mn}\p{Mn}*/gu) ?? [word]) {
    length += part.length
    if (fold(word.slice(0, length)).length >= wanted) break
  }
  return length
}

/** A line of the text around the first hit. */
export function snippetOf(text: string, wanted: Wanted): Snippet {
  const first = marksOf(text, wanted, 1)[0]?.[0] ?? 0
  const from = first <= before ? 0 : wordStart(text, first - before, first)
  const line = text.slice(from, from + shown).replaceAll('\n', ' ').toWellFormed()
  return { text: line, marks: marksOf(line, wanted) }
}

function wordStart(text: string, from: number, most: number): number {
  const gap = text.slice(from, most).search(/\s/)
  return gap < 0 ? from : from + gap + 1
}
