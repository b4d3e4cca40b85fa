import { access } from 'node:fs/promises'
import { backUp, type Made } from '../backup/backup.ts'
import { readConfig } from '../config.ts'
import { createLog } from '../core/log.ts'
import { createFileStorage } from '../files/storage.ts'
import { joinStorage } from '../storage.ts'
import { CannotDo, type Command } from './command.ts'
import { counted } from './counted.ts'
import { checkPlace } from './given-file.ts'
import { progressLine } from './progress.ts'

export const backupCommand: Command = {
  summary: 'write everything into one file, also while Kopa runs: backup <file>',
  run: async ([file, ...more]) => {
    if (file === undefined || more.length > 0) throw new CannotDo('Name the file: scripts/kopa backup <file>')
    if (await access(file).then(() => true, () => false)) throw new CannotDo(`${file} is there already. A backup never overwrites another: name a new file.`)
    await checkPlace(file)
    const config = readConfig(process.env)
    const storage = await joinStorage(config, createLog('warn'))
    try {
      const files = createFileStorage(config.dataFolder)
      tell(file, await backUp(file, { openConnection: storage.openConnection, openFile: files.open, progress: progressLine() }))
    } finally {
      await storage.close()
    }
  },
}

function tell(file: string, { manifest: { rows, files, missing }, size, sha256 }: Made): void {
  const count = Object.values(rows).reduce((sum, number) => sum + number, 0)
  process.stdout.write(`Backed up: ${counted(count, 'row')}, among them ${counted(rows['documents'] ?? 0, 'document')}, and ${counted(files, 'file')}, in ${size} bytes.\nSHA-256 of ${file}: ${sha256}\n`)
  if (missing.length > 0) throw new Error(`The backup is whole, but ${counted(missing.length, 'uploaded file')} ${missing.length === 1 ? 'is' : 'are'} not in the data folder any more: ${missing.slice(0, 10).join(', ')}${missing.length > 10 ? ', ...' : ''}`)
}
