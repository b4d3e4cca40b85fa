import { randomBytes } from 'node:crypto'
import path from 'node:path'
import { Readable } from 'node:stream'
import { setTimeout as pause } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import pg from 'pg'
import { contentOf } from '@kopa/shared/pages/page.ts'
import * as Y from 'yjs'
import { createFileStorage } from '../../server/files/storage.ts'
import { openPage } from '../support/page-client.ts'
import { seeded, type Random } from '../support/random.ts'
import { twoCompanies, type World } from '../support/world.ts'
import { beginCopies, copyDocuments, endCopies, sizeOf } from './copied-documents.ts'
import { startServer } from './soaked-server.ts'

/**
 * Fills the empty data folder that KOPA_DATA names, for drills of backup and restore: pages that people could have written, through a real
 * server, each with updates behind its snapshot; every one of them again under other ids until there is enough; and uploads.
 */
const { values } = parseArgs({ options: {
  gigabytes: { type: 'string', default: '10' }, pages: { type: 'string', default: '500' }, uploads: { type: 'string', default: '0.3' },
  seed: { type: 'string', default: '1' }, port: { type: 'string', default: '13800' },
} })
const folder = path.resolve(process.env['KOPA_DATA'] ?? 'data')
const wanted = Number(values.gigabytes) * 1e9
const ofUploads = wanted * Number(values.uploads)
/** bytes of one upload */
const uploadBytes = 2_000_000

/** Nobody's language, as varied as one: 20,000 words of which few are frequent. */
function lexicon(random: Random): () => string {
  const letters = 'aābcčdeēfgģhiījkķlļmnņoprsštuūvzž'
  const words = Array.from({ length: 20_000 }, () => Array.from({ length: 2 + random.below(9) }, () => letters[random.below(letters.length)]).join(''))
  return () => words[Math.floor(words.length * random.next() ** 3)] ?? ''
}

function block(random: Random, word: () => string): Y.XmlElement {
  const isHeading = random.chance(0.1)
  const made = new Y.XmlElement(isHeading ? 'heading' : 'paragraph')
  // Attributes may be any JSON; Yjs types them as text.
  if (isHeading) made.setAttribute('level', 2 as unknown as string)
  made.insert(0, [new Y.XmlText(Array.from({ length: isHeading ? 5 : 20 + random.below(80) }, word).join(' '))])
  return made
}

/** 20 to 140 blocks, most of them before the page is folded. */
async function writePage({ ana, workspaceId }: World, random: Random, word: () => string): Promise<void> {
  const { page } = await ana.pages.createPage({ workspaceId, title: `${word()} ${word()}` })
  const client = openPage(ana, page.id)
  await client.synced
  for (let left = 8; left > 0; left--) contentOf(client.doc).push(Array.from({ length: 3 + random.below(15) }, () => block(random, word)))
  const witness = openPage(ana, page.id)
  while (contentOf(witness.doc).length < contentOf(client.doc).length) await pause(10)
  client.leave()
  witness.leave()
}

async function writePages(world: World, client: pg.Client): Promise<void> {
  const random = seeded(Number(values.seed))
  const word = lexicon(random)
  for (let left = Number(values.pages); left > 0; left--) await writePage(world, random, word)
  while ((await client.query('select from documents where snapshot is null')).rowCount) await pause(500)
}

/** Of random bytes, which nothing makes smaller; pictures and PDFs are hardly different. */
async function upload(client: pg.Client, count: number): Promise<void> {
  const storage = createFileStorage(folder)
  for (let left = count; left > 0; left--) {
    const { rows: [row] } = await client.query<{ id: string }>('select gen_random_uuid() as id')
    if (!row) return
    const { size, sha256 } = await storage.store(row.id, Readable.from([randomBytes(uploadBytes)]), uploadBytes)
    await client.query(`insert into files (id, workspace_id, page_id, name, content_type, size, sha256, created_by, created_at)
      select $1, workspace_id, id, 'picture.png', 'image/png', $2, $3, created_by, now() from pages limit 1`, [row.id, size, sha256])
  }
}

const server = await startServer(Number(values.port), { KOPA_DATA: folder })
const world = await twoCompanies(server.url)
const client = new pg.Client({ host: path.join(folder, 'postgres'), user: 'kopa', database: 'kopa' })
await client.connect()
await writePages(world, client)
console.info(`${values.pages} pages are written: ${await sizeOf(client)} bytes`)
await beginCopies(client)
for (let round = 1; await sizeOf(client) < wanted - ofUploads; round++) {
  await copyDocuments(client, round)
  if (round % 10 === 0) console.info(`copied ${round} times: ${await sizeOf(client)} bytes`)
}
await upload(client, Math.floor(ofUploads / uploadBytes))
console.info('uploads are there; now the index for searching')
await endCopies(client)
const { rows } = await client.query<{ name: string, count: string }>(`select 'documents' as name, count(*) from documents union all select 'files', count(*) from files`)
console.info(`${rows.map(({ name, count }) => `${count} ${name}`).join(', ')}; database ${await sizeOf(client)} bytes, uploads ${Math.floor(ofUploads / uploadBytes) * uploadBytes} bytes`)
await client.end()
await server.stop()
// Clients of pages have timers that never end.
process.exit(0)
