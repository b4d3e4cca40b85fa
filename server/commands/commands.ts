import type { Command } from './command.ts'

const helpCommand: Command = {
  summary: 'list the commands',
  run: async () => {
    const lines = await Promise.all(Object.entries(commands).map(async ([name, load]) => `  ${name.padEnd(16)}${(await load()).summary}`))
    process.stdout.write(`Usage: scripts/kopa <command>\n\n${lines.join('\n')}\n\nSettings come from the environment: see docs/operations.md.\n`)
  },
}

/**
 * Every command of the command line; a new one is a file beside this one and a line here. Each is loaded when it is asked
 * for: nobody waits for the whole server to have a file looked at.
 */
export const commands: Readonly<Record<string, () => Promise<Command>>> = {
  'help': async () => helpCommand,
  'start': async () => (await import('./start.ts')).startCommand,
  'check-settings': async () => (await import('./check-settings.ts')).checkSettingsCommand,
  'migrate': async () => (await import('./migrate.ts')).migrateCommand,
  'reset-password': async () => (await import('./reset-password.ts')).resetPasswordCommand,
  'audit': async () => (await import('./audit.ts')).auditCommand,
  'backup': async () => (await import('./backup.ts')).backupCommand,
  'restore': async () => (await import('./restore.ts')).restoreCommand,
  'verify': async () => (await import('./verify.ts')).verifyCommand,
  'schedule': async () => (await import('./schedule.ts')).scheduleCommand,
  'level': async () => (await import('./level.ts')).levelCommand,
  'tables': async () => (await import('./tables.ts')).tablesCommand,
}
