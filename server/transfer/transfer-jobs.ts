import type { Progress } from '@kopa/shared/contract.ts'
import type { ErrorCode, ErrorDetails } from '@kopa/shared/errors.ts'
import type { Language } from '@kopa/shared/languages.ts'
import type { ImportPreview } from '@kopa/shared/transfer/contract.ts'
import type { ExportFormat } from '@kopa/shared/transfer/kinds.ts'
import type { Mapping } from '@kopa/shared/transfer/mapping.ts'

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
  /** the own company's side of it; null: it has none, or it stays out */
  side: Whole | null
  /** the own company */
  companyId: string
  people: readonly (readonly [id: string, name: string])[]
  companies: readonly (readonly [id: string, name: string])[]
  /** descriptions by the ids of tasks: a page's document, or only its words */
  pages: readonly (readonly [task: string, page: Whole | string])[]
  documentId: string
  address: string
}

/** Who can be meant by the names in a file. */
export interface Here {
  people: readonly { readonly id: string, readonly name: string, readonly email: string }[]
  companies: readonly (readonly [id: string, name: string])[]
  /** what the file knows somebody by -> who somebody says that is */
  chosen: ReadonlyMap<string, string>
}

/** A file that somebody has brought. `name`: what they call it, never a path. */
export interface FileToRead {
  file: string
  name: string
  zone: string
  language: Language
  mapping: Mapping | null
  here: Here
  /** milliseconds since 1970 */
  now: number
}

export interface PreviewJob extends FileToRead { task: 'preview' }
export interface ComposeJob extends FileToRead { task: 'compose', userId: string }

/** `title`: what the board itself says it is called */
export interface WrittenFile { bytes: Uint8Array, title: string }

export interface ComposedPart { id: string, clientId: number, updates: Uint8Array[] }
/** `pages`: what describes a task; `text`: its words */
export interface ComposedFile { board: ComposedPart, pages: (ComposedPart & { taskId: string, text: string })[], preview: ImportPreview }

export interface Answers { write: WrittenFile, preview: ImportPreview, compose: ComposedFile }

export type Job = WriteJob | PreviewJob | ComposeJob
export type JobAnswer = { answer: unknown } | { refused: ErrorCode, details: ErrorDetails } | { fault: string }
export interface JobProgress { progress: Progress }
