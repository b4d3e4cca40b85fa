import fs from 'node:fs/promises'
import path from 'node:path'
import { readConfig } from '../config.ts'
import { createLog } from '../core/log.ts'
import { readTables } from '../core/table-types.ts'
import { openStorage } from '../storage.ts'
import type { Command } from './command.ts'

const file = path.join(import.meta.dirname, '../core/tables.ts')

export const tablesCommand: Command = {
  summary: 'write server/core/tables.ts from the schema (for developers, after a migration)',
  run: async () => {
    const storage = await openStorage(readConfig(process.env), createLog('warn'))
    try {
      await storage.migrate()
      await fs.writeFile(file, await readTables(storage.database))
      process.stdout.write(`Written: ${file}\n`)
    } finally {
      await storage.close()
    }
  },
}
