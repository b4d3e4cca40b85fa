import type { Read } from './quick-add-words.ts'
import { aloneAfter, estrangesLength, foldWord, minutesIn } from './quick-add-words.ts'

const mostMinutes = 1000 * 480

/**
 * How long something takes, in working minutes (a day is eight hours, a week five days): '3d', 'for 5 days', '2 stundas 30 minūtes', 'uz nedēļu'.
 * '3D' is what printers do, '3-day' and 'within 2 hours' say something else.
 * @param before the word in front of the first one
 */
export function readLength(words: readonly string[], before: string): Read<number> | null {
  const folded = words.slice(0, 8).map(foldWord)
  const lead = ['for', 'uz'].includes(folded[0] ?? '') ? 1 : 0
  if (lead === 0 && estrangesLength(foldWord(before))) return null
  const alone = lead === 1 ? aloneIn(folded.slice(1)) : null
  const found = alone ?? counted(words.slice(lead), folded.slice(lead))
  if (!found || found.value <= 0 || found.value > mostMinutes) return null
  const trail = lead === 0 && ['ilgi', 'garuma'].includes(folded[found.words] ?? '') ? 1 : 0
  return { value: Math.round(found.value), words: lead + found.words + trail }
}

/** 'for a week', 'uz stundu'. */
function aloneIn([first = '', second = '']: readonly string[]): Read<number> | null {
  const isLed = first === 'a' || first === 'an' || first === 'one'
  const minutes = isLed ? minutesIn(plain(second)) : Object.hasOwn(aloneAfter, plain(first)) ? aloneAfter[plain(first)] ?? null : null
  return minutes === null ? null : { value: minutes, words: isLed ? 2 : 1 }
}

const plain = (word = ''): string => word.replace(/[,;]$/, '')

/** '2d 4h', '1 day 4 hours'. */
function counted(words: readonly string[], folded: readonly string[]): Read<number> | null {
  let [value, at] = [0, 0]
  for (;;) {
    const part = partIn(words.slice(at), folded.slice(at))
    if (!part) return at === 0 ? null : { value, words: at }
    value += part.value
    at += part.words
  }
}

function partIn([word = '']: readonly string[], [first = '', second = '', third = '']: readonly string[]): Read<number> | null {
  const glued = [...plain(first).matchAll(/(\d{1,4}(?:[.,]\d{1,2})?)(\p{L}+\.?)/gu)]
  // A capital makes a name of it: '3D', '4H'.
  if (glued.length > 0 && glued.map(([all]) => all).join('') === plain(first) && !/\p{Lu}/u.test(word)) {
    const minutes = glued.map(([, amount = '', unit = '']) => [numberIn(amount), minutesIn(unit)] as const)
    return minutes.some(([, unit]) => unit === null) ? null : { value: minutes.reduce((sum, [amount, unit]) => sum + amount * (unit ?? 0), 0), words: 1 }
  }
  if (!/^\d{1,4}(?:[.,]\d{1,2})?$/.test(first)) return null
  const [long, short] = [minutesIn(`${second} ${plain(third)}`), minutesIn(plain(second))]
  return long !== null ? { value: numberIn(first) * long, words: 3 } : short === null ? null : { value: numberIn(first) * short, words: 2 }
}

const numberIn = (text: string): number => Number(text.replace(',', '.'))
