import type { Kind } from '@kopa/shared/documents/kinds.ts'
import type { DepthRange } from './depths.ts'
import type { Author, Verdict } from './guard.ts'
import type { PlainKnowledge } from './knowledge.ts'
import type { Lessons } from './learning.ts'
import type { RefusalReason } from './refusal.ts'
import type { Move } from './moves.ts'
import type { SectionPlace } from './sections.ts'
import type { Weight } from './taking-away.ts'
import type { Id } from './update-reader.ts'
import type { PackedVersion, VersionBytes } from './version-bytes.ts'

/** What main thread and keeper say to each other. Bytes travel packed into one buffer, which changes hands without a copy. */

/** A document as it lies in storage: `parts` are the lengths of the snapshot (0: none yet) and of each update after it. */
export interface PackedDocument { kind: Kind, parts: number[], bytes: Uint8Array<ArrayBuffer> }

/** Whose client ids are whose. */
export type Owners = readonly (readonly [client: number, userId: string])[]

export type Job =
  | { task: 'fold', document: PackedDocument, owners: Owners, /** the ledger so far (ledger.ts) */ authorship: Uint8Array | null, /** nothing deleted may be kept */ forgets?: boolean }
  | { task: 'straighten', document: PackedDocument, owners: Owners, authorship: Uint8Array | null, /** nobody's yet */ clientId: number }
  | { task: 'check', document: PackedDocument }
  | { task: 'diff', document: PackedDocument, stateVector: Uint8Array }
  | { task: 'weigh', document: PackedDocument, update: Uint8Array }
  | { task: 'edit', document: PackedDocument, clientId: number, verb: string, args: readonly unknown[] }
  | { task: 'copy', document: PackedDocument, clientId: number, how: object }
  | { task: 'judge', bytes: Uint8Array, knowledge: PlainKnowledge, author: Author }
  | { task: 'learn', /** updates of the log, without a snapshot */ document: PackedDocument, /** of each update */ authors: readonly string[], knowledge: PlainKnowledge }
  | { task: 'packVersion', document: PackedDocument, keyframe: Uint8Array | null }
  | { task: 'readVersion', kind: Kind, version: PackedVersion }
  | { task: 'ping' }

/** What the keeper makes of a document. */
export interface Derived {
  snapshot: Uint8Array
  stateVector: Uint8Array
  deep: DepthRange[]
  /** an update that holds all deletions, and nothing else */
  deletions: Uint8Array
  places: SectionPlace[]
  projection: unknown
  /** SHA-256 of the snapshot's bytes */
  snapshotHash: Uint8Array
  /** of what the document says now (version-bytes.ts, hashOf) */
  hash: Uint8Array
  /** who wrote what, where that is not whoever owns the client id */
  authorship: Uint8Array | null
  /** text that was deleted and written again in the same update */
  moves: Move[]
}

export interface Fold extends Derived {
  /** most of the text that was there is gone */
  isEmptied: boolean
  /** a new struct whose neighbours stand the wrong way round, what no editor writes there, a mark too many (crooked.ts), or what makes it slow to load (slow.ts) */
  crooked: Id | null
  /** how many of the updates are in the snapshot: fewer than asked when one does not load */
  folded: number
  /** why the next update does not load */
  fault: string | null
}

/** What storage gives back. `fault`: why not all of it loads; `hash` is null where not even the snapshot does. */
export interface Check { hash: Uint8Array | null, snapshotHash: Uint8Array, fault: string | null }

/** `update` null: the verb changed nothing. `answer`: what it says of itself, as plain data. */
export interface Edited { update: Uint8Array | null, answer: unknown }

/** `updates`: what the new document starts with. `answer`: what the kind says of it (kinds.ts), as plain data. */
export interface Copied { updates: Uint8Array[], answer: unknown }

export interface Answers {
  fold: Fold
  straighten: Derived
  check: Check
  diff: Uint8Array
  weigh: Weight
  edit: Edited
  copy: Copied
  judge: Verdict | { refused: RefusalReason }
  learn: Lessons
  packVersion: VersionBytes
  /** all that the version says (kinds.ts, Contents), and the hash of it */
  readVersion: { content: object, hash: Uint8Array }
  ping: true
}

export type JobRequest = { id: number } & Job
export type JobAnswer = { id: number, answer: unknown } | { id: number, fault: string }

export function packDocument(kind: Kind, snapshot: Uint8Array | null, updates: readonly Uint8Array[]): PackedDocument {
  const all = [snapshot ?? new Uint8Array(0), ...updates]
  const parts = all.map(part => part.length)
  const bytes = new Uint8Array(parts.reduce((sum, size) => sum + size, 0))
  let at = 0
  for (const part of all) {
    bytes.set(part, at)
    at += part.length
  }
  return { kind, parts, bytes }
}

export function unpackDocument({ parts, bytes }: PackedDocument): { snapshot: Uint8Array, updates: Uint8Array[] } {
  let at = 0
  const [snapshot = new Uint8Array(0), ...updates] = parts.map(size => {
    at += size
    return bytes.subarray(at - size, at)
  })
  return { snapshot, updates }
}
