import { sql } from 'kysely'
import type pg from 'pg'
import type { Transaction } from '../core/context.ts'
import { databaseOn } from '../core/database.ts'
import { isLocked } from './log-faults.ts'
import { ask, insertRows, type Binding, type Outcome, type Row } from './log-rows.ts'

/** Milliseconds for a lock: everybody's updates wait meanwhile. */
const lockPatience = 50

/**
 * Stores an update together with what goes along with it, or nothing of both. What it needs may be locked by somebody: then the
 * document waits, as if it were locked itself.
 */
export async function insertAlong(client: pg.Client, rows: readonly Row[], bindings: readonly Binding[], along: (transaction: Transaction) => Promise<void>): Promise<Outcome> {
  let fault: unknown = null
  const database = databaseOn((text, values) => ask(client, { text, values: [...values] }).catch((error: unknown) => { fault = error; throw error }))
  const store = async (transaction: Transaction): Promise<Outcome> => {
    await sql`set local lock_timeout = ${sql.lit(lockPatience)}`.execute(transaction)
    const outcome = await insertRows(client, rows, bindings).catch((error: unknown) => { fault = error; throw error })
    if (outcome.locked.length + outcome.outdated.length + outcome.outside.length === 0) await along(transaction)
    return outcome
  }
  try {
    return await database.transaction().execute(store)
  } catch (error) {
    if (isLocked(error)) return { locked: rows.map(({ documentId }) => documentId), outdated: [], outside: [] }
    throw error === fault ? error : neverStored(error)
  }
}

/** It was not the database that would not: another try would fail as well. As PostgreSQL would say it of wrong data. */
const neverStored = (cause: unknown) => Object.assign(new Error('what goes along with an update cannot be written', { cause }), { code: '22000' })
