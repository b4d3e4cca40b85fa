import { once } from 'node:events'
import { createWriteStream } from 'node:fs'
import fs from 'node:fs/promises'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { parseArgs } from 'node:util'
import { type Head, serverChain } from '@kopa/shared/audit/chain.ts'
import { headText, readHead } from '@kopa/shared/audit/export-lines.ts'
import { createVerifier, NotAnExport, verdictSentence, type Verdict } from '@kopa/shared/audit/verify.ts'
import { isId } from '@kopa/shared/ids.ts'
import { exportLines } from '../audit/export.ts'
import { linesOf } from '../audit/lines.ts'
import { findChain, listChains } from '../audit/queries.ts'
import { readConfig } from '../config.ts'
import { sha256 } from '../core/chained-facts.ts'
import type { Database } from '../core/database.ts'
import { createLog } from '../core/log.ts'
import { joinStorage } from '../storage.ts'
import { CannotDo, type Command } from './command.ts'

const usage = `Say one of:
  scripts/kopa audit verify <file> [--head <number>:<hash>]...
  scripts/kopa audit export --workspace <id> | --company <id> | --server  [--for <company id>] [--out <file>]
  scripts/kopa audit head`

export const auditCommand: Command = {
  summary: 'verify an exported audit, export one, show the heads to keep elsewhere',
  run: async ([act = '', ...args]) => {
    const run = acts[act]
    if (!run) throw new CannotDo(usage)
    await run(args)
  },
}

const acts: Readonly<Record<string, (args: string[]) => Promise<void>>> = { verify, export: exportChain, head: showHeads }

/** Needs nothing but the file: no server, no database, no settings. */
async function verify(args: string[]): Promise<void> {
  const { positionals: [file, ...more], values } = readArgs({ args, allowPositionals: true, options: { head: { type: 'string', multiple: true } } })
  if (file === undefined || more.length > 0) throw new CannotDo(usage)
  const kept = (values.head ?? []).map(keptHead)
  const verdict = await verifyFile(file, kept)
  if (verdict.fault) throw new Error(verdictSentence(verdict, kept))
  process.stdout.write(`${verdictSentence(verdict, kept)}\n`)
}

async function verifyFile(file: string, kept: readonly Head[]): Promise<Verdict> {
  const verifier = createVerifier(sha256, kept)
  try {
    for await (const line of linesOf(file)) if (!verifier.read(line)) break
    return verifier.end()
  } catch (error) {
    if (error instanceof NotAnExport || error instanceof RangeError) throw new CannotDo(`${file} is not an audit export of Kopa. ${error.message}`)
    if (isSystemError(error)) throw new CannotDo(`${file} cannot be read: ${error.code}.`)
    throw error
  }
}

const isSystemError = (error: unknown): error is NodeJS.ErrnoException => error instanceof Error && 'syscall' in error

function keptHead(text: string): Head {
  const head = readHead(text)
  if (!head) throw new CannotDo(`"${text}" is not a head: a number, a colon, and 64 digits and letters, as "scripts/kopa audit head" shows it.`)
  return head
}

async function exportChain(args: string[]): Promise<void> {
  const { values } = readArgs({ args, options: { workspace: { type: 'string' }, company: { type: 'string' }, server: { type: 'boolean' }, for: { type: 'string' }, out: { type: 'string' } } })
  const wanted = [values.workspace, values.company, values.server ? serverChain.id : undefined].filter(id => id !== undefined)
  const [id] = wanted
  if (id === undefined || wanted.length > 1) throw new CannotDo(usage)
  for (const text of [id, ...(values.for === undefined ? [] : [values.for])]) if (!isId(text)) throw new CannotDo(`"${text}" is not an id.`)
  await onDatabase(async database => {
    const chain = await findChain(database, id)
    if (!chain) throw new Error(`There is no audit of ${id}: nothing was ever recorded there.`)
    const lines = exportLines(database, { chain, companyId: values.for ?? null, now: new Date() })
    await (values.out === undefined ? writeOut(lines) : writeFile(lines, values.out))
  })
}

/** Whoever reads may be slow; whoever stops reading ends it. */
async function writeOut(lines: AsyncIterable<string>): Promise<void> {
  for await (const text of lines) if (!process.stdout.write(text)) await once(process.stdout, 'drain')
}

/** Under another name until it is whole: half an export is never taken for one. */
async function writeFile(lines: AsyncIterable<string>, file: string): Promise<void> {
  const unfinished = `${file}.unfinished`
  try {
    await pipeline(Readable.from(lines), createWriteStream(unfinished, { mode: 0o600, flush: true }))
    await fs.rename(unfinished, file)
  } catch (error) {
    await fs.rm(unfinished, { force: true })
    throw error
  }
}

async function showHeads(): Promise<void> {
  await onDatabase(async database => {
    for (const { kind, id, head } of await listChains(database)) process.stdout.write(`${kind.padEnd(9)} ${id} ${headText(head)}\n`)
  })
}

async function onDatabase(work: (database: Database) => Promise<void>): Promise<void> {
  const storage = await joinStorage(readConfig(process.env), createLog('warn'))
  try {
    await work(storage.database)
  } finally {
    await storage.close()
  }
}

const readArgs: typeof parseArgs = config => {
  try {
    return parseArgs(config)
  } catch {
    throw new CannotDo(usage)
  }
}
