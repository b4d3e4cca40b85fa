import { once } from 'node:events'
import { createWriteStream } from 'node:fs'
import fs from 'node:fs/promises'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { parseArgs } from 'node:util'
import { type Head, serverChain } from '@kopa/shared/audit/chain.ts'
import { headText, readHead, readHeader } from '@kopa/shared/audit/export-lines.ts'
import { trustSentence } from '@kopa/shared/audit/signed-head.ts'
import { createVerifier, NotAnExport, verdictSentence, type Verdict, type Verifier } from '@kopa/shared/audit/verify.ts'
import { isId } from '@kopa/shared/ids.ts'
import { exportLines } from '../audit/export.ts'
import { linesOf } from '../audit/lines.ts'
import { findChain, listChains } from '../audit/queries.ts'
import { sha256 } from '../core/chained-facts.ts'
import { cannotRead, keptKeys, makeNewKey, readHeads, showSignedHeads } from './audit-heads.ts'
import { CannotDo, type Command } from './command.ts'
import { counted } from './counted.ts'
import { checkPlace } from './given-file.ts'
import { onDatabase } from './on-database.ts'

const usage = `Say one of:
  scripts/kopa audit verify <file> [--signed <file of signed heads>] [--key <public key>]... [--head <number>:<hash>]...
  scripts/kopa audit export --workspace <id> | --company <id> | --server  [--for <company id>] [--out <file>]
  scripts/kopa audit head
  scripts/kopa audit heads [<file of signed heads>] [--key <public key>]...
  scripts/kopa audit new-key`

export const auditCommand: Command = {
  summary: 'verify an exported audit, export one, show the heads to keep elsewhere',
  run: async ([act = '', ...args]) => {
    const run = acts[act]
    if (!run) throw new CannotDo(usage)
    await run(args)
  },
}

const acts: Readonly<Record<string, (args: string[]) => Promise<void>>> = { 'verify': verify, 'export': exportChain, 'head': showHeads, 'heads': heads, 'new-key': makeNewKey }

/** Needs nothing but the files: no server, no database, no settings. */
async function verify(args: string[]): Promise<void> {
  const { positionals: [file, ...more], values } = readArgs({ args, allowPositionals: true, options: {
    head: { type: 'string', multiple: true }, signed: { type: 'string' }, key: { type: 'string', multiple: true },
  } })
  if (file === undefined || more.length > 0) throw new CannotDo(usage)
  const keys = keptKeys(values.key ?? [])
  const signed = values.signed === undefined ? null : await readHeads(values.signed, keys)
  if (signed?.fault) throw new Error(`NOT WHOLE (${signed.fault.kind}). ${signed.fault.sentence}`)
  const named = (values.head ?? []).map(keptHead)
  const { verdict, kept } = await verifyFile(file, chain => [...named, ...signed?.heads.filter(head => head.chain === chain) ?? []])
  if (signed && kept.length === named.length) throw new CannotDo(`There is no head of ${verdict.header.chain} in ${values.signed}.`)
  if (verdict.fault) throw new Error(verdictSentence(verdict, kept))
  const trust = signed ? ` ${counted(kept.length - named.length, 'signed head')} ${kept.length - named.length === 1 ? 'agrees' : 'agree'}. ${trustSentence(signed, keys)}` : ''
  process.stdout.write(`${verdictSentence(verdict, kept)}${trust}\n`)
}

interface Verified { verdict: Verdict, kept: readonly Head[] }

/** @param keptOf the heads known of a chain */
async function verifyFile(file: string, keptOf: (chain: string) => readonly Head[]): Promise<Verified> {
  try {
    let verifier: Verifier | null = null
    let kept: readonly Head[] = []
    for await (const line of linesOf(file)) {
      kept = verifier ? kept : keptOf(readHeader(line)?.chain ?? '')
      verifier ??= createVerifier(sha256, kept)
      if (!verifier.read(line)) break
    }
    return { verdict: (verifier ?? createVerifier(sha256)).end(), kept }
  } catch (error) {
    if (error instanceof NotAnExport || error instanceof RangeError) throw new CannotDo(`${file} is not an audit export of Kopa. ${error.message}`)
    throw cannotRead(file, error)
  }
}

/** Without a file: those that this server has signed. */
async function heads(args: string[]): Promise<void> {
  const { positionals: [file, ...more], values } = readArgs({ args, allowPositionals: true, options: { key: { type: 'string', multiple: true } } })
  if (more.length > 0) throw new CannotDo(usage)
  if (file === undefined) return showSignedHeads()
  const keys = keptKeys(values.key ?? [])
  const signed = await readHeads(file, keys)
  if (signed.fault) throw new Error(`NOT GOOD (${signed.fault.kind}). ${signed.fault.sentence}`)
  for (const { kind, chain, signedAt, ...head } of signed.heads) process.stdout.write(`${signedAt} ${kind.padEnd(9)} ${chain} ${headText(head)}\n`)
  process.stdout.write(`Good: ${counted(signed.heads.length, 'signed head')}. ${trustSentence(signed, keys)}\n`)
}

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
  if (values.out !== undefined) await checkPlace(values.out)
  await onDatabase(async ({ database }) => {
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
  await onDatabase(async ({ database }) => {
    for (const { kind, id, head } of await listChains(database)) process.stdout.write(`${kind.padEnd(9)} ${id} ${headText(head)}\n`)
  })
}

const readArgs: typeof parseArgs = config => {
  try {
    return parseArgs(config)
  } catch {
    throw new CannotDo(usage)
  }
}
