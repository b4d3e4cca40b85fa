import { main } from '../main.ts'
import type { Command } from './command.ts'

export const startCommand: Command = {
  summary: 'run the server (the same as npm start)',
  run: () => main(process.env),
}
