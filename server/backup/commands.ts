import type pg from 'pg'
import { from as copyFrom, type CopyStreamQuery } from 'pg-copy-streams'
import { columnsOf, findFilledTable, plainText, quoted } from './queries.ts'
import type { Table } from './format.ts'

/** The database already holds something. */
export class NotEmpty extends Error {}

/**
 * Opens a transaction in which rows may come in any order: references are taken away and rules do not speak up until `closeTables`,
 * which brings them back, checks every reference, and commits.
 * @throws NotEmpty when there is a row; nobody can write one from here on
 */
export async function openTables(client: pg.Client, tables: readonly Table[]): Promise<{ closeTables: () => Promise<void> }> {
  await client.query('begin')
  await client.query(plainText)
  for (const { name } of tables) await client.query(`lock table public.${quoted(name)} in access exclusive mode`)
  const filled = await findFilledTable(client, tables)
  if (filled !== null) throw new NotEmpty(filled)
  const references = await listReferences(client)
  for (const { table, name } of references) await client.query(`alter table public.${quoted(table)} drop constraint ${quoted(name)}`)
  for (const { name } of tables) await client.query(`alter table public.${quoted(name)} disable trigger user`)
  return {
    async closeTables() {
      for (const { name } of tables) await client.query(`alter table public.${quoted(name)} enable trigger user`)
      for (const { table, name, definition } of references) await client.query(`alter table public.${quoted(table)} add constraint ${quoted(name)} ${definition}`)
      await client.query('commit')
      for (const { name } of tables) await client.query(`analyze public.${quoted(name)}`)
    },
  }
}

interface Reference { table: string, name: string, definition: string }

async function listReferences(client: pg.Client): Promise<Reference[]> {
  const { rows } = await client.query<Reference>(`
    select c.relname as table, k.conname as name, pg_get_constraintdef(k.oid) as definition
    from pg_constraint k join pg_class c on c.oid = k.conrelid
    where k.contype = 'f' and c.relnamespace = 'public'::regnamespace order by c.relname, k.conname`)
  return rows
}

/** Takes the rows of a table as COPY has written them. */
export const writeRows = (client: pg.Client, table: Table): CopyStreamQuery => client.query(copyFrom(`copy ${columnsOf(table)} from stdin`))
