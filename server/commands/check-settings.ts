import { checkSettings } from '../check-settings.ts'
import { idleSettings, readConfig } from '../config.ts'
import type { Command } from './command.ts'

export const checkSettingsCommand: Command = {
  summary: 'try the settings without starting anything',
  run: async () => {
    const config = readConfig(process.env)
    await checkSettings(config)
    for (const sentence of idleSettings(process.env)) process.stdout.write(`${sentence}\n`)
    const database = config.databaseUrl === null ? `built in, in ${config.dataFolder}` : 'reached'
    process.stdout.write(`All settings can be used. Address: ${config.url}. Database: ${database}.\n`)
  },
}
