import { setTimeout as delay } from 'node:timers/promises'
import { sql } from 'kysely'
import type { FastifyBaseLogger } from 'fastify'
import type pg from 'pg'
import type { Event } from '@kopa/shared/events.ts'
import type { Transaction } from './context.ts'
import type { OpenConnection } from './database.ts'

/**
 * How a node learns what was decided on another: facts travel through the database they are written to, with the commit
 * that makes them true. A right that ends is therefore heard of everywhere as soon as it has ended, Redis or no Redis.
 */

const channel = 'kopa_facts'
/** PostgreSQL takes less than 8000 bytes at once. */
const mostBytes = 7800
/** More facts than ever fit into one notice: with three ids and a moment each is longer than 190 bytes. */
const mostInOne = 40

/** `events` null: more has happened than fits, look at everything anew. */
interface Notice { node: string, events: readonly Event[] | null }

/** Part of the transaction: what is rolled back is not told. */
export async function sendNotices(transaction: Transaction, node: string, events: readonly Event[]): Promise<void> {
  const notices = noticesOf(node, events)
  if (notices.length === 0) return
  await sql`select pg_notify(${channel}, notice) from unnest(${notices}::text[]) as notices (notice)`.execute(transaction)
}

/** As few notices as they fit into. */
function noticesOf(node: string, events: readonly Event[]): string[] {
  const notices: string[] = []
  let rest = events
  while (rest.length > 0) {
    let count = Math.min(rest.length, mostInOne)
    while (count > 1 && !fits(noticeOf(node, rest.slice(0, count)))) count = Math.ceil(count / 2)
    const notice = noticeOf(node, rest.slice(0, count))
    notices.push(fits(notice) ? notice : noticeOf(node, null))
    rest = rest.slice(count)
  }
  return notices
}

const noticeOf = (node: string, events: readonly Event[] | null): string => JSON.stringify({ node, events } satisfies Notice)
const fits = (notice: string): boolean => Buffer.byteLength(notice) < mostBytes

export interface NoticeParts {
  openConnection: OpenConnection
  log: FastifyBaseLogger
  nodeId: string
  /** What another node has written. */
  tell: (events: readonly Event[]) => Promise<void>
  /** Something may have been missed: whatever is open is judged anew. */
  missed: () => Promise<void>
  /** For `patience` nothing could be heard: whatever is open is closed, and nothing opens until something was `missed`. */
  deaf: () => void
  config?: Partial<HearingConfig>
}

/** Milliseconds. */
export interface HearingConfig {
  /** between two proofs that the connection still carries anything */
  proof: number
  /** how long rights may go unheard of before everything they hold open is closed */
  patience: number
}

/** A second less than what is promised (30 s): that often it is looked at. */
const defaultConfig: HearingConfig = { proof: 5000, patience: 29_000 }
const longestWait = 1000

/**
 * Listens for facts until it is stopped, over a connection of its own that is made anew whenever it breaks.
 * Resolves when the first try has succeeded or failed.
 */
export async function hearNotices(parts: NoticeParts): Promise<{ stop: () => Promise<void> }> {
  const ear = new Ear(parts)
  const running = ear.run()
  await ear.tried
  return {
    async stop() {
      ear.stop()
      await running
    },
  }
}

class Ear {
  readonly tried: Promise<void>
  #noteTry = () => {}
  #hasTried = false
  #parts: NoticeParts
  #config: HearingConfig
  #stopping = new AbortController()
  #lastSure = performance.now()
  #isDeaf = false
  /** Facts are followed in the order of their commits. */
  #following: Promise<void> = Promise.resolve()

  constructor(parts: NoticeParts) {
    this.#parts = parts
    this.#config = { ...defaultConfig, ...parts.config }
    this.tried = new Promise(resolve => { this.#noteTry = resolve })
  }

  stop(): void {
    this.#stopping.abort()
  }

  async run(): Promise<void> {
    // Not between two tries: one may take as long as two connections that nobody answers.
    const watch = setInterval(() => this.#noteDeafness(), Math.min(1000, this.#config.patience / 2))
    await this.#tryOn().finally(() => clearInterval(watch))
  }

  async #tryOn(): Promise<void> {
    for (let tries = 0; !this.#isStopped; tries++) {
      try {
        await this.#listen()
        tries = 0
      } catch (error) {
        if (!this.#isStopped) this.#parts.log.warn({ err: error }, 'facts of other nodes cannot be heard; it is tried again')
      }
      this.#endTry()
      await this.#pause(Math.min(longestWait, 100 * 2 ** Math.min(tries, 4)))
    }
  }

  get #isStopped(): boolean {
    return this.#stopping.signal.aborted
  }

  #endTry(): void {
    this.#hasTried = true
    this.#noteTry()
  }

  /** Returns when the connection has broken after it worked. */
  async #listen(): Promise<void> {
    const client = await this.#parts.openConnection()
    const broken = new Promise<void>(resolve => client.once('end', resolve))
    client.on('error', () => undefined)
    client.on('notification', ({ payload }) => this.#hear(payload ?? ''))
    try {
      await ask(client, `listen ${channel}`, this.#config.proof)
      this.#noteSound()
      // From here on nothing is missed; what was, is made up for.
      if (this.#hasTried) await this.#parts.missed()
      this.#endTry()
      await this.#prove(client, broken)
    } finally {
      await Promise.race([client.end().catch(() => undefined), delay(1000, null, { ref: false })])
    }
  }

  /** A connection that died silently looks as one on which nothing happens. */
  async #prove(client: pg.Client, broken: Promise<void>): Promise<void> {
    let isBroken = false
    void broken.then(() => { isBroken = true })
    while (!isBroken && !this.#isStopped) {
      if (!await ask(client, 'select 1', this.#config.proof).then(() => true, () => false)) return
      this.#noteSound()
      await Promise.race([broken, this.#pause(this.#config.proof)])
    }
  }

  #noteSound(): void {
    this.#lastSure = performance.now()
    this.#isDeaf = false
  }

  #noteDeafness(): void {
    if (this.#isDeaf || this.#isStopped || performance.now() - this.#lastSure < this.#config.patience) return
    this.#isDeaf = true
    this.#parts.log.error('facts could not be heard for too long; what is open is closed until they can')
    this.#parts.deaf()
  }

  #hear(payload: string): void {
    const notice = readNotice(payload)
    if (!notice || notice.node === this.#parts.nodeId) return
    this.#following = this.#following
      .then(() => (notice.events ? this.#parts.tell(notice.events) : this.#parts.missed()))
      .catch((error: unknown) => this.#parts.log.error({ err: error }, 'facts of another node could not be followed'))
  }

  #pause(milliseconds: number): Promise<unknown> {
    return delay(milliseconds, null, { ref: false, signal: this.#stopping.signal }).catch(() => undefined)
  }
}

// pg knows `query_timeout` for a single query, its types only for a connection.
const ask = (client: pg.Client, text: string, timeout: number): Promise<unknown> => client.query({ text, query_timeout: timeout } as pg.QueryConfig)

/** Anybody who may write to the database may write a notice: one that is none is passed over. */
function readNotice(payload: string): Notice | null {
  try {
    const { node, events }: Partial<Notice> = JSON.parse(payload) ?? {}
    return typeof node === 'string' && (events === null || Array.isArray(events)) ? { node, events } : null
  } catch {
    return null
  }
}
