import { readConfig } from '../config.ts'
import { createLog } from '../core/log.ts'
import { checkIsThere, openStorage } from '../storage.ts'
import type { Command } from './command.ts'

export const migrateCommand: Command = {
  summary: 'bring the database up to date (npm start does it by itself)',
  run: async () => {
    const config = readConfig(process.env)
    await checkIsThere(config)
    const storage = await openStorage(config, createLog('warn'))
    try {
      const names = await storage.migrate()
      process.stdout.write(names.length === 0 ? 'The database is up to date.\n' : `Done: ${names.join(', ')}.\n`)
    } finally {
      await storage.close()
    }
  },
}
