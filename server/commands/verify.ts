import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import fs from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { checkChains } from '../audit/check-chains.ts'
import { readConfig, type Config } from '../config.ts'
import type { Database } from '../core/database.ts'
import { createLog } from '../core/log.ts'
import { checkDocuments } from '../documents/check-documents.ts'
import { Keeper } from '../documents/keeper.ts'
import { checkFiles } from '../files/check-files.ts'
import { createFileStorage } from '../files/storage.ts'
import { joinStorage } from '../storage.ts'
import { CannotDo, type Command } from './command.ts'
import { counted } from './counted.ts'
import { progressLine } from './progress.ts'
import { restoreInto } from './restore.ts'

export const verifyCommand: Command = {
  summary: 'read everything from storage and compare it with its hashes; with a backup, restore it aside first: verify [file]',
  run: async ([file, ...more]) => {
    if (more.length > 0) throw new CannotDo('Say: scripts/kopa verify [file of a backup]')
    const config = readConfig(process.env)
    await (file === undefined ? verify(config) : verifyBackup(config, file))
  },
}

/** Only a backup that was restored is known to be one: into a folder of its own, which is removed afterwards. */
async function verifyBackup(config: Config, file: string): Promise<void> {
  const dataFolder = await fs.mkdtemp(path.join(os.tmpdir(), 'kopa-verify-'))
  const aside = { ...config, dataFolder, databaseUrl: null }
  try {
    const { head } = await restoreInto(aside, file)
    await verify(aside)
    process.stdout.write(`The backup is of ${head.at}.\nSHA-256 of ${file}: ${await sha256Of(file)}\n`)
  } finally {
    await fs.rm(dataFolder, { recursive: true, force: true })
  }
}

/** As the backup was told when it was made: the two can be compared. */
async function sha256Of(file: string): Promise<string> {
  const hash = createHash('sha256')
  for await (const chunk of createReadStream(file) as AsyncIterable<Buffer>) hash.update(chunk)
  return hash.digest('hex')
}

async function verify(config: Config): Promise<void> {
  const storage = await joinStorage(config, createLog('warn'))
  try {
    await checkAll(storage.database, config)
  } finally {
    await storage.close()
  }
}

async function checkAll(database: Database, { dataFolder, caps }: Config): Promise<void> {
  const progress = progressLine()
  const keeper = new Keeper(caps, createLog('silent'))
  try {
    const documents = await told(checkDocuments({ database, keeper, progress }))
    const files = await told(checkFiles(database, createFileStorage(dataFolder), progress))
    const chains = await told(checkChains(database, progress))
    const counts = `${counted(documents.answer.documents, 'document')}, ${counted(documents.answer.versions, 'version')}, ${counted(files.answer, 'file')} and ${counted(chains.answer, 'chain')} of the audit`
    const faults = documents.faults + files.faults + chains.faults
    if (faults > 0) throw new Error(`NOT WHOLE: ${counted(faults, 'fault')} in ${counts}.`)
    process.stdout.write(`Whole: ${counts}.\n`)
  } finally {
    await keeper.close()
  }
}

/** A line for every fault as soon as it is found. */
async function told<T>(check: AsyncGenerator<string, T>): Promise<{ faults: number, answer: T }> {
  for (let faults = 0; ; faults++) {
    const { value, done } = await check.next()
    if (done) return { faults, answer: value }
    process.stdout.write(`${value}\n`)
  }
}
