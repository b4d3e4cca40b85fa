import type { Read } from './quick-add-dates.ts'
import { everyWords, foldWord, otherWords, smallNumbers, unitIn, weekdayIn, workdayWords } from './quick-add-words.ts'
import { mostRepeats, type Repeat } from './task.ts'

const plain = (word = ''): string => word.replace(/[,;.]$/, '')

/** How often: 'every Monday and Thursday', 'every other week', 'every 3 months', 'katru pirmdienu', 'ik pēc 2 nedēļām', 'katru darbdienu'. */
export function readRepeat(words: readonly string[]): Read<Repeat> | null {
  const folded = words.slice(0, 16).map(foldWord)
  const lead = leadOf(folded)
  const found = lead && (onWeekdays(folded, lead) ?? byUnits(folded, lead))
  // 'every day of the trip', 'every week until Friday' say something else.
  return found && !['of', 'until', 'till', 'lidz'].includes(folded[found.words] ?? '') ? found : null
}

/** How many words come before what is counted, and every how many of it. */
interface Lead { words: number, every: number }

function leadOf([first = '', second = '', third = '']: readonly string[]): Lead | null {
  if (!everyWords.has(first)) return null
  if (otherWords.has(second)) return { words: 2, every: 2 }
  const isAfter = first === 'ik' && second === 'pec'
  const every = countIn(isAfter ? third : second)
  if (every !== null) return { words: isAfter ? 3 : 2, every }
  return { words: isAfter ? 2 : 1, every: 1 }
}

const countIn = (word: string): number | null => {
  const count = /^\d{1,4}$/.test(word) ? Number(word) : smallNumbers[word] ?? null
  return count !== null && count > 0 && count <= mostRepeats ? count : null
}

function byUnits(words: readonly string[], { words: from, every }: Lead): Read<Repeat> | null {
  const [first, second] = [plain(words[from]), plain(words[from + 1])]
  if (every === 1 && workdayWords.has(first)) return { value: { every, unit: 'week', weekdays: [1, 2, 3, 4, 5] }, words: from + 1 }
  if (every === 1 && workdayWords.has(`${first} ${second}`)) return { value: { every, unit: 'week', weekdays: [1, 2, 3, 4, 5] }, words: from + 2 }
  const unit = unitIn(first)
  return unit && { value: { every, unit, weekdays: [] }, words: from + 1 }
}

/** 'Monday', 'Monday, Wednesday and Friday'; 'every 3 Mondays' is none. */
function onWeekdays(words: readonly string[], { words: from, every }: Lead): Read<Repeat> | null {
  const weekdays = new Set<number>()
  let at = from
  for (;;) {
    const weekday = weekdayIn(plain(words[at]))
    if (weekday === null) break
    weekdays.add(weekday)
    at++
    const isListed = words[at - 1]?.endsWith(',') && weekdayIn(plain(words[at])) !== null
    const isJoined = ['and', '&', 'un'].includes(words[at] ?? '') && weekdayIn(plain(words[at + 1])) !== null
    if (isJoined) at++
    if (!isListed && !isJoined) break
  }
  return weekdays.size > 0 && every <= 2 ? { value: { every, unit: 'week', weekdays: [...weekdays].toSorted((one, other) => one - other) }, words: at } : null
}
