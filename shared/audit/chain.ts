import type { Event } from '../events.ts'

/**
 * The audit is a chain: every entry carries the hash of the one before it, so that nothing can be changed, taken out or put in
 * without changing every hash behind it. What an entry says is hashed by itself first (its digest), and the digest into the chain:
 * an entry that somebody may not read can be shown as its digest alone, and the chain still verifies.
 *
 *     first hash = SHA-256("kopa audit 1 " + chain)
 *     digest     = SHA-256(canonical JSON of the entry)
 *     hash       = SHA-256(previous hash + " " + digest)
 *
 * All hashes are lower-case hexadecimal. Version 1 may never change: what was exported once must verify for ever.
 */
export interface Entry {
  v: 1
  chain: string
  /** 1, 2, 3 ... in the order of the commits: a lock in the database decides, not a clock. */
  sequence: number
  id: string
  /** ISO 8601 in UTC, milliseconds */
  at: string
  name: string
  workspaceId: string | null
  companyId: string | null
  userId: string | null
  /** ids only, no content */
  payload: unknown
}

/** SHA-256 of the UTF-8 bytes of a text, as 64 lower-case hexadecimal digits. */
export type Sha256 = (text: string) => string

/** The end of a chain: kept elsewhere, it shows later whether everything up to it is still what it was. */
export interface Head { sequence: number, hash: string }

export const chainKinds = ['workspace', 'company', 'server'] as const
export type ChainKind = (typeof chainKinds)[number]
export interface Chain { id: string, kind: ChainKind }

/** The chain of what belongs to no workspace and no company. */
export const serverChain: Chain = { id: '00000000-0000-0000-0000-000000000000', kind: 'server' }

/** Every fact belongs to exactly one chain: its workspace's, else its company's, else the server's. */
export function chainOf({ workspaceId, companyId }: Pick<Event, 'workspaceId' | 'companyId'>): Chain {
  if (workspaceId !== null) return { id: workspaceId, kind: 'workspace' }
  if (companyId !== null) return { id: companyId, kind: 'company' }
  return serverChain
}

type Fact = Omit<Entry, 'v' | 'chain' | 'sequence'>

export const entryOf = ({ id, at, name, workspaceId, companyId, userId, payload }: Fact, chain: string, sequence: number): Entry =>
  ({ v: 1, chain, sequence, id, at, name, workspaceId, companyId, userId, payload })

export const firstHash = (chain: string, sha256: Sha256): string => sha256(`kopa audit 1 ${chain}`)
export const digestOf = (entry: Entry, sha256: Sha256): string => sha256(canonicalJson(entry))
export const linkOf = (previousHash: string, digest: string, sha256: Sha256): string => sha256(`${previousHash} ${digest}`)

/** An entry with what ties it to the one before. */
export interface Link { entry: Entry, previousHash: string, hash: string }

/** Ties facts to the end of a chain, in their order. */
export function chainFacts(facts: readonly Fact[], chain: string, head: Head, sha256: Sha256): Link[] {
  let { sequence, hash } = head
  return facts.map(fact => {
    const entry = entryOf(fact, chain, ++sequence)
    const previousHash = hash
    hash = linkOf(previousHash, digestOf(entry, sha256), sha256)
    return { entry, previousHash, hash }
  })
}

const deepest = 20

/**
 * One text for one value: keys sorted by code unit, no spaces, numbers and strings as JSON.stringify writes them
 * (the idea of RFC 8785).
 * @throws a RangeError when the value is nested more than 20 levels deep or holds a number that JSON cannot say
 */
export function canonicalJson(value: unknown, depth = 0): string {
  if (depth > deepest) throw new RangeError('nested too deep')
  if (typeof value === 'number' && !Number.isFinite(value)) throw new RangeError('not a number of JSON')
  if (typeof value !== 'object' || value === null) return JSON.stringify(value)
  if (Array.isArray(value)) return `[${value.map(item => canonicalJson(item, depth + 1)).join()}]`
  const fields = Object.entries(value).filter(([, field]) => field !== undefined).toSorted(([a], [b]) => (a < b ? -1 : 1))
  return `{${fields.map(([key, field]) => `${JSON.stringify(key)}:${canonicalJson(field, depth + 1)}`).join()}}`
}
