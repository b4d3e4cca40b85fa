import { writeSync } from 'node:fs'
import { CannotDo } from './commands/command.ts'
import { commands } from './commands/commands.ts'

/** The command line: `scripts/kopa <command> <arguments>` ends up here, on the right Node and with everything installed. */
async function main([name = 'help', ...args]: string[]): Promise<number> {
  const load = commands[name]
  if (!load) {
    complain(`There is no command "${name}". "scripts/kopa help" lists them all.`)
    return 2
  }
  try {
    await (await load()).run(args)
    return 0
  } catch (error) {
    complain(error instanceof Error ? error.message : String(error))
    return error instanceof CannotDo ? 2 : 1
  }
}

const complain = (sentence: string) => writeSync(2, `kopa: ${sentence}\n`)

/** Whoever reads it has seen enough ("| head"): nothing more is to be said, and it is not done either. */
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit(1)
  throw error
})

process.exitCode = await main(process.argv.slice(2))
