import { fold } from '../fold.ts'

export interface Wanted {
  words: string
  /** capitals and accents count */
  isExact: boolean
  /** no letter or digit stands before or behind */
  isWhole: boolean
}

/** From and behind: places in the line, in UTF-16 units. */
export interface Span { from: number, to: number }

export const nothingWanted: Wanted = { words: '', isExact: false, isWhole: false }

/**
 * Looks for words in one line after another. Unless they are wanted exactly, letters are compared folded (fold.ts): "virsa" finds "Virša".
 * Two that are found never share a letter. @returns spans of a line in their order
 */
export function finderOf({ words, isExact, isWhole }: Wanted): (line: string) => Span[] {
  const wanted = isExact ? words : Array.from(words, foldLetter).join('')
  if (wanted === '') return () => []
  const isPlain = isAscii(wanted)
  const find = (line: string): Span[] => {
    if (isExact) return placesOf(wanted, line)
    return isPlain && isAscii(line) ? placesOf(wanted, line.toLowerCase()) : placesFolded(wanted, line)
  }
  return isWhole ? line => find(line).filter(span => isWholeWord(line, span)) : find
}

// oxlint-disable-next-line no-control-regex
const isAscii = (text: string): boolean => /^[\u0000-\u007f]*$/.test(text)

/** By itself, without its neighbours: the Greek s at the end of a word is another sign. */
const foldLetter = (letter: string): string => fold(letter).replaceAll('ς', 'σ')

function placesOf(wanted: string, line: string): Span[] {
  const found: Span[] = []
  for (let at = line.indexOf(wanted); at >= 0; at = line.indexOf(wanted, at + wanted.length)) found.push({ from: at, to: at + wanted.length })
  return found
}

/** A letter may fold to two, or, as a mark that stands for itself, to none. */
function placesFolded(wanted: string, line: string): Span[] {
  const [starts, ends]: [number[], number[]] = [[], []]
  let [folded, at] = ['', 0]
  for (const letter of line) {
    const become = foldLetter(letter)
    for (let unit = 0; unit < become.length; unit++) starts.push(at)
    at += letter.length
    for (let unit = 0; unit < become.length; unit++) ends[folded.length + unit] = at
    // A mark belongs to the letter before it.
    if (become === '' && folded !== '') ends[folded.length - 1] = at
    folded += become
  }
  return placesOf(wanted, folded).flatMap(({ from, to }) => {
    const isInside = from > 0 && starts[from - 1] === starts[from]
    return isInside ? [] : [{ from: starts[from] ?? 0, to: ends[to - 1] ?? at }]
  })
}

const letterBefore = /[\p{L}\p{N}_]\p{M}*$/u
const letterBehind = /^[\p{L}\p{M}\p{N}_]/u
/** A letter takes two units at most; a few marks may follow it. */
const around = 6

function isWholeWord(line: string, { from, to }: Span): boolean {
  const said = line.slice(from, to)
  if (letterBehind.test(said) && letterBefore.test(line.slice(Math.max(0, from - around), from))) return false
  return !(letterBefore.test(said) && letterBehind.test(line.slice(to, to + around)))
}
