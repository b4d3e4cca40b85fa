import type pg from 'pg'

/** Tables that say something of a document, and their columns that hold its id or one of their own. Referenced ones come first. */
const tables: readonly [table: string, ids: readonly string[]][] = [
  ['documents', ['id']], ['document_updates', ['document_id']], ['document_clients', ['document_id']],
  ['pages', ['id', 'parent_id']], ['page_texts', ['page_id']], ['versions', ['id', 'document_id', 'keyframe_id']],
]

/** Rows stay as they are, but for their ids: a copy's follows from the original's, and so references fit. */
export async function copyDocuments(client: pg.Client, round: number): Promise<void> {
  await client.query('begin')
  for (const [table, ids] of tables) {
    const { rows } = await client.query<{ name: string }>(`select attname as name from pg_attribute where attrelid = '${table}'::regclass and attnum > 0 and not attisdropped and attgenerated = '' order by attnum`)
    const columns = rows.map(({ name }) => name)
    const values = columns.map(name => (ids.includes(name) ? `md5(${name} || '/${round}')::uuid` : name))
    await client.query(`insert into ${table} (${columns.join(', ')}) select ${values.join(', ')} from ${table} where ${ids.includes('document_id') ? 'document_id' : ids[0]} in (select id from originals)`)
  }
  await client.query('commit')
}

/** What is there now is what is copied. Searching for words would be most of the work: that index is made again afterwards. */
export async function beginCopies(client: pg.Client): Promise<void> {
  await client.query(`create temporary table originals as select id from documents where kind = 'page'`)
  await client.query('drop index page_texts_search')
}

export async function endCopies(client: pg.Client): Promise<void> {
  await client.query(`set maintenance_work_mem = '512MB'`)
  await client.query('create index page_texts_search on page_texts using gin (text gin_trgm_ops)')
  await client.query('analyze')
}

/** bytes of the database on the disk */
export async function sizeOf(client: pg.Client): Promise<number> {
  const { rows } = await client.query<{ size: string }>('select pg_database_size(current_database())::text as size')
  return Number(rows[0]?.size)
}
