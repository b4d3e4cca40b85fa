import { isPublicKey, judgeSignedHeads, type HeadsVerdict } from '@kopa/shared/audit/signed-head.ts'
import { retireKey } from '../audit/head-commands.ts'
import { linesOf } from '../audit/lines.ts'
import { listChains } from '../audit/queries.ts'
import { isSignature } from '../audit/signatures.ts'
import { signedLines } from '../audit/signed-lines.ts'
import { sha256 } from '../core/chained-facts.ts'
import { CannotDo } from './command.ts'
import { onDatabase } from './on-database.ts'

/** A file of signed heads, judged: as it was downloaded, or put together of what was received. */
export async function readHeads(file: string, keys: readonly string[]): Promise<HeadsVerdict> {
  const lines: string[] = []
  try {
    for await (const line of linesOf(file)) lines.push(line)
  } catch (error) {
    if (error instanceof RangeError) throw new CannotDo(`${file} is not a file of signed heads. ${error.message}`)
    throw cannotRead(file, error)
  }
  if (lines.length === 0) throw new CannotDo(`There is no signed head in ${file}.`)
  return judgeSignedHeads(lines, { sha256, isSignature, keys })
}

export function keptKeys(texts: readonly string[]): string[] {
  const wrong = texts.find(text => !isPublicKey(text.toLowerCase()))
  if (wrong !== undefined) throw new CannotDo(`"${wrong}" is not a public key: 64 digits and letters, as GET /api/audit/keys and every signed head show it.`)
  return texts.map(text => text.toLowerCase())
}

export const cannotRead = (file: string, error: unknown): unknown =>
  (error instanceof Error && 'syscall' in error && 'code' in error ? new CannotDo(`${file} cannot be read: ${String(error.code)}.`) : error)

/** All signed heads of all chains, as lines. */
export async function showSignedHeads(): Promise<void> {
  await onDatabase(async ({ database }) => {
    for (const { id } of await listChains(database)) for await (const text of signedLines(database, id)) process.stdout.write(text)
  })
}

export async function makeNewKey(): Promise<void> {
  await onDatabase(retireKey)
  process.stdout.write('The key that signed so far is retired; a new one is made at the next signature. Tell the companies, who see another key in the heads from then on.\n')
}
