import { Readable } from 'node:stream'
import { mostFileBytes } from '@kopa/shared/files/contract.ts'
import { recordRestored } from '../audit/commands.ts'
import type { Head } from '../backup/format.ts'
import type { ReadBackup } from '../backup/reading.ts'
import { checkBackup, restore } from '../backup/restore.ts'
import { readConfig, type Config } from '../config.ts'
import { newId } from '../core/context.ts'
import type { Database } from '../core/database.ts'
import { createLog } from '../core/log.ts'
import { listMigrations } from '../core/migrate.ts'
import { createOutbox } from '../core/outbox.ts'
import { passOverPositions } from '../documents/restored-commands.ts'
import { createFileStorage } from '../files/storage.ts'
import { openStorage } from '../storage.ts'
import { CannotDo, type Command } from './command.ts'
import { counted } from './counted.ts'
import { progressLine } from './progress.ts'

export const restoreCommand: Command = {
  summary: 'bring a backup back into an empty data folder or database: restore <file>',
  run: async ([file, ...more]) => {
    if (file === undefined || more.length > 0) throw new CannotDo('Name the file: scripts/kopa restore <file>')
    const { head, manifest: { files, rows } } = await restoreInto(readConfig(process.env), file, writeDown)
    process.stdout.write(`Restored: the backup of ${head.at}, with ${counted(rows['documents'] ?? 0, 'document')} and ${counted(files, 'file')}. Everybody has to sign in anew.\n`)
  },
}

type Afterwards = (database: Database, head: Head) => Promise<unknown>

/** The audit of what is used from now on says that it was restored; a backup that is only tried stays as it is. */
const writeDown: Afterwards = (database, { at }) =>
  createOutbox(database, createLog('warn')).write(work => recordRestored(work, at), { now: () => new Date(), newId, caller: null })

/** Nothing is opened, made or started before the file has been read to its end. */
export async function restoreInto(config: Config, file: string, afterwards?: Afterwards): Promise<ReadBackup> {
  const head = await checkBackup(file, await listMigrations())
  const storage = await openStorage(config, createLog('warn'))
  const files = createFileStorage(config.dataFolder)
  try {
    const restored = await restore(file, head, {
      openConnection: storage.openConnection, removeFile: files.remove, progress: progressLine(),
      migrateTo: async last => { await storage.migrate(last) },
      storeFile: async (id, bytes) => { await files.store(id, Readable.from(bytes), mostFileBytes) },
      finish: async client => { await client.query(passOverPositions) },
    })
    await afterwards?.(storage.database, head)
    return restored
  } finally {
    await storage.close()
  }
}
