import { createVerifier } from '@kopa/shared/audit/verify.ts'
import { sha256 } from '../core/chained-facts.ts'
import type { Database } from '../core/database.ts'
import { exportLines } from './export.ts'
import { listChains, listUnevenChains } from './queries.ts'

/** Verifies every chain of the audit as it lies in the database. Yields a sentence for each that is not whole; answers how many there are. */
export async function* checkChains(database: Database, progress: (what: string) => void): AsyncGenerator<string, number> {
  const chains = await listChains(database)
  for (const [index, chain] of chains.entries()) {
    const verifier = createVerifier(sha256)
    for await (const lines of exportLines(database, { chain, companyId: null, now: new Date() })) {
      for (const line of lines.trimEnd().split('\n')) verifier.read(line)
    }
    const { fault } = verifier.end()
    if (fault) yield `Audit of ${chain.kind} ${chain.id}: ${fault.sentence}`
    progress(`${index + 1} of ${chains.length} chains of the audit`)
  }
  for (const id of await listUnevenChains(database)) yield `Audit of ${id}: its last entry is not the one that its head names.`
  return chains.length
}
