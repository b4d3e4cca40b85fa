import { isId } from '../ids.ts'

/**
 * Somebody or something named in a line: a node `mention` with the attributes { kind, id, label, board? }. Stored for ever.
 * - `id`: of the person, the page or the task; of a date itself, as a day or as an instant (ISO 8601)
 * - `label`: what it was called when it was written: shown where what it names is gone or is not for the reader
 * - `board`: of a task, the board on which it lies
 */
export const mentionKinds = ['person', 'page', 'task', 'date'] as const
export type MentionKind = (typeof mentionKinds)[number]
export interface Mention { kind: MentionKind, id: string, label: string, board?: string }

/** characters; a longer one is cut */
export const mostMentionLabel = 200

/** What attributes that anybody may have written name; null: nothing that this version knows, and only its label is shown. */
export function readMention(attributes: Readonly<Record<string, unknown>>): Mention | null {
  const { kind, id, board } = attributes
  const label = mentionLabel(attributes)
  if (typeof id !== 'string') return null
  if (kind === 'person' || kind === 'page') return isId(id) ? { kind, id, label } : null
  if (kind === 'date') return isDay(id) || isInstant(id) ? { kind, id, label } : null
  if (kind !== 'task' || typeof board !== 'string') return null
  return isId(board) && taskId.test(id) ? { kind, id, label, board } : null
}

const taskId = /^[0-9A-Za-z_-]{1,64}$/
// oxlint-disable-next-line no-control-regex -- a label is one line
const breaks = /[\u0000-\u001f\u007f-\u009f\u2028\u2029]+/g

export function mentionLabel({ label }: Readonly<Record<string, unknown>>): string {
  return typeof label === 'string' ? label.slice(0, mostMentionLabel).toWellFormed().replace(breaks, ' ').trim() : ''
}

/** What a mention leads to, in one word: by this it is looked up where something is named. null: a date leads nowhere. */
export function mentionTarget({ kind, id, board }: Pick<Mention, 'kind' | 'id' | 'board'>): string | null {
  if (kind === 'date') return null
  return kind === 'task' ? `task:${board ?? ''}:${id}` : `${kind}:${id}`
}

/** A mention of a date without an hour is the same day for everybody; one with an hour is a moment, told in each reader's own time. */
export const isDay = (text: string): boolean => /^\d{4}-\d\d-\d\d$/.test(text) && isInstant(`${text}T00:00:00.000Z`)

function isInstant(text: string): boolean {
  const at = Date.parse(text)
  return /^\d{4}-/.test(text) && !Number.isNaN(at) && new Date(at).toISOString() === text
}
