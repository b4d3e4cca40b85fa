import type { Chain, Head, Link } from '@kopa/shared/audit/chain.ts'
import { exportLine, headerLine } from '@kopa/shared/audit/export-lines.ts'
import { isId } from '@kopa/shared/ids.ts'
import { sha256 } from '../core/chained-facts.ts'
import type { Queryable } from '../core/context.ts'
import { findWalled, listLinks } from './queries.ts'

export interface Export {
  chain: Chain & { head: Head }
  /** For whom: what is private to another company shows its digest only. null: for whoever runs the server, everything. */
  companyId: string | null
  now: Date
  /** Asked before every batch: a right that ends meanwhile ends the export. @throws when it may not go on */
  check?: () => Promise<unknown>
}

const batch = 500

/** The lines of a chain up to the head it had when the export began, each with its end; a few hundred in memory at a time. */
export async function* exportLines(database: Queryable, { chain: { id, kind, head }, companyId, now, check }: Export): AsyncGenerator<string> {
  yield `${headerLine({ format: 'kopa audit', v: 1, chain: id, kind, exportedAt: now.toISOString(), company: companyId, head })}\n`
  for (let after = 0; after < head.sequence;) {
    await check?.()
    const links = await listLinks(database, id, { after, last: head.sequence, most: batch })
    const isHidden = await hiddenAmong(database, links, companyId)
    const last = links.at(-1)
    // An entry that is not there is for the verification to find.
    if (!last) return
    yield links.map(link => `${exportLine(link, { isHidden: isHidden(link) }, sha256)}\n`).join('')
    after = last.entry.sequence
  }
}

/**
 * An entry is hidden when the page it is about was private to another company then, or any page it names is now: walls go up later,
 * and come down again without telling what happened behind them.
 */
async function hiddenAmong(database: Queryable, links: readonly Link[], companyId: string | null): Promise<(link: Link) => boolean> {
  if (companyId === null) return () => false
  const named = new Set(links.flatMap(idsIn))
  const walled = await findWalled(database, [...named], companyId)
  return link => wallThen(link, companyId) || idsIn(link).some(id => walled.has(id))
}

const payloadOf = ({ entry: { payload } }: Link): Record<string, unknown> => (typeof payload === 'object' && payload !== null ? { ...payload } : {})
/** But what somebody asked for in vain: they knew of it. */
const idsIn = (link: Link): string[] => Object.entries(payloadOf(link)).flatMap(([name, value]) => (name !== 'asked' && typeof value === 'string' && isId(value) ? value : []))

function wallThen(link: Link, companyId: string): boolean {
  const { privateTo } = payloadOf(link)
  return typeof privateTo === 'string' && privateTo !== companyId
}
