import type * as Y from 'yjs'
import type { Stored } from './board.ts'
import { currencyOr, type BoardField } from './field.ts'
import { dayOrNull, isRecord, textIn, textOrNull } from './stored-value.ts'
import { setValue } from './task-verbs.ts'
import type { Task } from './task.ts'

/** `amount`: in minor units of its currency, whole. */
export interface Money { readonly amount: number, readonly currency: string }

/**
 * By kind: text and link a text; number a number; money Money; date a day; person and company an id; select the id of an option;
 * multiSelect ids of options; checkbox true or false. null: nothing is written. What a formula gives is worked out (formula.ts).
 */
export type FieldValue = string | number | boolean | Money | readonly string[] | null

export const mostText = 2000
const mostAmount = 1e15

/** What a task says in a field, whatever another client has written there. */
export function valueOf(field: BoardField, task: Pick<Task, 'values'>): FieldValue {
  const stored = task.values.get(field.id)
  switch (field.kind) {
    case 'text': case 'link': return textIn(stored, mostText) || null
    case 'number': return finite(stored)
    case 'money': return readMoney(stored, field.currency)
    case 'date': return dayOrNull(stored)
    case 'person': case 'company': return textOrNull(stored)
    case 'select': return field.options.find(({ id }) => id === stored)?.id ?? null
    case 'multiSelect': return chosenIn(field, task)
    case 'checkbox': return stored === true
    case 'formula': return null
  }
}

const finite = (value: Stored): number | null => (typeof value === 'number' && Number.isFinite(value) ? value : null)

function readMoney(value: Stored, currency: string): Money | null {
  const amount = isRecord(value) ? finite(value['amount']) : null
  if (!isRecord(value) || amount === null || Math.abs(amount) > mostAmount) return null
  return { amount: Math.round(amount), currency: currencyOr(value['currency'], currency) }
}

const none: readonly string[] = []

function chosenIn({ id, options }: BoardField, { values }: Pick<Task, 'values'>): readonly string[] | null {
  const chosen = options.filter(option => values.get(`${id}/${option.id}`) === true).map(option => option.id)
  return chosen.length > 0 ? chosen : null
}

/** Under which keys a task keeps what it says in a field. */
export const valueKeysOf = ({ id, kind, options }: BoardField): string[] => (kind === 'multiSelect' ? options.map(option => `${id}/${option.id}`) : [id])

/**
 * Of several that can be chosen each has a key of its own: what two people choose at the same time is both chosen.
 * @param put where it is written: into the task, if nothing else is said (side.ts)
 */
export function putFieldValue(doc: Y.Doc, task: Task, field: BoardField, value: FieldValue, put: (doc: Y.Doc, id: string, key: string, value: Stored) => void = setValue): void {
  if (field.kind === 'formula') return
  if (field.kind !== 'multiSelect') return put(doc, task.id, field.id, storedOf(value))
  const [before, wanted] = [chosenIn(field, task) ?? none, Array.isArray(value) ? value as readonly string[] : none]
  for (const { id } of field.options) {
    if (wanted.includes(id) !== before.includes(id)) put(doc, task.id, `${field.id}/${id}`, wanted.includes(id) ? true : null)
  }
}

/** Nothing and `not ticked` take no room. */
function storedOf(value: FieldValue): Stored {
  if (value === '' || value === false) return null
  if (isMoney(value)) return { amount: value.amount, currency: value.currency }
  return typeof value === 'string' ? value.slice(0, mostText) : value
}

export const isMoney = (value: unknown): value is Money => isRecord(value) && 'amount' in value && 'currency' in value

/** How many digits a currency has behind the point: 2 for EUR, 0 for JPY. */
export function minorDigits(currency: string): number {
  const known = digits.get(currency) ?? new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions().maximumFractionDigits ?? 2
  digits.set(currency, known)
  return known
}

const digits = new Map<string, number>()

/** An address that a browser may be sent to; null: it stays text. `example.com` is meant as https. */
export function safeLink(text: string): string | null {
  const wanted = /^[a-z][a-z0-9+.-]*:/i.test(text) ? text : `https://${text}`
  if (!URL.canParse(wanted)) return null
  const { protocol, href, hostname } = new URL(wanted)
  return protocol === 'mailto:' || ((protocol === 'https:' || protocol === 'http:') && hostname.includes('.')) ? href : null
}
