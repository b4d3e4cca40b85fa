import { createHash } from 'node:crypto'
import type { Database } from '../core/database.ts'
import { listFileFacts } from './queries.ts'
import type { FileStorage } from './storage.ts'

const batch = 500

/** Reads the bytes of every file that has a row. Yields a sentence for each that is not as it was stored; answers how many there are. */
export async function* checkFiles(database: Database, storage: FileStorage, progress: (what: string) => void): AsyncGenerator<string, number> {
  let count = 0
  for (let after: string | null = null; ;) {
    const files = await listFileFacts(database, after, batch)
    for (const file of files) {
      const fault = await faultOf(file, storage)
      if (fault !== null) yield `File ${file.id}: ${fault}.`
      progress(`${++count} files read`)
    }
    after = files.at(-1)?.id ?? null
    if (after === null) return count
  }
}

async function faultOf({ id, size, sha256 }: { id: string, size: number, sha256: Buffer }, storage: FileStorage): Promise<string | null> {
  const file = await storage.open(id)
  if (!file) return 'it is not in the data folder'
  const hash = createHash('sha256')
  try {
    for await (const chunk of file.bytes as AsyncIterable<Buffer>) hash.update(chunk)
  } catch (error) {
    return `it cannot be read (${error instanceof Error ? error.message : String(error)})`
  }
  if (file.size !== size) return `it has ${file.size} bytes and should have ${size}`
  return hash.digest().equals(sha256) ? null : 'its bytes were changed'
}
