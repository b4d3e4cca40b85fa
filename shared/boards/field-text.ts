import type { BoardField } from './field.ts'
import { type FieldValue, minorDigits, type Money, mostText } from './field-values.ts'
import { foldWord } from './quick-add-words.ts'
import { dayOrNull } from './stored-value.ts'

/** How the reader writes: `decimal` of numbers, whether months come before days in 3/2/2026, and whom names mean. */
export interface TextReading {
  decimal: '.' | ','
  isMonthFirst: boolean
  people: readonly { id: string, name: string }[]
  companies: readonly { id: string, name: string }[]
}

/** What was typed or pasted into a field; undefined: it cannot be meant. An empty text takes the value away. */
export function readFieldText(field: BoardField, text: string, reading: TextReading): FieldValue | undefined {
  const words = text.trim()
  if (words === '') return field.kind === 'checkbox' ? false : null
  switch (field.kind) {
    case 'text': case 'link': return words.slice(0, mostText)
    case 'number': return readNumber(words, reading.decimal) ?? undefined
    case 'money': return readMoneyText(words, field.currency, reading.decimal) ?? undefined
    case 'date': return readDay(words, reading) ?? undefined
    case 'person': return named(reading.people, words)
    case 'company': return named(reading.companies, words)
    case 'select': return named(field.options, words)
    case 'multiSelect': return severalNamed(field.options, words)
    case 'checkbox': return readCheck(words)
    case 'formula': return undefined
  }
}

const named = (choices: readonly { id: string, name: string }[], words: string): string | undefined =>
  choices.find(({ id, name }) => foldWord(name) === foldWord(words) || id === words)?.id

function severalNamed(choices: readonly { id: string, name: string }[], words: string): string[] | undefined {
  const whole = named(choices, words)
  if (whole !== undefined) return [whole]
  const ids = words.split(/[,;]/).filter(part => part.trim() !== '').map(part => named(choices, part.trim()))
  return ids.every(id => id !== undefined) ? ids : undefined
}

function readCheck(words: string): boolean | undefined {
  if (/^(true|yes|y|x|1|✓|jā|ja)$/i.test(words)) return true
  return /^(false|no|n|0|-|nē|ne)$/i.test(words) ? false : undefined
}

/** '1 234,50', '1,234.50', '-12': what cannot group thousands is the decimal sign, whichever language it is typed in. */
export function readNumber(text: string, decimal: '.' | ','): number | null {
  const plain = text.replace(/[\s'’]/g, '').replace('−', '-').replace(/%$/, '')
  if (!/^-?[\d.,]*\d[\d.,]*$/.test(plain)) return null
  const other = decimal === '.' ? ',' : '.'
  const isGrouped = (sign: '.' | ','): boolean => new RegExp(`^-?\\d{1,3}(\\${sign}\\d{3})+(\\${sign === '.' ? ',' : '.'}\\d+)?$`).test(plain)
  const group = isGrouped(other) ? other : isGrouped(decimal) && (plain.includes(other) || plain.split(decimal).length > 2) ? decimal : null
  const ungrouped = group === null ? plain : plain.replaceAll(group, '')
  const number = ungrouped.replace(',', '.')
  return /^-?\d*\.?\d+$/.test(number) ? Number(number) : null
}

const currencySigns: readonly (readonly [string, string])[] = [['€', 'EUR'], ['$', 'USD'], ['£', 'GBP'], ['¥', 'JPY'], ['₹', 'INR'], ['₩', 'KRW'], ['zł', 'PLN'], ['Kč', 'CZK']]

function readMoneyText(words: string, otherwise: string, decimal: '.' | ','): Money | null {
  const code = /(?:^|[\s\d])([A-Za-z]{3})(?:$|[\s\d-])/.exec(words)?.[1]
  const sign = currencySigns.find(([known]) => words.includes(known))
  const currency = code?.toUpperCase() ?? sign?.[1] ?? otherwise
  const number = readNumber(words.replace(code ?? '', '').replace(sign?.[0] ?? '', ''), decimal)
  return number === null || Math.abs(number) > 1e12 ? null : { amount: Math.round(number * 10 ** minorDigits(currency)), currency }
}

/** '2026-03-02', '2.3.2026', '2/3/2026'. */
export function readDay(words: string, { isMonthFirst }: Pick<TextReading, 'isMonthFirst'>): string | null {
  const iso = dayOrNull(words.slice(0, 10))
  if (iso !== null) return iso
  const [, first = '', sign = '', second = '', year = ''] = /^(\d{1,2})([./-])\s?(\d{1,2})\2\s?(\d{4})\.?$/.exec(words) ?? []
  const [month, day] = sign === '/' && isMonthFirst ? [first, second] : [second, first]
  return dayOrNull(`${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`)
}
