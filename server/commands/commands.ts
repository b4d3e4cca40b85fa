import { auditCommand } from './audit.ts'
import { backupCommand } from './backup.ts'
import { checkSettingsCommand } from './check-settings.ts'
import type { Command } from './command.ts'
import { migrateCommand } from './migrate.ts'
import { resetPasswordCommand } from './reset-password.ts'
import { restoreCommand } from './restore.ts'
import { scheduleCommand } from './schedule.ts'
import { startCommand } from './start.ts'
import { tablesCommand } from './tables.ts'
import { verifyCommand } from './verify.ts'

const helpCommand: Command = {
  summary: 'list the commands',
  run: async () => {
    const lines = Object.entries(commands).map(([name, { summary }]) => `  ${name.padEnd(16)}${summary}`)
    process.stdout.write(`Usage: scripts/kopa <command>\n\n${lines.join('\n')}\n\nSettings come from the environment: see docs/operations.md.\n`)
  },
}

/** Every command of the command line. A new one is a file beside this one and a line here. */
export const commands: Readonly<Record<string, Command>> = {
  'help': helpCommand,
  'start': startCommand,
  'check-settings': checkSettingsCommand,
  'migrate': migrateCommand,
  'reset-password': resetPasswordCommand,
  'audit': auditCommand,
  'backup': backupCommand,
  'restore': restoreCommand,
  'verify': verifyCommand,
  'schedule': scheduleCommand,
  'tables': tablesCommand,
}
