import { readDuration } from './duration-words.ts'
import { type Lag, type LinkType, linkTypes } from './link.ts'

/** Lengths, lags and predecessors as planners type them: '3d', '2w', '1ed' (days of the clock), '3FS+2d, 5SS'. */

/** `minutes` of work, or of the clock when `isElapsed`. */
export interface Span { readonly minutes: number, readonly isElapsed: boolean }

const day = 480
const elapsedMinutes: Readonly<Record<string, number>> = { m: 1, h: 60, d: 1440, w: 10_080, mo: 43_200 }
const numberOf = (text: string): number => Number(text.replace(',', '.'))

/** Twenty days of work, as Microsoft Project counts a month; thirty of the clock. */
const monthOfWork = 20 * day

/** null: not a length. A number alone means days, as in the column it stands in. A mark of an estimate, '3d?', is passed over. */
export function readSpan(text: string): Span | null {
  const words = text.trim().toLowerCase().replace(/\s*\?$/, '')
  const [, amount, unit = ''] = /^(\d+(?:[.,]\d+)?)\s*e(mo|[mhdw])$/.exec(words) ?? []
  if (amount !== undefined) return { minutes: Math.round(numberOf(amount) * (elapsedMinutes[unit] ?? 0)), isElapsed: true }
  if (/^\d+(?:[.,]\d+)?$/.test(words)) return { minutes: Math.round(numberOf(words) * day), isElapsed: false }
  const [, months] = /^(\d+(?:[.,]\d+)?)\s*(?:mo|mon|mons|months?|mēn|mēn\.|mēneš[iu])$/.exec(words) ?? []
  if (months !== undefined) return { minutes: Math.round(numberOf(months) * monthOfWork), isElapsed: false }
  const minutes = readDuration(words)
  return minutes === null ? null : { minutes, isElapsed: false }
}

/** As it is read back, in every language: '3d', '4h', '1.5d', '2ed'. */
export function spanText({ minutes, isElapsed }: Span): string {
  const whole = isElapsed ? 1440 : day
  const [amount, unit] = minutes % (whole / 2) === 0 ? [minutes / whole, 'd'] : minutes % 15 === 0 ? [minutes / 60, 'h'] : [minutes, 'm']
  return `${amount}${isElapsed ? 'e' : ''}${unit}`
}

/** '+2d', '-4h', '+1ed', '+50%', '+50e%'; nothing is no lag. null: not understood. */
export function readLag(text: string): Lag | null {
  const words = text.replaceAll(/\s/g, '').replace('−', '-').toLowerCase()
  if (words === '') return { kind: 'working', amount: 0 }
  const [sign, rest] = /^[+-]/.test(words) ? [words.startsWith('-') ? -1 : 1, words.slice(1)] : [1, words]
  const [, share, elapsed] = /^(\d+(?:[.,]\d+)?)(e?)%$/.exec(rest) ?? []
  if (share !== undefined) return { kind: elapsed === 'e' ? 'elapsedPercent' : 'percent', amount: sign * numberOf(share) }
  const span = readSpan(rest)
  return span && { kind: span.isElapsed ? 'elapsed' : 'working', amount: sign * span.minutes }
}

/** '' when there is none. */
export function lagText({ kind, amount }: Lag): string {
  if (amount === 0) return ''
  const sign = amount < 0 ? '-' : '+'
  const size = Math.abs(amount)
  if (kind === 'percent' || kind === 'elapsedPercent') return `${sign}${size}${kind === 'percent' ? '' : 'e'}%`
  return sign + spanText({ minutes: size, isElapsed: kind === 'elapsed' })
}

/** A predecessor by the number before its title. */
export interface TypedLink { readonly number: number, readonly type: LinkType, readonly lag: Lag }

/** '3', '5SS-1d'. */
export const linkText = ({ number, type, lag }: TypedLink): string => `${number}${type === 'FS' && lag.amount === 0 ? '' : type}${lagText(lag)}`

const unit = String.raw`(?:e?%|(?!(?:FS|SS|FF|SF)(?:\P{L}|$))\p{L}*\.?)`
const part = new RegExp(String.raw`\s*(\d+)\s*(FS|SS|FF|SF)?\s*([+\-−]\s*\d+(?:[.,]\d+)?\s*${unit})?\s*(?:[,;]|$)`, 'iuy')

/** Parts are told apart by commas or semicolons. `wrong`: from where on it is not understood. */
export function readPredecessors(text: string): { links: TypedLink[] } | { wrong: string } {
  const links: TypedLink[] = []
  const words = text.trim()
  for (let at = 0; at < words.length; at = part.lastIndex) {
    part.lastIndex = at
    const found = part.exec(words)
    const lag = readLag(found?.[3] ?? '')
    if (!found || !lag) return { wrong: words.slice(at).trim() }
    links.push({ number: Number(found[1]), type: linkTypes.find(type => type === found[2]?.toUpperCase()) ?? 'FS', lag })
  }
  return { links }
}
