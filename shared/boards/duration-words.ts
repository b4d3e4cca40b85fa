/** Lengths of work as people type them: '2d 4h', '1,5 st', '90 min', '3:30'. A day is eight hours. */
const minutesOf: readonly [RegExp, number][] = [
  [/^(w|wk|weeks?|ned|ned\.|nedēļas?)$/, 5 * 8 * 60],
  [/^(d|d\.|days?|dn|dn\.|dienas?)$/, 8 * 60],
  [/^(h|hrs?|hours?|st|st\.|stundas?)$/, 60],
  [/^(m|mins?|min\.|minutes?|minūtes?)$/, 1],
]

/** Minutes; null: not a length. A number alone means hours. */
export function readDuration(text: string): number | null {
  const words = text.trim().toLowerCase()
  const clock = /^(\d{1,4}):([0-5]\d)$/.exec(words)
  if (clock) return Number(clock[1]) * 60 + Number(clock[2])
  if (/^\d+([.,]\d+)?$/.test(words)) return Math.round(numberOf(words) * 60)
  const parts = [...words.matchAll(/(\d+(?:[.,]\d+)?)\s*(\p{L}+\.?)\s*/gyu)]
  if (parts.length === 0 || parts.map(([part]) => part).join('') !== words) return null
  let minutes = 0
  for (const [, amount = '', unit = ''] of parts) {
    const factor = minutesOf.find(([name]) => name.test(unit))?.[1]
    if (factor === undefined) return null
    minutes += numberOf(amount) * factor
  }
  return Math.round(minutes)
}

const numberOf = (text: string): number => Number(text.replace(',', '.'))

/** In the words of a language: '1 day 4 hr', '1 dn. 4 st.'. */
export function tellDuration(minutes: number, language: string): string {
  const [days, hours, rest] = [Math.floor(minutes / 480), Math.floor(minutes % 480 / 60), minutes % 60]
  const part = (amount: number, unit: 'day' | 'hour' | 'minute') => (amount === 0 ? [] : [new Intl.NumberFormat(language, { style: 'unit', unit, unitDisplay: 'short' }).format(amount)])
  return [...part(days, 'day'), ...part(hours, 'hour'), ...part(rest, 'minute')].join(' ') || new Intl.NumberFormat(language, { style: 'unit', unit: 'hour', unitDisplay: 'short' }).format(0)
}
