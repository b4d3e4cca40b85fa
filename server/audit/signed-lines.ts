import { signedHeadLine } from '@kopa/shared/audit/signed-head.ts'
import type { Queryable } from '../core/context.ts'
import { listSignedHeads } from './head-queries.ts'

const batch = 500

/** All signed heads of a chain, each a line with its end. `check` as for an export. */
export async function* signedLines(database: Queryable, chain: string, check?: () => Promise<unknown>): AsyncGenerator<string> {
  for (let after: Date | null = null; ;) {
    await check?.()
    const heads: Awaited<ReturnType<typeof listSignedHeads>> = await listSignedHeads(database, chain, { after, most: batch })
    yield heads.map(({ head }) => `${signedHeadLine(head)}\n`).join('')
    const last = heads.at(-1)
    if (heads.length < batch || !last) return
    after = last.hour
  }
}
