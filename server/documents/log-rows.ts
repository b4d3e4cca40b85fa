import type pg from 'pg'

/** An update on its way into the log; `position` is given to it at the commit. */
export interface Row { documentId: string, position: number, userId: string, clientId: number, bytes: Uint8Array }
/** A client id that its first writer takes for good. */
export interface Binding { documentId: string, clientId: number, userId: string }

/** Longer than this, an answer counts as lost (milliseconds). */
const answerTimeout = 15_000

/**
 * Another node may have folded what stands at a position and let its row go: the place looks free, and what is put there is never
 * read. The lock waits for a fold that is being stored.
 */
const places = 'places as (select id, snapshot_position from documents where id = any($1::uuid[]) for share)'

const insertUpdates = `insert into document_updates (document_id, position, user_id, client_id, bytes)
  select * from unnest($1::uuid[], $2::bigint[], $3::uuid[], $4::bigint[], $5::bytea[])
  where not exists (select from unnest($1::uuid[], $2::bigint[]) as wanted (id, position) join places using (id) where position <= snapshot_position)`

const insertAlone = `with ${places} ${insertUpdates}`

const insertBoth = `with ${places}, bound as (
    insert into document_clients (document_id, client_id, user_id) select * from unnest($6::uuid[], $7::bigint[], $8::uuid[])
  ) ${insertUpdates}`

/** A position that is taken, or was taken and folded: as PostgreSQL would say it. */
const taken = () => Object.assign(new Error('a position of the log was folded by another node'), { code: '23505' })

/**
 * One statement, one commit, all or nothing. The primary keys decide: a position or a client id that another node
 * (or an earlier try whose answer was lost) has taken makes it fail as a unique violation.
 */
export async function insertRows(client: pg.Client, rows: readonly Row[], bindings: readonly Binding[]): Promise<void> {
  const values = [
    `{${rows.map(row => row.documentId).join(',')}}`, `{${rows.map(row => row.position).join(',')}}`,
    `{${rows.map(row => row.userId).join(',')}}`, `{${rows.map(row => row.clientId).join(',')}}`,
    bytesArray(rows.map(row => row.bytes)),
  ]
  if (bindings.length === 0) {
    await insertAll(client, { name: 'append', text: insertAlone, values }, rows.length)
    return
  }
  const bound = [bindings.map(b => b.documentId), bindings.map(b => b.clientId), bindings.map(b => b.userId)]
  await insertAll(client, { name: 'append-and-bind', text: insertBoth, values: [...values, ...bound.map(list => `{${list.join(',')}}`)] }, rows.length)
}

async function insertAll(client: pg.Client, query: pg.QueryConfig, count: number): Promise<void> {
  const { rowCount } = await ask(client, query)
  if (rowCount !== count) throw taken()
}

/** What the log has of a document after a position. */
export async function readRows(client: pg.Client, documentId: string, after: number): Promise<Row[]> {
  const { rows } = await ask<{ position: string, user_id: string, client_id: string, bytes: Buffer }>(client, {
    text: 'select position, user_id, client_id, bytes from document_updates where document_id = $1 and position > $2 order by position',
    values: [documentId, after],
  })
  return rows.map(row => ({ documentId, position: Number(row.position), userId: row.user_id, clientId: Number(row.client_id), bytes: row.bytes }))
}

export async function readBindings(client: pg.Client, documentId: string, clientIds: readonly number[]): Promise<Map<number, string>> {
  const { rows } = await ask<{ client_id: string, user_id: string }>(client, {
    text: 'select client_id, user_id from document_clients where document_id = $1 and client_id = any($2::bigint[])',
    values: [documentId, `{${clientIds.join(',')}}`],
  })
  return new Map(rows.map(row => [Number(row.client_id), row.user_id]))
}

/**
 * Asks the disk for 140 kB: rows that do not fit into the memory allowed to them go to a file of their own, which is gone
 * afterwards. The log of changes alone would not notice a full disk, for PostgreSQL has made room for it ahead.
 */
const askForRoom = `set local work_mem = '64kB'; select count(*) from generate_series(1, 10000)`

/** A real write, forced to disk by its commit, that leaves nothing behind but a line in PostgreSQL's own log of changes. */
export async function writeHeartbeat(client: pg.Client): Promise<void> {
  await ask(client, { text: `${askForRoom}; select pg_logical_emit_message(true, 'kopa', 'heartbeat')` })
}

interface Statement { name?: string, text: string, values?: unknown[] }

// pg knows `query_timeout` for a single query, its types only for a connection.
const ask = <R extends pg.QueryResultRow>(client: pg.Client, statement: Statement): Promise<pg.QueryResult<R>> =>
  client.query<R>({ ...statement, query_timeout: answerTimeout } as pg.QueryConfig)

const byteaOid = 17

/** PostgreSQL's binary array format, by hand: as text, every byte would be two characters, escaped and parsed again. */
function bytesArray(list: readonly Uint8Array[]): Buffer {
  const array = Buffer.allocUnsafe(20 + list.reduce((sum, bytes) => sum + 4 + bytes.length, 0))
  const header = [1, 0, byteaOid, list.length, 1] // dimensions, has nulls, element type, size, first index
  header.forEach((value, index) => array.writeInt32BE(value, index * 4))
  let at = 20
  for (const bytes of list) {
    at = array.writeInt32BE(bytes.length, at)
    array.set(bytes, at)
    at += bytes.length
  }
  return array
}
