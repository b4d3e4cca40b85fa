import type { Kysely } from 'kysely'
import type { FastifyBaseLogger } from 'fastify'
import type { Kind, Projections, Starts } from '@kopa/shared/documents/kinds.ts'
import type { Role } from '@kopa/shared/policy.ts'
import { minute } from '@kopa/shared/time.ts'
import type { Caller, Transaction } from '../core/context.ts'
import type { Meter } from '../core/meter.ts'
import type { OpenConnection } from '../core/database.ts'
import type { Outbox } from '../core/outbox.ts'
import type { Tables } from '../core/tables.ts'
import type { Caps } from './caps.ts'

/** `at`: when it was made, if not just now. */
export interface DocumentStart { id: string, kind: Kind, workspaceId: string, privateTo: string | null, userId: string, content?: Starts[Kind], at?: Date }

/** What a person may do with a document, and how they are shown to others in it. */
export interface Access {
  role: Role
  workspaceId: string
  privateTo: string | null
  /** `color`: the number of the company's colour, 0-7. */
  person: { name: string, companyId: string, color: number, companyName: string }
}

export interface Settled<K extends Kind> {
  documentId: string
  workspaceId: string
  /** the position of the snapshot that storage held before this one, whichever node had made it */
  before: number
  position: number
  projection: Projections[K]
  /** who wrote last; null when nothing new was written */
  changedBy: string | null
  at: Date
}

/** Writes the rows that are derived from a document, inside the transaction that stores its new snapshot. Answers which lists are others now besides those of its kind. */
export type ProjectionWriters = { [K in Kind]?: (transaction: Transaction, settled: Settled<K>) => Promise<readonly 'proposals'[] | void> }

/** What the engine stands on. It imports no capability: what it needs of them is passed in. */
export interface EngineParts {
  database: Kysely<Tables>
  /** A connection of the log's own, outside the pool. */
  openConnection: OpenConnection
  log: FastifyBaseLogger
  outbox: Outbox
  now: () => Date
  /** null: for this person the document does not exist. */
  findAccess: (caller: Caller, documentId: string) => Promise<Access | null>
  /** Nobody would be told whose rights end: nobody is let in. */
  isShut?: () => boolean
  /** Is what somebody came in with (session, token) still good? */
  isSignedIn: (caller: Caller) => Promise<boolean>
  projections: ProjectionWriters
  /** Somebody has come to a document or gone; told once a second at most. */
  onPresence?: (where: { workspaceId: string, privateTo: string | null }) => void
  /** Left out: nothing is counted. */
  meter?: Meter
  /** Other nodes may write to the same database; left out: there are none. `redisUrl` null: they meet in the database alone. */
  cluster?: { nodeId: string, redisUrl: string | null }
  caps?: Partial<Caps>
  config?: Partial<EngineConfig>
}

/** Times in milliseconds, sizes in bytes. */
export interface EngineConfig {
  /** a document is folded after this much quiet ... */
  quiet: number
  /** ... or when its first unfolded update is this old ... */
  oldest: number
  /** ... or when this many updates ... */
  tailUpdates: number
  /** ... or this many bytes wait. */
  tailBytes: number
  /** what is folded stays so long: in memory for who comes back and resumes, in the log for other nodes */
  resumable: number
  /** a version is made by itself after so long without a change ... */
  versionAfterQuiet: number
  /** ... or after so long of work */
  versionAfterWork: number
  /** between two looks at which are due */
  versionRound: number
  /** an empty room is let go after this */
  grace: number
  /** presence is sent together every so often */
  presenceTick: number
  /** between two rounds in which what was stored is read again */
  selfCheckRound: number
  /** so long whoever changes a document by a request waits for the disk */
  editPatience: number
}

export const defaultConfig: EngineConfig = {
  quiet: 2000,
  oldest: 10_000,
  tailUpdates: 200,
  tailBytes: 64 * 1024,
  resumable: minute,
  versionAfterQuiet: 10 * minute,
  versionAfterWork: 30 * minute,
  versionRound: 30_000,
  grace: 15_000,
  presenceTick: 50,
  selfCheckRound: 2 * minute,
  editPatience: 10_000,
}
