import { comingDate, endsThere, lastOf, matched } from './quick-add-months.ts'
import { countIn, everyWords, foldWord, otherWords, type Read, unitIn, weekdayAmong, workdayWords } from './quick-add-words.ts'
import { mostRepeats, type Repeat } from './task.ts'

const plain = (word = ''): string => word.replace(/[,;.]$/, '')

/** `first`: the day on which it comes first, where the words say it; `isEnd`: the last of a month, whichever that is. */
export interface SaidRepeat { repeat: Repeat, first?: string, isEnd?: true }

/** How often: 'every Monday and Thursday', 'every other week', 'every 3 months', 'the 15th of every month', 'katru pirmdienu', 'ik pēc 2 nedēļām', 'katra mēneša beigās'. */
export function readRepeat(words: readonly string[], today: string): Read<SaidRepeat> | null {
  const folded = words.slice(0, 16).map(foldWord)
  const monthly = inMonths(folded, today)
  if (monthly) return monthly
  const lead = leadOf(folded)
  const repeat = lead && (onWeekdays(folded, lead) ?? byUnits(folded, lead))
  const found = repeat && { value: { repeat: repeat.value }, words: repeat.words }
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
  if (every !== null && every <= mostRepeats) return { words: isAfter ? 3 : 2, every }
  return { words: isAfter ? 2 : 1, every: 1 }
}

const dates = [/^(?:(?:on|by|due) )?(?:the )?(\d{1,2})(?:st|nd|rd|th) of (?:every|each) month/, /^(?:every|each) (\d{1,2})(?:st|nd|rd|th) (?:day )?of (?:the|each|every) month/, /^katra menesa (\d{1,2})\. (?:datum(?:s|am|a|u)|diena)/]
const alone = /^(?:every|each) (\d{1,2})(?:st|nd|rd|th)/
const ends = [/^(?:(?:on|by|at) )?(?:the )?(?:end|last day) of (?:every|each) month/, /^(?:every|each) month (?:on the last day|at the end)/, /^katra menesa (?:beigas|pedeja diena)/, /^katru menesi (?:menesa beigas|pedeja diena)/]

/** A day of every month: 'the 15th of every month', 'every 15th', 'katra mēneša 15. datumā', 'at the end of every month'. */
function inMonths(words: readonly string[], today: string): Read<SaidRepeat> | null {
  const repeat: Repeat = { every: 1, unit: 'month', weekdays: [] }
  const end = ends.map(pattern => matched(words, pattern)).find(found => found !== null)
  if (end) return { value: { repeat, first: lastOf(today), isEnd: true }, words: end.words }
  const found = [...dates, alone].map(pattern => matched(words, pattern)).find(one => one !== null)
  const first = found ? comingDate(Number(found.value[1]), today) : null
  // 'every 3rd file'.
  if (!found || first === null || (found.value[0].split(' ').length === 2 && !endsThere(words.slice(2)))) return null
  return { value: { repeat, first }, words: found.words }
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
    const weekday = weekdayAmong(plain(words[at]))
    if (weekday === null) break
    weekdays.add(weekday)
    at++
    const isListed = words[at - 1]?.endsWith(',') && weekdayAmong(plain(words[at])) !== null
    const isJoined = ['and', '&', 'un'].includes(words[at] ?? '') && weekdayAmong(plain(words[at + 1])) !== null
    if (isJoined) at++
    if (!isListed && !isJoined) break
  }
  return weekdays.size > 0 && every <= 2 ? { value: { every, unit: 'week', weekdays: [...weekdays].toSorted((one, other) => one - other) }, words: at } : null
}
