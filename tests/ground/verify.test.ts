import fs from 'node:fs/promises'
import path from 'node:path'
import type pg from 'pg'
import { beforeAll, expect, test } from 'vitest'
import * as Y from 'yjs'
import { openConnection } from '../../server/core/database.ts'
import { startApp, type TestApp } from '../support/app.ts'
import { kopa } from '../support/backups.ts'
import { tinyImage } from '../support/isolated-world.ts'
import { until } from '../support/services.ts'
import { twoCompanies, type Person } from '../support/world.ts'

/** `kopa verify`: one line for everything that somebody has spoilt below a server, and not a line more. */
let app: TestApp
let client: pg.Client
let ana: Person
let workspaceId: string
/** Folded pages, each with a version of the same moment. */
let pages: { id: string, versionId: string }[]
let files: string[]

const pageCount = 11
const verify = () => kopa(['verify'], { DATABASE_URL: app.connectionString, KOPA_DATA: app.dataFolder })

async function upload(pageId: string): Promise<string> {
  const form = new FormData()
  form.append('file', new Blob([new Uint8Array(tinyImage)]), 'picture.png')
  const response = await fetch(`${ana.url}/api/workspaces/${workspaceId}/pages/${pageId}/files`, { method: 'POST', headers: ana.headers, body: form })
  return (await response.json() as { id: string }).id
}

const isFolded = async (): Promise<boolean> => (await client.query('select from documents where snapshot is null')).rowCount === 0

beforeAll(async () => {
  app = await startApp();
  ({ ana, workspaceId } = await twoCompanies(app.url))
  client = await openConnection({ connectionString: app.connectionString })
  const made = await Promise.all(Array.from({ length: pageCount }, (_, index) => ana.pages.createPage({ workspaceId, title: `Page ${index}` })))
  await until(isFolded)
  pages = []
  for (const { page } of made) {
    const { version } = await ana.versions.createVersion({ workspaceId, pageId: page.id, name: 'Now' })
    pages.push({ id: page.id, versionId: version.id })
  }
  files = [await upload(pages[0]?.id ?? ''), await upload(pages[0]?.id ?? ''), await upload(pages[0]?.id ?? '')]
  return () => client.end()
})

test('all is well beside a running server', async () => {
  expect((await client.query('select count(*)::int as rows, count(checksum)::int as checked from document_updates')).rows).toEqual([{ rows: pageCount + 1, checked: pageCount + 1 }])
  const said = await verify()
  expect(said, said.words).toMatchObject({ code: 0, words: expect.stringContaining(`Whole: ${pageCount + 1} documents, ${pageCount} versions, 3 files and 3 chains of the audit.\n`) })
})

const changeByte = (column: string) => `set_byte(${column}, length(${column}) / 2, get_byte(${column}, length(${column}) / 2) # 1)`
const insertUpdate = (offset: number, bytes: string) =>
  `insert into document_updates (document_id, position, user_id, client_id, bytes) select id, snapshot_position + ${offset}, '${ana.userId}', 1, '${bytes}' from documents where id = $1`

/** What is done to a page, and what is said about it. */
const spoilt: [string, RegExp][] = [
  [`update documents set snapshot = ${changeByte('snapshot')} where id = $1`, /snapshot/],
  [`update documents set snapshot = '\\x0101ffffffffff', content_hash = null, snapshot_hash = null where id = $1`, /Document \S+: it (cannot be read|does not load)/],
  ['', /it does not load/],
  ['', /cannot be read .*has a gap/],
  [`update versions set bytes = ${changeByte('bytes')} where document_id = $1`, /version \S+ cannot be read/],
  [`update versions set content_hash = ${changeByte('content_hash')} where document_id = $1`, /does not say what its/],
  ['update versions set (bytes, content_hash) = (select bytes, content_hash from versions as other where other.document_id <> $1 and keyframe_id is null order by id limit 1) where document_id = $1', /does not say what its version \S+ of the same moment says/],
  ['update documents set flagged_at = now() where id = $1', /is flagged since/],
  ['', /a server would not take all of its log/],
  [`insert into document_updates (document_id, position, user_id, client_id, bytes, checksum) select id, snapshot_position + 1, gen_random_uuid(), 1, '\\x0000', 1 from documents where id = $1`,
    /^Document \S+: its update at position \d+ is not the one that was stored\.$/],
]

/** Loads without a complaint; the guard would never have let it in. */
function forbidden(): string {
  const doc = new Y.Doc()
  doc.getMap('settings').set('__proto__', 'x')
  return Buffer.from(Y.encodeStateAsUpdate(doc)).toString('hex')
}

async function spoilFiles(): Promise<void> {
  const [gone = '', changed = '', short = ''] = files
  const pathOf = (id: string) => path.join(app.dataFolder, 'files', id.slice(-2), id)
  await fs.rm(pathOf(gone))
  await fs.writeFile(pathOf(changed), Buffer.from(tinyImage.with(40, 7)))
  await fs.truncate(pathOf(short), 10)
}

test('everything that is spoilt below it is found, each by a line of its own', async () => {
  await app.app.close()
  spoilt[2]?.splice(0, 1, insertUpdate(1, '\\xdeadbeef'))
  spoilt[3]?.splice(0, 1, insertUpdate(2, '\\x0000'))
  spoilt[8]?.splice(0, 1, insertUpdate(1, `\\x${forbidden()}`))
  for (const [index, [statement]] of spoilt.entries()) expect((await client.query(statement, [pages[index]?.id])).rowCount).toBe(1)
  await spoilFiles()
  const { rows: [one, other, third] } = await client.query<{ id: string }>(`select id from chains order by kind desc, id`)
  await client.query(`update events set payload = payload || '{"x":1}' where chain_id = $1 and sequence = 2`, [one?.id])
  await client.query('delete from events where chain_id = $1 and sequence = (select max(sequence) from events where chain_id = $1)', [other?.id])
  await client.query(`update chains set hash = ${changeByte('hash')} where id = $1`, [third?.id])

  const { code, words } = await verify()
  expect(code).toBe(1)
  const lines = words.split('\n').filter(Boolean)
  for (const [index, [, sentence]] of spoilt.entries()) expect(lines.filter(line => line.includes(`Document ${pages[index]?.id}`)).join('\n'), `page ${index}`).toMatch(sentence)
  for (const sentence of ['it is not in the data folder', 'its bytes were changed', 'it has 10 bytes and should have']) expect(lines.filter(line => line.startsWith('File ') && line.includes(sentence))).toHaveLength(1)
  expect(lines.find(line => line.startsWith(`Audit of workspace ${one?.id}`))).toContain('Entry 2 was changed')
  expect(lines.find(line => line.startsWith(`Audit of company ${other?.id}`))).toContain('The end is missing')
  expect(lines.find(line => line.startsWith(`Audit of company ${third?.id}`))).toContain('another hash')
  expect(lines.filter(line => line.includes(pages[10]?.id ?? ''))).toEqual([])
  expect(lines.at(-1)).toMatch(/^kopa: NOT WHOLE: \d+ faults/)
})
