import fs from 'node:fs/promises'
import path from 'node:path'
import { zstdCompressSync } from 'node:zlib'
import { beforeAll, expect, test } from 'vitest'
import type { Manifest } from '../../server/backup/format.ts'
import { tarHeader } from '../../server/backup/tar.ts'
import { restoreInto } from '../../server/commands/restore.ts'
import { readConfig } from '../../server/config.ts'
import { openConnection } from '../../server/core/database.ts'
import { startApp } from '../support/app.ts'
import { forge, kopa, manifestOf, partsOf, withHead, type Part } from '../support/backups.ts'
import { tinyImage } from '../support/isolated-world.ts'
import { randomForTest } from '../support/random.ts'
import { createDatabase, temporaryFolder } from '../support/services.ts'
import { twoCompanies } from '../support/world.ts'

/** Backups that are not what they should be: one sentence, and nothing was changed. */
let folder: string
let good: Buffer
let parts: Part[]
let manifest: Manifest
/** Stays empty whatever is tried on it. */
let place: Empty
beforeAll(async () => {
  const app = await startApp()
  const { ana, workspaceId, pageId } = await twoCompanies(app.url)
  const form = new FormData()
  form.append('file', new Blob([new Uint8Array(tinyImage)]), 'picture.png')
  await fetch(`${ana.url}/api/workspaces/${workspaceId}/pages/${pageId}/files`, { method: 'POST', headers: ana.headers, body: form })
  folder = await temporaryFolder()
  const file = path.join(folder, 'good.kopa')
  expect(await kopa(['backup', file], { DATABASE_URL: app.connectionString, KOPA_DATA: app.dataFolder })).toMatchObject({ code: 0 })
  good = await fs.readFile(file)
  parts = partsOf(good)
  manifest = manifestOf(good)
  place = await emptyPlace()
})

interface Empty { connectionString: string, dataFolder: string }

const emptyPlace = async (): Promise<Empty> => ({ connectionString: (await createDatabase()).connectionString, dataFolder: await temporaryFolder() })
const restoreHere = ({ connectionString, dataFolder }: Empty, file: string) => restoreInto(readConfig({ DATABASE_URL: connectionString, KOPA_DATA: dataFolder }), file)

async function expectNothing({ connectionString, dataFolder }: Empty): Promise<void> {
  const client = await openConnection({ connectionString })
  const { rows } = await client.query(`select (select count(*) from users) + (select count(*) from events) + (select count(*) from chains) as rows,
    (select count(*) from pg_constraint where contype = 'f') as references, (select count(*) from pg_trigger where tgenabled = 'D') as silenced`)
  await client.end()
  expect(rows[0]).toMatchObject({ rows: 0, silenced: 0 })
  expect(Number(rows[0]?.references)).toBeGreaterThan(20)
  const left = await fs.readdir(dataFolder, { recursive: true, withFileTypes: true })
  expect(left.filter(entry => entry.isFile())).toEqual([])
}

/** @returns what the person is told */
async function refusalOf(file: string): Promise<string> {
  const words = await restoreHere(place, file).then(() => 'it was restored', (error: unknown) => error instanceof Error ? error.message : '')
  await expectNothing(place)
  return words
}

const written = async (name: string, bytes: Buffer): Promise<string> => {
  await fs.writeFile(path.join(folder, name), bytes)
  return path.join(folder, name)
}

test('the good one is restored: what follows fails for what was done to it', async () => {
  const other = await emptyPlace()
  const file = await forge(path.join(folder, 'forged.kopa'), { parts, manifest })
  expect((await restoreHere(other, file)).manifest.rows).toEqual(manifest.rows)
  expect(await restoreHere(other, file).catch((error: Error) => error.message)).toMatch(/is not empty.*Nothing was changed/)
})

test('a backup that was cut off anywhere, or has a wrong bit anywhere, is refused before anything is opened', async () => {
  const random = randomForTest()
  const nowhere = { connectionString: 'postgres://nobody@127.0.0.1:1/nowhere', dataFolder: await temporaryFolder() }
  const say = async (bytes: Buffer) => restoreHere(nowhere, await written('bad.kopa', bytes)).then(() => 'it was restored', (error: Error) => error.message)
  const places = [...Array.from({ length: 40 }, (_, index) => good.length - 1 - index), ...Array.from({ length: 40 }, () => random.below(good.length))]
  for (const at of places) {
    expect(await say(good.subarray(0, at)), `cut at ${at} of ${good.length}`).toMatch(/is not a whole backup/)
    expect(await say(Buffer.from(good.with(at, (good[at] ?? 0) ^ (1 << random.below(8))))), `byte ${at} of ${good.length}, seed ${random.seed}`).toMatch(/is not a whole backup/)
  }
  expect(await fs.readdir(nowhere.dataFolder)).toEqual([])
})

test('what is no backup at all is told in one sentence', async () => {
  for (const bytes of [Buffer.alloc(0), Buffer.from('hello'), tinyImage, zstdCompressSync(Buffer.from('hello')), zstdCompressSync(Buffer.alloc(2_000_000)), good.subarray(4)]) {
    expect(await refusalOf(await written('foreign', bytes))).toMatch(/is not a whole backup of Kopa/)
  }
  for (const [file, sentence] of [[path.join(folder, 'nowhere'), /cannot be read: ENOENT/], [folder, /cannot be read: EISDIR/]] as const) {
    const said = await kopa(['restore', file], { KOPA_DATA: path.join(folder, 'never made') })
    expect(said.code).toBe(1)
    expect(said.words).toMatch(sentence)
    expect(said.words).not.toMatch(/ at .*\.ts:\d+/)
  }
  expect(await fs.readdir(folder)).not.toContain('never made')
})

const isFile = ({ name }: Part): boolean => name.startsWith('files/')

test('names in the archive never become paths', async () => {
  const bytes = Buffer.from('owned')
  const hostile = ['files/../../../../tmp/kopa-owned', '/tmp/kopa-owned', 'files//tmp/kopa-owned', '../kopa-owned', 'files/..', 'files/x', `files/${crypto.randomUUID()}/x`, `files\\${crypto.randomUUID()}`, 'files/\u001b[2J']
  for (const name of hostile) {
    const words = await refusalOf(await forge(path.join(folder, 'path.kopa'), { parts: [...parts, { name, bytes }], manifest: { ...manifest, files: manifest.files + 1 } }))
    expect(words, name).toMatch(/is not a whole backup/)
    expect(words).not.toContain('\u001b')
  }
  const link = (name: string, size: number) => {
    const header = tarHeader(name, size)
    if (!name.startsWith('files/')) return header
    header.write('2', 156)
    header.write('/etc/passwd', 157)
    header.write(' '.repeat(8), 148)
    header.write(`${header.reduce((sum, byte) => sum + byte, 0).toString(8).padStart(6, '0')}\0 `, 148)
    return header
  }
  expect(await refusalOf(await forge(path.join(folder, 'link.kopa'), { parts, manifest, headerOf: link }))).toMatch(/something that Kopa does not write/)
})

const pieceOf = (table: string): Part => {
  const piece = parts.find(({ name }) => name === `tables/${table}/000001`)
  if (!piece) throw new Error(`there are no rows of ${table}`)
  return piece
}
const withPiece = (table: string, change: (text: string) => string): Part[] =>
  parts.map(part => part === pieceOf(table) ? { ...part, bytes: Buffer.from(change(part.bytes.toString())) } : part)

test.each<[string, () => { parts: Part[], manifest?: Partial<Manifest> }, RegExp]>([
  ['of a newer Kopa', () => ({ parts: withHead(parts, head => ({ ...head, migrations: [...head.migrations, '9999-future'] })) }), /written by a newer Kopa: it knows "9999-future"/],
  ['of another history', () => ({ parts: withHead(parts, head => ({ ...head, migrations: head.migrations.slice(1) })) }), /newer Kopa/],
  ['without a history', () => ({ parts: withHead(parts, head => ({ ...head, migrations: [] })) }), /nothing in this backup/],
  ['in a newer format', () => ({ parts: withHead(parts, head => ({ ...head, v: 2 })) }), /does not know its format/],
  ['with a table of its own', () => ({ parts: withHead(parts, head => ({ ...head, tables: [...head.tables, { name: 'zzz', columns: ['id'] }] })) }), /does not have the tables/],
  ['with SQL for a table', () => ({ parts: withHead(parts, head => ({ ...head, tables: [{ name: 'x" from program \'id\'', columns: [] }] })) }), /does not know its format/],
  ['with SQL for a column', () => ({ parts: withHead(parts, head => ({ ...head, tables: head.tables.map(table => ({ ...table, columns: ['id") from program \'id\' --'] })) })) }), /does not have the tables/],
  ['with too few rows', () => ({ parts: withPiece('events', text => text.split('\n').slice(1).join('\n')) }), /says that "events" has/],
  ['with an end of data in the middle', () => ({ parts: withPiece('events', text => `\\.\n${text}`) }), /events|end-of-copy/],
  ['with rows that speak of nobody', () => ({ parts: withPiece('memberships', text => text.replaceAll(/[0-9a-f]{12}(?=\t)/g, '000000000000')) }), /violates|duplicate/],
  ['with rows that are none', () => ({ parts: withPiece('users', text => text.replaceAll('\t', ' ')) }), /invalid|missing/],
  ['with fewer files than it says', () => ({ parts: parts.filter(part => !isFile(part)) }), /files are missing/],
  ['with a file twice', () => ({ parts: [...parts, ...parts.filter(isFile)], manifest: { files: manifest.files * 2 } }), /not in their order/],
  ['with a part twice', () => ({ parts: [...parts, pieceOf('users')] }), /stands where/],
  ['with a part too many', () => ({ parts: [...parts, { name: 'readme', bytes: Buffer.from('hello') }] }), /stands where/],
])('a backup %s is refused, and nothing is left behind', async (_, make, sentence) => {
  const { parts: own, manifest: change } = make()
  expect(await refusalOf(await forge(path.join(folder, 'hostile.kopa'), { parts: own, manifest: { ...manifest, ...change } }))).toMatch(sentence)
})
