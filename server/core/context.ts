import { randomBytes } from 'node:crypto'
import type { FastifyBaseLogger } from 'fastify'
import type { Kysely, Transaction as KyselyTransaction } from 'kysely'
import { timeOrderedId } from '@kopa/shared/ids.ts'
import type { EventName, Events } from '@kopa/shared/events.ts'
import type { Language } from '@kopa/shared/languages.ts'
import type { Actor, CompanyRole } from '@kopa/shared/policy.ts'
import type { Config } from '../config.ts'
import type { Along, Outbox } from './outbox.ts'
import type { Tables } from './tables.ts'

export type Transaction = KyselyTransaction<Tables>
/** A query runs on the database or inside somebody's transaction; it does not care. */
export type Queryable = Kysely<Tables> | Transaction

/** Who is asking, by session cookie or by access token. */
export interface Caller {
  userId: string
  companyId: string
  companyRole: CompanyRole
  name: string
  language: Language
  sessionId?: string
  tokenId?: string
}

/** Writes a fact into the running transaction; it is told to listeners after the commit. */
export type Emit = <N extends EventName>(name: N, payload: Events[N], where?: { workspaceId?: string | null, companyId?: string | null, userId?: string | null }) => Promise<void>

export interface Work { transaction: Transaction, emit: Emit }

/** What every command and query is given. Time, ids and chance come in through here. */
export interface Context {
  database: Kysely<Tables>
  config: Config
  log: FastifyBaseLogger
  now: () => Date
  newId: () => string
  /** One transaction: all of it happens, with its events, or nothing. */
  write: <T>(work: (work: Work) => Promise<T>) => Promise<T>
  /** The same in a transaction of somebody else's, for what the document engine does meanwhile. */
  along: (work: (work: Work) => Promise<void>) => Along
}

export interface PublicContext extends Context { caller: Caller | null }
export interface SignedInContext extends Context { caller: Caller }
/** Inside one workspace, as a member of it. */
export interface MemberContext extends SignedInContext { actor: Actor, workspaceId: string }

export interface ContextParts { database: Kysely<Tables>, config: Config, log: FastifyBaseLogger, outbox: Outbox }

export const newId = (): string => timeOrderedId(Date.now(), randomBytes(16))

/** The context in which `caller` acts. */
export function contextFor(parts: ContextParts, caller: Caller | null): PublicContext {
  const { database, config, log, outbox } = parts
  const now = () => new Date()
  const author = { now, newId, caller }
  return { database, config, log, ...author, write: work => outbox.write(work, author), along: work => outbox.along(work, author) }
}
