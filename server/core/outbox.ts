import type { FastifyBaseLogger } from 'fastify'
import type { Kysely } from 'kysely'
import type { Event, EventName, Events } from '@kopa/shared/events.ts'
import { recordFacts } from './chained-facts.ts'
import type { Caller, Emit, Transaction, Work } from './context.ts'
import { sendNotices } from './notices.ts'
import type { Tables } from './tables.ts'

type Listener<N extends EventName> = (event: Event<N>) => void | Promise<void>

interface Author { now: () => Date, newId: () => string, caller: Pick<Caller, 'userId' | 'companyId'> | null }

/** What is written with its facts in a transaction that somebody else makes: `store` in it, as often as it is tried, `tell` after its commit. */
export interface Along<T = void> {
  store: (transaction: Transaction) => Promise<T>
  tell: () => Promise<void>
  /** Both, where there is nothing to go along with. */
  alone: () => Promise<T>
}

export interface Outbox {
  on: <N extends EventName>(name: N, listener: Listener<N>) => void
  write: <T>(work: (work: Work) => Promise<T>, author: Author) => Promise<T>
  along: <T>(work: (work: Work) => Promise<T>, author: Author) => Along<T>
  /** Hands facts to this node's listeners: its own after their commit, those of other nodes as they are heard of. */
  tell: (events: readonly Event[]) => Promise<void>
}

/**
 * Events are rows of the transaction that causes them, chained (chained-facts.ts); after its commit they are handed to the listeners, on this node
 * at once and on every other as it hears of them (notices.ts).
 * A listener that fails is logged and stops nobody: what must survive a crash reads the events table instead.
 */
export function createOutbox(database: Kysely<Tables>, log: FastifyBaseLogger, nodeId = 'command'): Outbox {
  const listeners = new Map<EventName, Listener<EventName>[]>()

  const tellOne = async (event: Event) => {
    for (const listener of listeners.get(event.name) ?? []) {
      try {
        await listener(event)
      } catch (error) {
        log.error({ err: error, event: event.name }, 'an event listener failed')
      }
    }
  }
  const tell = async (events: readonly Event[]) => {
    for (const event of events) await tellOne(event)
  }

  const along: Outbox['along'] = (work, author) => {
    let events: Event[] = []
    const store = async (transaction: Transaction) => {
      events = []
      const answer = await work({ transaction, emit: emitInto(events, author) })
      await recordFacts(transaction, events)
      await sendNotices(transaction, nodeId, events)
      return answer
    }
    const tellAll = () => tell(events)
    return { store, tell: tellAll, alone: () => database.transaction().execute(store).then(async answer => { await tellAll(); return answer }) }
  }

  return {
    tell,
    along,
    write: (work, author) => along(work, author).alone(),
    on(name, listener) {
      // The map forgets which name goes with which payload; `on` and `tell` keep them together.
      listeners.set(name, [...(listeners.get(name) ?? []), listener as Listener<EventName>])
    },
  }
}

const emitInto = (events: Event[], author: Author): Emit => async (name, payload, where = {}) => {
  const event: Event<typeof name> = {
    id: author.newId(),
    name,
    payload,
    workspaceId: where.workspaceId ?? workspaceOf(payload),
    companyId: where.companyId ?? author.caller?.companyId ?? null,
    userId: where.userId ?? author.caller?.userId ?? null,
    at: author.now().toISOString(),
  }
  events.push(event)
}

const workspaceOf = (payload: Events[EventName]): string | null => 'workspaceId' in payload ? payload.workspaceId : null
