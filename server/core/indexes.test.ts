import { sql } from 'kysely'
import { beforeAll, expect, test } from 'vitest'
import { startApp, type TestApp } from '../../tests/support/app.ts'

let app: TestApp
beforeAll(async () => { app = await startApp() })

/** Rows of these are never removed, or only by hand: nobody looks for what points at them. */
const neverRemoved = ['companies', 'users', 'workspaces']

test('what is removed or looked up finds the rows that point at it by an index', async () => {
  const { rows } = await sql<{ place: string }>`
    select c.conrelid::regclass || ' (' || (select string_agg(attname, ', ' order by array_position(c.conkey, attnum)) from pg_attribute where attrelid = c.conrelid and attnum = any(c.conkey)) || ')' as place
    from pg_constraint c where c.contype = 'f' and not (c.confrelid::regclass::text = any(${neverRemoved}))
    and not exists (select from pg_index i where i.indrelid = c.conrelid and i.indkey[0] = c.conkey[1])`.execute(app.database)
  expect(rows.map(({ place }) => place)).toEqual([])
})
