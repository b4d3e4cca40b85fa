import { readConfig } from '../config.ts'
import { contextFor } from '../core/context.ts'
import { createLog } from '../core/log.ts'
import { createOutbox } from '../core/outbox.ts'
import { resetPassword } from '../people/password-commands.ts'
import { joinStorage } from '../storage.ts'
import type { Command } from './command.ts'

export const resetPasswordCommand: Command = {
  summary: 'give somebody who has forgotten theirs a new password: reset-password <e-mail>',
  run: async ([email]) => {
    if (!email) throw new Error('Name the e-mail address of the person: scripts/kopa reset-password ana@company.com')
    const config = readConfig(process.env)
    const log = createLog('warn')
    const storage = await joinStorage(config, log)
    try {
      const { database } = storage
      const password = await resetPassword(contextFor({ database, config, log, outbox: createOutbox(database, log) }, null), email)
      if (password === null) throw new Error(`Nobody here has the address ${email}. Nothing was changed.`)
      process.stdout.write(`New password of ${email}: ${password}\nIt is shown this once. Ask them to change it under "Your settings" after signing in.\n`)
    } finally {
      await storage.close()
    }
  },
}
