import type { Head } from '@kopa/shared/audit/chain.ts'
import { createVerifier, type Verdict } from '@kopa/shared/audit/verify.ts'
import { exportLines } from '../../server/audit/export.ts'
import { findChain } from '../../server/audit/queries.ts'
import { sha256 } from '../../server/core/chained-facts.ts'
import type { Database } from '../../server/core/database.ts'

/** A chain as it is exported, by lines; for a company, with what that company may not know left out. */
export async function exportOf(database: Database, id: string, companyId: string | null = null): Promise<string[]> {
  const chain = await findChain(database, id)
  if (!chain) throw new Error(`nothing was ever written into the chain ${id}`)
  let text = ''
  for await (const lines of exportLines(database, { chain, companyId, now: new Date() })) text += lines
  return text.trimEnd().split('\n')
}

export function verifyLines(lines: readonly string[], kept: Head[] = []): Verdict {
  const verifier = createVerifier(sha256, kept)
  for (const line of lines) if (!verifier.read(line)) break
  return verifier.end()
}

export const verifyChain = async (database: Database, id: string): Promise<Verdict> => verifyLines(await exportOf(database, id))
