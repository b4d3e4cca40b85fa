import type { ErrorCode, ErrorDetails } from '@kopa/shared/errors.ts'
import type { Language } from '@kopa/shared/languages.ts'
import type { ExportFormat } from '@kopa/shared/transfer/kinds.ts'

/** What main thread and transfer threads say to each other. */

/** A document as one update; bytes change hands without a copy. */
type Whole = Uint8Array

export interface WriteJob {
  task: 'write'
  format: ExportFormat
  language: Language
  /** milliseconds since 1970 */
  now: number
  board: Whole
  /** the own company's side of it */
  side: Whole | null
  people: readonly (readonly [id: string, name: string])[]
  companies: readonly (readonly [id: string, name: string])[]
  /** descriptions by the ids of tasks: a page's document, or only its words */
  pages: readonly (readonly [task: string, page: Whole | string])[]
  documentId: string
  address: string
}

/** `title`: what the board itself says it is called */
export interface WrittenFile { bytes: Uint8Array, title: string }

export interface Answers { write: WrittenFile }

export type Job = WriteJob
export type JobAnswer = { answer: unknown } | { refused: ErrorCode, details: ErrorDetails } | { fault: string }

/** Of a job that goes on: so much of so much. */
export interface Progress { done: number, of: number }
