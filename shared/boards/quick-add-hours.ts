import { beforeHour, foldWord, fromWords, isDash, type Read } from './quick-add-words.ts'

/** An hour of the day; `isHalved`: it was said of which half of the day, so that 'tonight' need not say it. */
export interface SaidHour { hour: string, isHalved: boolean }

/** An hour of the day: '14:00', '2pm', '2 pm', 'at 9', 'plkst. 14.30'. */
export function readHour(words: readonly string[]): Read<SaidHour> | null {
  const folded = words.slice(0, 3).map(foldWord)
  const lead = beforeHour.has(folded[0] ?? '') ? 1 : 0
  const [clock = '', next = ''] = folded.slice(lead)
  const isHalved = /^[ap]\.?m\.?[,;]?$/.test(next)
  const [, hours = '', minutes, half] = clockWord.exec(isHalved ? clock + next.replaceAll('.', '') : clock) ?? []
  const isPlain = /^\d{1,2}:\d\d/.test(clock) || half !== undefined
  const hour = isPlain || lead === 1 ? hourOf({ hours, minutes, half: half ?? null }) : null
  return hour === null ? null : { value: { hour, isHalved: half !== undefined }, words: lead + (isHalved ? 2 : 1) }
}

const clockWord = /^(\d{1,2})(?:[:.](\d\d))?(am|pm)?[,;]?$/

interface Clock { hours: string, minutes: string | undefined, /** 'am' or 'pm' */ half: string | null }

/** null: no clock shows it */
function hourOf({ hours, minutes = '00', half }: Clock): string | null {
  if (hours === '' || (half !== null && (Number(hours) > 12 || Number(hours) < 1))) return null
  const hour = half === null ? Number(hours) : Number(hours) % 12 + (half === 'pm' ? 12 : 0)
  return hour > 23 || Number(minutes) > 59 ? null : `${String(hour).padStart(2, '0')}:${minutes}`
}

/** The hour that a part of the day stands for, and the first and last that may be said beside it. */
const partsOfDay: readonly [RegExp, { hour: string, from: number, to: number }][] = [
  [/^(?:(?:(?:in|during) the )?morning|no rita)(?=[ ,;.]|$)/, { hour: '09:00', from: 0, to: 11 }],
  [/^(?:(?:at )?(?:noon|midday|lunchtime)|pusdienlaika)(?=[ ,;.]|$)/, { hour: '12:00', from: 11, to: 13 }],
  [/^(?:(?:(?:in|during) the )?afternoon|pecpusdiena)(?=[ ,;.]|$)/, { hour: '15:00', from: 12, to: 18 }],
  [/^(?:(?:in|during) the )?(?:evening|vakara)(?=[ ,;.]|$)/, { hour: '18:00', from: 16, to: 23 }],
]

/** A part of the day, alone or with its hour: 'morning', 'no rīta plkst. 9', '7 in the evening'. null: also where both do not agree. */
export function readPartOfDay(words: readonly string[]): Read<SaidHour> | null {
  const first = readHour(words)
  const part = partIn(words.slice(first?.words ?? 0))
  if (!part) return null
  const said = first ?? readHour(words.slice(part.words))
  const hour = said === null ? part.value.hour : hourWithin(said.value.hour, part.value)
  return hour === null ? null : { value: { hour, isHalved: true }, words: part.words + (said?.words ?? 0) }
}

function partIn(words: readonly string[]): Read<{ hour: string, from: number, to: number }> | null {
  const text = words.slice(0, 3).map(foldWord).join(' ')
  const found = partsOfDay.map(([pattern, value]) => ({ value, match: pattern.exec(text)?.[0] })).find(({ match }) => match !== undefined)
  return found?.match === undefined ? null : { value: found.value, words: found.match.split(' ').length }
}

function hourWithin(hour: string, { from, to }: { from: number, to: number }): string | null {
  const said = Number(hour.slice(0, 2))
  const found = [said, said + 12].find(one => one >= from && one <= to)
  return found === undefined ? null : `${String(found).padStart(2, '0')}${hour.slice(2)}`
}

/**
 * From when to when. What makes hours of the numbers: `said` where they are written as hours ('14:30-16:00', 'at 9 to 10'), `near` where that is a
 * day beside them ('no 9 līdz 10', '9.30–11.00'), `alone` where in addition nothing else may follow ('10-11').
 */
export interface HourRange extends SaidHour { until: string, by: 'said' | 'near' | 'alone' }

const clock = String.raw`(\d{1,2})(?:([:.])(\d\d))?(?: ?([ap])\.?m\.?)?`
const ledBy = String.raw`(?:(?:at|plkst\.?|pl\.|pulksten) )?`
const wholeRange = new RegExp(String.raw`^((?:(?:from|no|between) )?${ledBy})${clock}( ?[-–—] ?| (?:to|till|until|lidz) )(${ledBy})${clock}(?=[,;.]?(?: |$))`)

/** '14:30-16:00', 'from 2 to 4 pm', 'no plkst. 9 līdz 10', '10-11am'. */
export function readHours(words: readonly string[]): Read<HourRange> | null {
  const found = wholeRange.exec(words.slice(0, 9).map(foldWord).join(' '))
  if (!found) return null
  const [all, lead = '', hours = '', sign = '', minutes, half, between = '', ledThere = '', hours2 = '', sign2 = '', minutes2, half2] = found
  const range = rangeOf({ hours, minutes, half: halfOf(half) }, { hours: hours2, minutes: minutes2, half: halfOf(half2) }, { isOpen: sign !== ':' && sign2 !== ':' })
  if (!range) return null
  const isLed = [lead, ledThere].some(text => text.split(' ').some(word => beforeHour.has(word)))
  const isSaid = isLed || sign === ':' || sign2 === ':' || half !== undefined || half2 !== undefined
  const isFromTo = fromWords.has(lead.trim()) && !isDash(between.trim())
  return { value: { ...range, by: isSaid ? 'said' : isFromTo || (sign === '.' && sign2 === '.') ? 'near' : 'alone' }, words: all.split(' ').length }
}

const halfOf = (letter: string | undefined): string | null => (letter === undefined ? null : `${letter}m`)

/** What is said once of both holds for both: '10-11am'; where that would turn it round, the other half: '11-1pm', 'from 10 to 2'. It may end after midnight. */
function rangeOf(first: Clock, last: Clock, { isOpen }: { isOpen: boolean }): Omit<HourRange, 'by'> | null {
  const isHalved = first.half !== null || last.half !== null
  const both = (one: string | null, other: string | null): { hour: string, until: string } | null => {
    const [hour, until] = [hourOf({ ...first, half: one }), hourOf({ ...last, half: other })]
    return hour === null || until === null ? null : { hour, until }
  }
  const isForward = (range: { hour: string, until: string } | null): boolean => range !== null && range.until > range.hour
  const halves: (readonly [string | null, string | null])[] = isHalved
    ? [[first.half ?? last.half, last.half ?? first.half], ...first.half === null ? [['am', last.half] as const] : [], ...last.half === null ? [[first.half, 'pm'] as const] : []]
    : [[null, null], ...isOpen && Number(last.hours) < 12 && Number(first.hours) <= 12 && !last.hours.startsWith('0') ? [[null, 'pm'] as const] : []]
  const ranges = halves.map(([one, other]) => both(one, other))
  const range = ranges.find(isForward) ?? ranges[0]
  return range && isShort(range) ? { ...range, isHalved } : null
}

/** Over midnight half a day at most: '10:00 - 9:00' is a slip. */
const isShort = ({ hour, until }: { hour: string, until: string }): boolean => until > hour || minutesOf(until) + 24 * 60 - minutesOf(hour) <= 12 * 60
const minutesOf = (hour: string): number => Number(hour.slice(0, 2)) * 60 + Number(hour.slice(3))
