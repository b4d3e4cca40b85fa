import { canonicalJson, type ChainKind, type Sha256 } from './chain.ts'
import { hasExactly, is, isHash, isKind, isMoment, isSequence, isUuid, matches, readCanonical } from './fields.ts'
import type { Fault } from './verify.ts'

/**
 * The end of a chain at a moment, said by the server in a way that it cannot take back: whoever keeps it can show later that an entry up
 * to it was changed or is gone. Ed25519 (RFC 8032) over the UTF-8 bytes of
 *
 *     {"chain":"<id>","format":"kopa audit head","hash":"<64 digits>","keyId":"<16 digits>","kind":"workspace","publicKey":"<64 digits>",
 *      "sequence":<number>,"signedAt":"<ISO 8601, milliseconds, UTC>","v":1}
 *
 * in one line without spaces: canonical JSON (chain.ts). A signed head is the same line with "signature" (128 digits) among its fields.
 * Digits are lower-case hexadecimal. The public key is the 32 bytes of RFC 8032; keyId is how the SHA-256 of its 64 digits begins.
 * Version 1 may never change.
 */
export interface SignedHead extends Statement { signature: string }
export interface Statement {
  format: 'kopa audit head'
  v: 1
  chain: string
  kind: ChainKind
  sequence: number
  hash: string
  signedAt: string
  keyId: string
  publicKey: string
}

/** Is `signature` the one of this text by the owner of this key? Passed in: shared has no cryptography of its own. */
export type IsSignature = (signed: { publicKey: string, text: string, signature: string }) => boolean

export const keyIdOf = (publicKey: string, sha256: Sha256): string => sha256(publicKey).slice(0, 16)
export const statementText = ({ format, v, chain, kind, sequence, hash, signedAt, keyId, publicKey }: Statement): string =>
  canonicalJson({ format, v, chain, kind, sequence, hash, signedAt, keyId, publicKey })
export const signedHeadLine = (head: SignedHead): string => canonicalJson(head)
export const isPublicKey = isHash

/** null when the line is not a signed head as Kopa writes it. */
export function readSignedHead(line: string): SignedHead | null {
  const head = readCanonical(line)
  const isRead = head && hasExactly(head, {
    format: is('kopa audit head'), v: is(1), chain: isUuid, kind: isKind, sequence: isSequence, hash: isHash,
    signedAt: isMoment, keyId: matches(/^[0-9a-f]{16}$/), publicKey: isPublicKey, signature: matches(/^[0-9a-f]{128}$/),
  })
  // Every field was looked at.
  return isRead ? head as unknown as SignedHead : null
}

interface Judge {
  sha256: Sha256
  isSignature: IsSignature
  /** Public keys that were kept elsewhere; without one the keys in the heads themselves are believed. */
  keys: readonly string[]
}

export interface HeadsVerdict {
  heads: SignedHead[]
  /** ids of the keys by which they are signed */
  keyIds: string[]
  /** the first thing that is wrong */
  fault: Fault | null
}

/** Checks a file of signed heads, of one chain or of many, one on each line and in any order. */
export function judgeSignedHeads(lines: readonly string[], judge: Judge): HeadsVerdict {
  const heads: SignedHead[] = []
  const hashAt = new Map<string, string>()
  const verdict = (fault: Fault | null): HeadsVerdict => ({ heads, keyIds: [...new Set(heads.map(({ keyId }) => keyId))], fault })
  for (const [index, line] of lines.entries()) {
    const head = readSignedHead(line)
    if (!head) return verdict({ kind: 'unreadable', sentence: `Line ${index + 1} of the signed heads is not a head as Kopa writes it: it was changed, or the file ends in the middle of it.` })
    const fault = faultOf(head, judge) ?? contradiction(head, hashAt)
    if (fault) return verdict(fault)
    heads.push(head)
  }
  return verdict(null)
}

function faultOf(head: SignedHead, { sha256, isSignature, keys }: Judge): Fault | null {
  const { chain, sequence, signedAt, keyId, publicKey, signature } = head
  const name = `The head of entry ${sequence} of ${chain}, of ${signedAt},`
  if (keyIdOf(publicKey, sha256) !== keyId || !isSignature({ publicKey, text: statementText(head), signature })) {
    return { kind: 'forged', sentence: `${name} does not have the signature of its key: it was changed, or made by somebody else.` }
  }
  if (keys.length === 0 || keys.includes(publicKey)) return null
  return { kind: 'foreignKey', sentence: `${name} is signed by another key (${keyId}) than the one you keep.` }
}

/** Two hashes for one entry, both signed: no export is needed to know. */
function contradiction({ chain, sequence, hash }: SignedHead, hashAt: Map<string, string>): Fault | null {
  const place = `${chain} ${sequence}`
  const before = hashAt.get(place)
  hashAt.set(place, hash)
  if (before === undefined || before === hash) return null
  return { kind: 'forked', sentence: `Two different hashes were signed for entry ${sequence} of ${chain}: there were two chains, and the server has said so itself.` }
}

/** How the heads can be trusted, for the person who asked. */
export function trustSentence({ keyIds, heads }: HeadsVerdict, keys: readonly string[]): string {
  const by = keyIds.length === 1 ? `by the key ${keyIds[0]}` : `by ${keyIds.length} keys (${keyIds.join(', ')})`
  if (keys.length > 0) return `They are signed ${by}, which you keep.`
  const shown = [...new Set(heads.map(({ publicKey }) => publicKey))].join(' ')
  return `They are signed ${by}, as they say themselves. Compare it with the one that you kept when the first head came, or name that with --key: ${shown}`
}
