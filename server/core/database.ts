import type { Duplex } from 'node:stream'
import { CamelCasePlugin, Kysely, PostgresDialect } from 'kysely'
import pg from 'pg'
import type { Logger } from './log.ts'
import type { PoolFigures } from './metrics.ts'
import type { Tables } from './tables.ts'

export type Database = Kysely<Tables>

/** Where the database is: an address (DATABASE_URL), or the folder of a Unix socket (`host`) and names. */
export type Connection = Readonly<pg.ClientConfig>

/** A connection of one's own, outside the pool: for the log writer, which wants one transaction after another. */
export type OpenConnection = () => Promise<pg.Client>

/** Milliseconds for one question. A database that answers nobody must not hold every connection for ever. */
const usualPatience = 20_000

/** Connections that stay when nobody asks: a new one costs PostgreSQL a process, and its first questions three times what later ones do. */
const kept = 3

/** A connection on which a question was never answered is broken, whatever the network says: the next question would wait behind it. */
class ImpatientClient extends pg.Client {
  // One of pg's many signatures of `query`: the one that is used here, with a promise.
  override query(...question: never[]): never {
    const answer: unknown = super.query(...question as unknown as [string])
    if (answer instanceof Promise) answer.catch((error: unknown) => { if (isUnanswered(error)) this.#hangUp() })
    return answer as never
  }

  #hangUp(): void {
    // pg does not say that it has one.
    const { connection } = this as unknown as { connection: { stream: Duplex } }
    connection.stream.destroy()
  }
}

const isUnanswered = (error: unknown): boolean => error instanceof Error && error.message === 'Query read timeout'

/**
 * The one door to the tables. A connection that breaks (the database restarts, the network drops) costs the
 * queries that were on it and nothing else: the pool opens new ones as soon as the database is back.
 * @param options.patience milliseconds for one question; 0: as long as it takes
 */
export function openDatabase(connection: Connection, log: Logger, { most = 10, patience = usualPatience }: { most?: number, patience?: number } = {}): Database {
  const pool = new pg.Pool({ ...settings(connection), Client: ImpatientClient, max: most, min: Math.min(most, kept), ...(patience > 0 && { query_timeout: patience }) })
  pool.on('error', error => {
    if (!pool.ending) log.warn({ err: error }, 'a database connection broke')
  })
  // A client that is checked out but has no query running reports to itself, not to the pool; unheard, it would end the process.
  pool.on('connect', client => { client.on('error', () => undefined) })
  const database = new Kysely<Tables>({
    dialect: new PostgresDialect({ pool }),
    plugins,
  })
  pools.set(database, pool)
  return database
}

/** The tables by way of one connection that is somebody else's: questions are put to it by `ask`, one after the other. */
export function databaseOn(ask: (text: string, values: readonly unknown[]) => Promise<pg.QueryResult>): Database {
  const client = { query: ask, release: () => undefined }
  const pool = { connect: async () => client, end: async () => undefined }
  // Of a client, Kysely uses these two.
  return new Kysely<Tables>({ dialect: new PostgresDialect({ pool: pool as never }), plugins })
}

// jsonb is somebody's content: its keys are not ours to rename.
const plugins = [new CamelCasePlugin({ maintainNestedObjectKeys: true })]

/** Kysely does not say what it stands on. */
const pools = new WeakMap<Database, pg.Pool>()

export function poolFigures(database: Database): PoolFigures {
  const pool = pools.get(database)
  return { total: pool?.totalCount ?? 0, idle: pool?.idleCount ?? 0, waiting: pool?.waitingCount ?? 0 }
}

/** @throws when the database cannot be reached. The caller listens to 'end' to learn that it broke, and ends it. */
export async function openConnection(connection: Connection): Promise<pg.Client> {
  const client = new pg.Client(settings(connection))
  client.on('error', () => undefined)
  await client.connect()
  return client
}

const settings = (connection: Connection): pg.ClientConfig => ({
  connectionTimeoutMillis: 5_000,
  keepAlive: true,
  application_name: 'kopa',
  ...connection,
  types: { getTypeParser },
})

/** Text format throughout: pg 8.23 corrupts bytea in the binary one. */
const getTypeParser: typeof pg.types.getTypeParser = (oid, format) => {
  if (oid === pg.types.builtins.INT8) return parseWhole
  if (oid === pg.types.builtins.DATE) return (text: string) => text
  return pg.types.getTypeParser(oid, format)
}

/** Positions, sizes and client ids are bigint in the database and stay far below 2^53. */
function parseWhole(text: string): number {
  const value = Number(text)
  if (!Number.isSafeInteger(value)) throw new RangeError(`A whole number from the database does not fit: ${text}`)
  return value
}
