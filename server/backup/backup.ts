import { createHash } from 'node:crypto'
import { createWriteStream } from 'node:fs'
import fs from 'node:fs/promises'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { constants, createZstdCompress } from 'node:zlib'
import type { OpenConnection } from '../core/database.ts'
import { endMark } from './end-mark.ts'
import type { Manifest } from './format.ts'
import { beginSnapshot, listFileIds, listMigrationsDone, listTables, readRows } from './queries.ts'
import { archiveOf, type Source } from './writing.ts'

export interface BackupParts {
  openConnection: OpenConnection
  openFile: Source['openFile']
  progress: Source['progress']
}

export interface Made { manifest: Manifest, size: number, /** of the file as it lies on the disk */ sha256: string }

const level = 3

/**
 * Writes everything there is at this moment into one file, beside a server that goes on: rows are read in one transaction that sees
 * nothing newer, and files afterwards, so that every file a row speaks of is there.
 * Under another name until it is whole and on disk: half a backup is never taken for one.
 */
export async function backUp(file: string, { openConnection, openFile, progress }: BackupParts): Promise<Made> {
  const client = await openConnection()
  try {
    const at = await beginSnapshot(client)
    const head = { format: 'kopa backup', v: 1, at: at.toISOString(), migrations: await listMigrationsDone(client), tables: await listTables(client) } as const
    return await write(file, { head, rowsOf: table => readRows(client, table), fileIds: await listFileIds(client), openFile, progress })
  } finally {
    await client.end()
  }
}

async function write(file: string, source: Source): Promise<Made> {
  const unfinished = `${file}.unfinished`
  let manifest: Manifest | undefined
  async function* plain() { manifest = yield* archiveOf(source) }
  const made = { size: 0, sha256: '' }
  async function* marked(chunks: AsyncIterable<Buffer>) {
    const hash = createHash('sha256')
    for await (const chunk of chunks) {
      hash.update(chunk)
      made.size += chunk.length
      yield chunk
    }
    const mark = endMark(hash.copy().digest())
    made.size += mark.length
    made.sha256 = hash.update(mark).digest('hex')
    yield mark
  }
  const compress = createZstdCompress({ params: { [constants.ZSTD_c_compressionLevel]: level, [constants.ZSTD_c_checksumFlag]: 1 } })
  try {
    // Passwords are in it as hashes only, but all that people wrote is: nobody else on this machine reads it.
    await pipeline(Readable.from(plain()), compress, marked, createWriteStream(unfinished, { mode: 0o600, flush: true }))
    if (!manifest) throw new Error('the archive has no end')
    await fs.rename(unfinished, file)
    return { manifest, ...made }
  } catch (error) {
    await fs.rm(unfinished, { force: true })
    throw error
  }
}
