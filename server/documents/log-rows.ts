import type pg from 'pg'
import { checksumOf, isDamaged } from './checksum.ts'
import { pieceBytes, readInPieces } from './pieces.ts'

/** An update on its way into the log; `position` is given to it at the commit. */
export interface Row { documentId: string, epoch: number, position: number, userId: string, clientId: number, bytes: Uint8Array }
/** As it lies in the log; `isDamaged`: these are not the bytes that were stored. */
export interface ReadRow extends Row { isDamaged: boolean }
/** A client id that its first writer takes for good. */
export interface Binding { documentId: string, clientId: number, userId: string }

/** Longer than this, an answer counts as lost (milliseconds). */
const answerTimeout = 15_000

/**
 * Another node may have folded what stands at a position and let its row go: the place looks free, and what is put there is never read.
 * Or the document was begun anew, and this belongs to the old one. Somebody who is about to do either, or anything else with a document,
 * is not waited for: its rows are passed over.
 */
const places = 'places as (select id, epoch, snapshot_position, private_to from documents where id = any($1::uuid[]) for share skip locked)'
const wanted = 'unnest($1::uuid[], $2::bigint[], $6::integer[], $3::uuid[]) as wanted (id, position, epoch, user_id)'
/** A wall went up while it waited, and its author stands outside: whoever put it up was told that nobody else has written there. Where there is no wall nobody is looked up. */
const isOutside = 'private_to is not null and not exists (select from users where users.id = user_id and users.company_id = private_to)'

/** Usually all of it fits, and that is found out at the least cost. */
const misfits = `misfits as (select from ${wanted} left join places using (id) where places.epoch is distinct from wanted.epoch or position <= snapshot_position or ${isOutside})`
const whenAllFits = 'not exists (select from misfits)'

const locked = 'locked as (select id from documents where id = any($1::uuid[]) and id not in (select id from places))'
const late = `late as (select id, case when wanted.epoch <> places.epoch then 'outdated' when ${isOutside} then 'outside' else 'folded' end as why
  from ${wanted} join places using (id) where position <= snapshot_position or wanted.epoch <> places.epoch or ${isOutside})`
const whereItFits = 'not exists (select from late) and document_id not in (select id from locked)'

const insertUpdates = (where: string) => `insert into document_updates (document_id, position, user_id, client_id, bytes, checksum)
  select * from unnest($1::uuid[], $2::bigint[], $3::uuid[], $4::bigint[], $5::bytea[], $7::bigint[]) as row (document_id) where ${where}`
const bound = (where: string) => `bound as (insert into document_clients (document_id, client_id, user_id)
  select * from unnest($8::uuid[], $9::bigint[], $10::uuid[]) as row (document_id) where ${where})`

const someUpdates = `updates as (${insertUpdates(whereItFits)}) select array(select id from locked) as locked,
  array(select distinct id from late where why = 'outdated') as outdated, array(select distinct id from late where why = 'outside') as outside, exists (select from late where why = 'folded') as "isFolded"`

const statements = {
  all: { name: 'append', text: `with ${places}, ${misfits} ${insertUpdates(whenAllFits)}` },
  some: { name: 'append-some', text: `with ${places}, ${locked}, ${late}, ${someUpdates}` },
}
const statementsWithBindings = {
  all: { name: 'append-and-bind', text: `with ${places}, ${misfits}, ${bound(whenAllFits)} ${insertUpdates(whenAllFits)}` },
  some: { name: 'append-some-and-bind', text: `with ${places}, ${locked}, ${late}, ${bound(whereItFits)}, ${someUpdates}` },
}

/** A position that is taken, or was taken and folded: as PostgreSQL would say it. */
const taken = () => Object.assign(new Error('a position of the log was folded by another node'), { code: '23505' })

/** Documents of which nothing was stored: somebody holds them at the moment, or (then nothing was stored at all) they were begun anew, or somebody wrote who is outside by now. */
export interface Outcome { locked: string[], outdated: string[], outside: string[] }

/**
 * One statement, one commit, all or nothing (but for documents that are locked). The primary keys decide: a position or a client id that
 * another node (or an earlier try whose answer was lost) has taken makes it fail as a unique violation.
 */
export async function insertRows(client: pg.Client, rows: readonly Row[], bindings: readonly Binding[]): Promise<Outcome> {
  const updates = [
    `{${rows.map(row => row.documentId).join(',')}}`, `{${rows.map(row => row.position).join(',')}}`,
    `{${rows.map(row => row.userId).join(',')}}`, `{${rows.map(row => row.clientId).join(',')}}`,
    bytesArray(rows.map(row => row.bytes)), `{${rows.map(row => row.epoch).join(',')}}`,
    `{${rows.map(row => checksumOf(row.bytes)).join(',')}}`,
  ]
  const isBinding = bindings.length > 0
  const bound = [bindings.map(b => b.documentId), bindings.map(b => b.clientId), bindings.map(b => b.userId)].map(list => `{${list.join(',')}}`)
  const { all, some } = isBinding ? statementsWithBindings : statements
  const values = isBinding ? [...updates, ...bound] : updates
  const { rowCount } = await ask(client, { ...all, values })
  return rowCount === rows.length ? { locked: [], outdated: [], outside: [] } : insertSome(client, { ...some, values })
}

async function insertSome(client: pg.Client, query: pg.QueryConfig): Promise<Outcome> {
  const { rows: [said] } = await ask<Outcome & { isFolded: boolean }>(client, query)
  if (!said || (said.isFolded && said.outdated.length + said.outside.length === 0)) throw taken()
  return said
}

/** `foldedTo`: up to there the document may have no rows any more. */
export interface ReadOn { rows: ReadRow[], foldedTo: number }

interface Columns { snapshot_position: string, position: string | null, user_id: string, client_id: string, size: number, bytes: Buffer | null, checksum: string | null }

/** What the log has of a document after a position; null: it was begun anew, or is gone. */
export async function readRows(client: pg.Client, { documentId, epoch, after }: { documentId: string, epoch: number, after: number }): Promise<ReadOn | null> {
  const { rows } = await ask<Columns>(client, {
    text: `select snapshot_position, position, user_id, client_id, length(bytes) as size, case when length(bytes) <= ${pieceBytes} then bytes end as bytes, checksum
      from documents left join document_updates on document_id = id and position > $2 where id = $1 and epoch = $3 order by position`,
    values: [documentId, after, epoch],
  })
  const [first] = rows
  if (!first) return null
  const read: ReadRow[] = []
  for (const { position, user_id: userId, client_id: clientId, checksum, ...row } of rows) {
    if (position === null) continue
    const bytes = row.bytes ?? await readLarge(client, { documentId, epoch, position, size: row.size })
    if (!bytes) return { rows: read, foldedTo: Number(position) } // let go meanwhile
    read.push({ documentId, epoch, position: Number(position), userId, clientId: Number(clientId), bytes, isDamaged: isDamaged(bytes, checksum === null ? null : Number(checksum)) })
  }
  return { rows: read, foldedTo: Number(first.snapshot_position) }
}

const readLarge = (client: pg.Client, { documentId, epoch, position, size }: { documentId: string, epoch: number, position: string, size: number }): Promise<Buffer | null> =>
  readInPieces(size, async (from, length) => {
    const { rows: [row] } = await ask<{ piece: Buffer }>(client, {
      text: 'select substring(bytes from $4 for $5) as piece from documents join document_updates on document_id = id where id = $1 and epoch = $2 and position = $3',
      values: [documentId, epoch, position, from, length],
    })
    return row?.piece ?? null
  })

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
export const ask = <R extends pg.QueryResultRow>(client: pg.Client, statement: Statement): Promise<pg.QueryResult<R>> =>
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
