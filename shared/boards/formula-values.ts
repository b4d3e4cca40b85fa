import { isMoney, minorDigits, type Money, mostText } from './field-values.ts'
import { FormulaError } from './formula-tokens.ts'
import { addDays } from './zoned-time.ts'

/** `day` is '' of a date that nobody has written: what is reckoned from it is nothing, and no number. */
export interface Day { readonly day: string }
/** What formulas reckon with; null: nothing is written. */
export type FormulaValue = number | string | boolean | Money | Day | null

export const isDay = (value: FormulaValue): value is Day => typeof value === 'object' && value !== null && 'day' in value

export const textOf = (value: FormulaValue): string =>
  (value === null ? '' : isDay(value) ? value.day : isMoney(value) ? `${(value.amount / 10 ** minorDigits(value.currency)).toFixed(minorDigits(value.currency))} ${value.currency}` : String(value))

/** Nothing counts as zero beside something, yes as one. */
export function numberOf(value: FormulaValue): number {
  if (value === null) return 0
  if (typeof value === 'boolean') return Number(value)
  if (typeof value !== 'number') throw new FormulaError('notNumber', textOf(value))
  return value
}

export const isEmpty = (value: FormulaValue): boolean => value === null || value === '' || (isDay(value) && value.day === '')
export const isTrue = (value: FormulaValue): boolean => !isEmpty(value) && value !== false && value !== 0

const checked = (number: number): number => {
  if (!Number.isFinite(number)) throw new FormulaError('notNumber', String(number))
  return number
}

const later = ({ day }: Day, days: number): Day => {
  if (day === '') return { day }
  const [count, year] = [Math.round(days), Number(day.slice(0, 4)) + days / 365]
  if (!(year > 1 && year < 9998)) throw new FormulaError('notDate', String(days))
  return { day: addDays(day, count) }
}

/** Whole days between two. */
const daysBetween = (from: Day, to: Day): number => Math.round((Date.parse(to.day) - Date.parse(from.day)) / 86_400_000)

/** Amounts of one currency; a plain number beside an amount is none, nothing counts as zero of it. */
function amounts(left: FormulaValue, right: FormulaValue): { currency: string, left: number, right: number } | null {
  const currency = isMoney(left) ? left.currency : isMoney(right) ? right.currency : null
  if (currency === null) return null
  const amount = (value: FormulaValue): number => {
    if (isMoney(value) && value.currency !== currency) throw new FormulaError('currencies', `${currency}, ${value.currency}`)
    return isMoney(value) ? value.amount : Math.round(numberOf(value) * 10 ** minorDigits(currency))
  }
  return { currency, left: amount(left), right: amount(right) }
}

/** Beside something, nothing counts as zero; two that nobody has written make nothing (decision 0039). */
const isNothing = (left: FormulaValue, right: FormulaValue): boolean => left === null && right === null

export function plus(left: FormulaValue, right: FormulaValue): FormulaValue {
  if (isNothing(left, right)) return null
  if (typeof left === 'string' || typeof right === 'string') return joined(left, right)
  if (isDay(left)) return later(left, numberOf(right))
  if (isDay(right)) return later(right, numberOf(left))
  const money = amounts(left, right)
  return money ? { amount: checked(money.left + money.right), currency: money.currency } : checked(numberOf(left) + numberOf(right))
}

export const joined = (left: FormulaValue, right: FormulaValue): string => (textOf(left) + textOf(right)).slice(0, mostText)

function minus(left: FormulaValue, right: FormulaValue): FormulaValue {
  if (isNothing(left, right)) return null
  if (isDay(right)) return isEmpty(left) || isEmpty(right) ? null : isDay(left) ? daysBetween(right, left) : numberOf(right)
  if (isDay(left)) return later(left, -numberOf(right))
  const money = amounts(left, right)
  return money ? { amount: checked(money.left - money.right), currency: money.currency } : checked(numberOf(left) - numberOf(right))
}

/** How often or how many nobody knows: the product and the share are unknown, too, and no zero. */
const isUnknown = (left: FormulaValue, right: FormulaValue): boolean => left === null || right === null

function times(left: FormulaValue, right: FormulaValue): FormulaValue {
  if (isUnknown(left, right)) return null
  if (isMoney(left)) return { amount: checked(left.amount * numberOf(right)), currency: left.currency }
  if (isMoney(right)) return { amount: checked(right.amount * numberOf(left)), currency: right.currency }
  return checked(numberOf(left) * numberOf(right))
}

function divided(left: FormulaValue, right: FormulaValue): FormulaValue {
  if (isUnknown(left, right)) return null
  if (isMoney(right)) {
    const money = amounts(left, right)
    if (!isMoney(left) || !money) throw new FormulaError('notNumber', textOf(right))
    return ratio(money.left, money.right)
  }
  return isMoney(left) ? { amount: ratio(left.amount, numberOf(right)), currency: left.currency } : ratio(numberOf(left), numberOf(right))
}

function ratio(left: number, right: number): number {
  if (right === 0) throw new FormulaError('divideByZero')
  return checked(left / right)
}

const isUnwrittenDay = (value: FormulaValue): boolean => isDay(value) && value.day === ''

/** Below zero: the left one is less. null: one of them says nothing. */
export function order(left: FormulaValue, right: FormulaValue): number | null {
  if (left === null || right === null || isUnwrittenDay(left) || isUnwrittenDay(right)) return null
  if (typeof left === 'string' && typeof right === 'string') return left < right ? -1 : Number(left > right)
  if (isDay(left) && isDay(right)) return left.day < right.day ? -1 : Number(left.day > right.day)
  if (typeof left === 'string' || typeof right === 'string' || isDay(left) || isDay(right)) throw new FormulaError('incomparable', `${textOf(left)}, ${textOf(right)}`)
  const money = amounts(left, right)
  return money ? money.left - money.right : numberOf(left) - numberOf(right)
}

const isSame = (left: FormulaValue, right: FormulaValue): boolean => {
  if (left === null || right === null || typeof left === 'string' || typeof right === 'string' || isDay(left) || isDay(right)) return textOf(left) === textOf(right)
  return isMoney(left) && isMoney(right) && left.currency !== right.currency ? false : order(left, right) === 0
}

const compared = (test: (order: number) => boolean) => (left: FormulaValue, right: FormulaValue): boolean => {
  const found = order(left, right)
  return found !== null && test(found)
}

export const operations: Readonly<Record<string, (left: FormulaValue, right: FormulaValue) => FormulaValue>> = {
  '+': plus, '-': minus, '*': times, '/': divided, '&': joined,
  '=': isSame, '<>': (left, right) => !isSame(left, right), '!=': (left, right) => !isSame(left, right),
  '<': compared(found => found < 0), '<=': compared(found => found <= 0), '>': compared(found => found > 0), '>=': compared(found => found >= 0),
}
