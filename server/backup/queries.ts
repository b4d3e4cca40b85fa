import type pg from 'pg'
import { to as copyTo } from 'pg-copy-streams'
import { isHeld } from '../core/database-errors.ts'
import type { Table } from './format.ts'

/**
 * Who is signed in is nobody's record: a session that was ended since must not come back with a restore.
 * The tables of the migrations are told by name and made anew.
 */
const leftOut = ['sessions', 'kysely_migration', 'kysely_migration_lock']

/**
 * All that follows on this connection sees the database as it is now, whatever is written meanwhile. The tables are held before anything
 * is looked at, so that no update of the schema comes in between: a table that is written anew looks empty to whoever began before.
 */
export async function beginSnapshot(client: pg.Client): Promise<Date> {
  while (!await holdTables(client, await listTables(client))) await client.query('rollback')
  await client.query(plainText)
  const { rows } = await client.query<{ now: Date }>('select now() as now')
  if (!rows[0]) throw new Error('the database did not tell the time')
  return rows[0].now
}

/** Answers false when an update of the schema holds some and waits for others: it is let go first. */
async function holdTables(client: pg.Client, tables: readonly Table[]): Promise<boolean> {
  try {
    await client.query('begin transaction isolation level repeatable read, read only')
    for (const { name } of tables) await client.query(`lock table public.${quoted(name)} in access share mode`)
    return true
  } catch (error) {
    if (isHeld(error)) return false
    throw error
  }
}

/** How values are written as text, whatever the database is set to. */
export const plainText = `set local datestyle = 'ISO, YMD'; set local timezone = 'UTC'; set local bytea_output = 'hex'; set local extra_float_digits = 1`

/** The tables that a backup holds, with their columns, in the order of their names. */
export async function listTables(client: pg.Client): Promise<Table[]> {
  const { rows } = await client.query<Table>(`
    select c.relname as name, array_agg(a.attname::text order by a.attnum) as columns
    from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
    where c.relkind = 'r' and c.relnamespace = 'public'::regnamespace and not c.relname = any($1)
    group by c.relname order by c.relname collate "C"`, [leftOut])
  return rows
}

/** What has made the schema as it is; none in an empty database. */
export async function listMigrationsDone(client: pg.Client): Promise<string[]> {
  const { rows } = await client.query<{ isThere: boolean }>(`select to_regclass('public.kysely_migration') is not null as "isThere"`)
  if (!rows[0]?.isThere) return []
  const done = await client.query<{ name: string }>('select name from public.kysely_migration order by name collate "C"')
  return done.rows.map(({ name }) => name)
}

/** The first table that has a row; null: none has. */
export async function findFilledTable(client: pg.Client, tables: readonly Table[]): Promise<string | null> {
  for (const { name } of tables) {
    const { rowCount } = await client.query(`select from ${quoted(name)} limit 1`)
    if (rowCount) return name
  }
  return null
}

export async function listFileIds(client: pg.Client): Promise<string[]> {
  const { rows } = await client.query<{ id: string }>('select id from files order by id::text collate "C"')
  return rows.map(({ id }) => id)
}

/** The rows of a table, as COPY writes them. */
export function readRows(client: pg.Client, table: Table): { bytes: AsyncIterable<Buffer>, count: () => number } {
  const stream = client.query(copyTo(`copy ${columnsOf(table)} to stdout`))
  return { bytes: stream, count: () => stream.rowCount }
}

export const quoted = (name: string): string => `"${name.replaceAll('"', '""')}"`
export const columnsOf = ({ name, columns }: Table): string => `public.${quoted(name)} (${columns.map(quoted).join(', ')})`
