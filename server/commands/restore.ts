import { Readable } from 'node:stream'
import { mostFileBytes } from '@kopa/shared/files/contract.ts'
import type { ReadBackup } from '../backup/reading.ts'
import { checkBackup, restore } from '../backup/restore.ts'
import { readConfig, type Config } from '../config.ts'
import { createLog } from '../core/log.ts'
import { listMigrations } from '../core/migrate.ts'
import { passOverPositions } from '../documents/restored-commands.ts'
import { createFileStorage } from '../files/storage.ts'
import { openStorage } from '../storage.ts'
import { CannotDo, type Command } from './command.ts'
import { progressLine } from './progress.ts'

export const restoreCommand: Command = {
  summary: 'bring a backup back into an empty data folder or database: restore <file>',
  run: async ([file, ...more]) => {
    if (file === undefined || more.length > 0) throw new CannotDo('Name the file: scripts/kopa restore <file>')
    const { head, manifest: { files, rows } } = await restoreInto(readConfig(process.env), file)
    process.stdout.write(`Restored: the backup of ${head.at}, with ${rows['documents'] ?? 0} documents and ${files} files. Everybody has to sign in anew.\n`)
  },
}

/** Nothing is opened, made or started before the file has been read to its end. */
export async function restoreInto(config: Config, file: string): Promise<ReadBackup> {
  const head = await checkBackup(file, await listMigrations())
  const storage = await openStorage(config, createLog('warn'))
  const files = createFileStorage(config.dataFolder)
  try {
    return await restore(file, head, {
      openConnection: storage.openConnection, removeFile: files.remove, progress: progressLine(),
      migrateTo: async last => { await storage.migrate(last) },
      storeFile: async (id, bytes) => { await files.store(id, Readable.from(bytes), mostFileBytes) },
      finish: async client => { await client.query(passOverPositions) },
    })
  } finally {
    await storage.close()
  }
}
