import type { BoardField } from './field.ts'
import { isMoney, minorDigits, type Money } from './field-values.ts'
import { foldWord } from './quick-add-words.ts'
import { dayOrNull, oneOf } from './stored-value.ts'
import type { Task } from './task.ts'

/**
 * What may be asked of a field. `is`: this choice, number or day; `has`: a text that contains it; `from`, `to`: at least and at most this
 * number, amount or day; `empty`, `filled`: nothing, or anything, is written.
 */
export const fieldTests = ['is', 'has', 'from', 'to', 'empty', 'filled'] as const
export type FieldTest = (typeof fieldTests)[number]

/** Of all that is asked, `is` of one field is alternatives; everything else must hold together. */
export interface FieldCondition { readonly field: string, readonly test: FieldTest, /** as an address has it: an id, a number with a point, a day, words */ readonly value: string }

/** What a field says, also one that is worked out: days as `2026-03-02`. undefined: nobody here knows the field, and nothing is asked of it. */
export type FilterValue = string | number | boolean | Money | readonly string[] | null | undefined

const mostValue = 200

/** `<field>:<test>:<value>`, as an address has it. null: it cannot be meant. */
export function readCondition(text: string): FieldCondition | null {
  const [, field = '', named, value = ''] = /^([^:]+):([a-z]+)(?::(.*))?$/su.exec(text) ?? []
  const test = oneOf(fieldTests, named)
  return test === null || field === '' ? null : { field, test, value: value.slice(0, mostValue) }
}

export const writeCondition = ({ field, test, value }: FieldCondition): string => (value === '' ? `${field}:${test}` : `${field}:${test}:${value}`)

export function meetsConditions(task: Task, conditions: readonly FieldCondition[], valueOf: (task: Task, field: string) => FilterValue): boolean {
  const alternatives = new Map<string, boolean>()
  for (const condition of conditions) {
    const value = valueOf(task, condition.field)
    const isMet = value === undefined || meets(value, condition)
    if (condition.test === 'is') alternatives.set(condition.field, isMet || (alternatives.get(condition.field) ?? false))
    else if (!isMet) return false
  }
  return [...alternatives.values()].every(Boolean)
}

const isNothing = (value: FilterValue): boolean => value === null || value === '' || value === false

function meets(value: Exclude<FilterValue, undefined>, { test, value: wanted }: FieldCondition): boolean {
  switch (test) {
    case 'empty': return isNothing(value)
    case 'filled': return !isNothing(value)
    case 'has': return typeof value === 'string' && foldWord(value).includes(foldWord(wanted))
    case 'is': return isSame(value, wanted)
    case 'from': { const order = orderOf(value, wanted); return order !== null && order >= 0 }
    case 'to': { const order = orderOf(value, wanted); return order !== null && order <= 0 }
  }
}

function isSame(value: Exclude<FilterValue, undefined>, wanted: string): boolean {
  if (typeof value === 'boolean') return value === (wanted === 'yes')
  if (typeof value === 'string') return value === wanted || foldWord(value) === foldWord(wanted)
  return Array.isArray(value) ? (value as readonly string[]).includes(wanted) : orderOf(value, wanted) === 0
}

/** Below zero: less than what is wanted. null: they are not of one kind. */
function orderOf(value: Exclude<FilterValue, undefined>, wanted: string): number | null {
  if (typeof value === 'string') return dayOrNull(value) === null || dayOrNull(wanted) === null ? null : value < wanted ? -1 : Number(value > wanted)
  const number = typeof value === 'number' ? value : isMoney(value) ? value.amount / 10 ** minorDigits(value.currency) : null
  return number === null || wanted.trim() === '' || !Number.isFinite(Number(wanted)) ? null : number - Number(wanted)
}

/** What can be asked of a field of this kind; what a formula gives is only known from its values. */
export function testsOf(kind: BoardField['kind']): readonly FieldTest[] {
  switch (kind) {
    case 'text': case 'link': return ['has', 'filled', 'empty']
    case 'number': case 'money': return ['from', 'to', 'is', 'filled', 'empty']
    case 'date': return ['from', 'to', 'is', 'filled', 'empty']
    case 'person': case 'company': case 'select': case 'multiSelect': return ['is', 'filled', 'empty']
    case 'checkbox': return ['is']
    case 'formula': return ['from', 'to', 'is', 'has', 'filled', 'empty']
  }
}
