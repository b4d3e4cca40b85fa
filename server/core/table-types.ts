import { sql } from 'kysely'
import type { Database } from './database.ts'

interface Column { table: string, name: string, type: string, isNullable: boolean, hasDefault: boolean, allowed: string[] | null }

/** The text of tables.ts: the types of every table as the migrations have made it. A test holds the two together. */
export async function readTables(database: Database): Promise<string> {
  const tables = Map.groupBy(await readColumns(database), column => column.table)
  const names = [...tables.keys()]
  const interfaces = [...tables].map(([name, columns]) => `export interface ${pascal(name)}Table {\n${columns.map(lineOf).join('')}}\n`)
  const index = `export interface Tables {\n${names.map(name => `  ${camel(name)}: ${pascal(name)}Table\n`).join('')}}\n`
  return [head, index, ...interfaces].join('\n')
}

const head = `/* Written by \`scripts/kopa tables\` from the migrated schema; do not edit. */
import type { ColumnType } from 'kysely'

/** A moment: read as a Date, written as a Date or as ISO 8601. */
type Moment = ColumnType<Date, Date | string, Date | string>
/** Written as JSON text: the driver would turn an array into one of PostgreSQL's own. */
type Json = ColumnType<unknown, string, string>
type Bytes = ColumnType<Buffer, Uint8Array, Uint8Array>
/** May be left out when a row is written: the database has a default. */
type Generated<T> = T extends ColumnType<infer S, infer I, infer U> ? ColumnType<S, I | undefined, U> : ColumnType<T, T | undefined, T>
`

async function readColumns(database: Database): Promise<Column[]> {
  const { rows } = await sql<Omit<Column, 'allowed'> & { check: string | null }>`
    select c.relname as "table", a.attname as name, t.typname as type, not a.attnotnull as is_nullable,
      a.atthasdef or a.attidentity <> '' as has_default,
      (select pg_get_constraintdef(k.oid) from pg_constraint k
        where k.conrelid = c.oid and k.contype = 'c' and k.conkey = array[a.attnum] limit 1) as "check"
    from pg_class c
    join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
    join pg_type t on t.oid = a.atttypid
    where c.relkind in ('r', 'p') and c.relnamespace = 'public'::regnamespace and c.relname not like 'kysely%'
    order by c.relname, a.attnum`.execute(database)
  return rows.map(({ check, ...column }) => ({ ...column, allowed: allowedBy(check) }))
}

/** `check (role in ('admin', 'editor'))`, as PostgreSQL repeats it. */
function allowedBy(check: string | null): string[] | null {
  const list = check && /= ANY \(ARRAY\[(.+)\]\)/.exec(check)?.[1]
  return list ? [...list.matchAll(/'([^']*)'::/g)].map(match => match[1] ?? '') : null
}

function lineOf({ name, type, isNullable, hasDefault, allowed }: Column): string {
  const base = allowed ? allowed.map(value => `'${value}'`).join(' | ') : typeOf(type)
  const nullable = isNullable ? `${base} | null` : base
  return `  ${camel(name)}: ${hasDefault ? `Generated<${nullable}>` : nullable}\n`
}

const types: Readonly<Record<string, string>> = {
  uuid: 'string', text: 'string', citext: 'string', varchar: 'string', tsvector: 'string', date: 'string', numeric: 'string',
  int2: 'number', int4: 'number', int8: 'number', float4: 'number', float8: 'number',
  bool: 'boolean', timestamptz: 'Moment', jsonb: 'Json', json: 'Json', bytea: 'Bytes',
  _text: 'string[]', _uuid: 'string[]', _int4: 'number[]', _int8: 'number[]',
}

function typeOf(type: string): string {
  const known = types[type]
  if (known === undefined) throw new Error(`server/core/table-types.ts does not know the column type "${type}" yet.`)
  return known
}

const camel = (name: string): string => name.replace(/_([a-z0-9])/g, (_, letter: string) => letter.toUpperCase())
const pascal = (name: string): string => camel(`_${name}`)
