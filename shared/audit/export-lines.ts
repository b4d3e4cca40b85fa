import { canonicalJson, type Chain, type Entry, type Head, type Link, type Sha256, digestOf, linkOf } from './chain.ts'
import { type Check, hasExactly, is, isHash, isKind, isMoment, isObject, isSequence, isText, isUuid, orNull, readCanonical } from './fields.ts'

/**
 * An exported chain is a file of lines, each a JSON object in canonical form: a header, then every entry in its order.
 * Canonical form leaves nothing to interpret: no key twice, no spaces, no second way to write a number.
 */
export interface Header {
  format: 'kopa audit'
  v: 1
  chain: string
  kind: Chain['kind']
  exportedAt: string
  /** What is private to another company than this one is hidden; null: nothing is. */
  company: string | null
  /** the last entry of the export */
  head: Head
}

/** What an entry says, or only its digest where the reader's company may not know what it is about. */
export type ExportLine = { sequence: number, previousHash: string, hash: string } & ({ entry: Entry } | { digest: string })

export const headerLine = (header: Header): string => canonicalJson(header)

export function exportLine({ entry, previousHash, hash }: Link, { isHidden }: { isHidden: boolean }, sha256: Sha256): string {
  const ties = { sequence: entry.sequence, previousHash, hash }
  return canonicalJson(isHidden ? { ...ties, digest: digestOf(entry, sha256) } : { ...ties, entry })
}

/** null when the line is not a header as Kopa writes it. */
export function readHeader(line: string): Header | null {
  const header = readCanonical(line)
  if (!header || !hasExactly(header, { format: is('kopa audit'), v: is(1), chain: isUuid, kind: isKind, exportedAt: isMoment, company: orNull(isUuid), head: isHead })) return null
  // Every field was looked at.
  return header as unknown as Header
}

/** null when the line is not an entry as Kopa writes it. */
export function readLine(line: string): ExportLine | null {
  const read = readCanonical(line)
  const ties = { sequence: isSequence, previousHash: isHash, hash: isHash }
  if (!read || !(hasExactly(read, { ...ties, entry: isEntry }) || hasExactly(read, { ...ties, digest: isHash }))) return null
  // Every field was looked at.
  return read as unknown as ExportLine
}

/** The hash that a line's own content asks for. */
export const hashAsked = (line: ExportLine, sha256: Sha256): string =>
  linkOf(line.previousHash, 'entry' in line ? digestOf(line.entry, sha256) : line.digest, sha256)

/** `<sequence>:<hash>`, as people keep it elsewhere; null when it is not that. */
export function readHead(text: string): Head | null {
  const [sequence = '', hash = '', ...rest] = text.split(':')
  const head = { sequence: /^\d{1,15}$/.test(sequence) ? Number(sequence) : -1, hash: hash.toLowerCase() }
  return rest.length === 0 && isHead(head) ? head : null
}

export const headText = ({ sequence, hash }: Head): string => `${sequence}:${hash}`

const isHead: Check = value => isObject(value) && hasExactly(value, { sequence: count => count === 0 || isSequence(count), hash: isHash })
const isEntry: Check = value => isObject(value) && hasExactly(value, {
  v: is(1), chain: isUuid, sequence: isSequence, id: isUuid, at: isMoment, name: isText,
  workspaceId: orNull(isUuid), companyId: orNull(isUuid), userId: orNull(isUuid), payload: isObject,
})
