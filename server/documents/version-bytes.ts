import { hash } from 'node:crypto'
import { constants, zstdCompressSync, zstdDecompressSync } from 'node:zlib'
import * as Y from 'yjs'
import { canonicalJson } from '@kopa/shared/canonical-json.ts'
import { kinds, type Kind } from '@kopa/shared/documents/kinds.ts'
import { quietDoc } from './loading.ts'

/**
 * How a version lies in storage: the whole state in Yjs format V2, compressed with zstd, with the last keyframe as the
 * dictionary. Runs in the keeper's threads. V2 is never read from a client (it can hang the process): these are our own bytes.
 */

/** `keyframe`: the bytes of the version that it was compressed against; null: it stands alone. */
export interface PackedVersion { bytes: Uint8Array, keyframe: Uint8Array | null, stateSize: number }

export interface VersionBytes {
  bytes: Uint8Array
  /** It was compressed against the keyframe that was offered; else it is one itself. */
  hasKeyframe: boolean
  /** bytes of the state before compression */
  stateSize: number
  /** SHA-256 of what the document says, in canonical JSON: the same words have the same hash, however they came about */
  hash: Uint8Array
}

/** A version that shares less than this with its keyframe becomes one itself: bytes against it, per byte of state. */
const worthOwnKeyframe = 0.1
const level = 9
/** 128 MB: the dictionary and the state are seen at once. */
const windowLog = 27
/** No state is larger; a damaged row must not eat the memory. */
const mostStateBytes = 256 * 1024 * 1024

/** @throws when the document's state is larger than 256 MB */
export function packVersion(doc: Y.Doc, kind: Kind, keyframe: Uint8Array | null): VersionBytes {
  const state = Y.encodeStateAsUpdateV2(doc)
  if (state.length > mostStateBytes) throw new Error('the document is too large for a version')
  const hash = hashOf(kind, doc)
  const against = keyframe && compress(state, decompress(keyframe, undefined))
  const hasKeyframe = against !== null && against.length < worthOwnKeyframe * state.length + 200
  return { bytes: hasKeyframe ? against : compress(state, undefined), hasKeyframe, stateSize: state.length, hash }
}

/** The document as it was. @throws when the bytes are damaged */
export function unpackVersion({ bytes, keyframe }: PackedVersion): Y.Doc {
  const doc = quietDoc()
  Y.applyUpdateV2(doc, decompress(bytes, keyframe ? decompress(keyframe, undefined) : undefined))
  if (doc.store.pendingStructs || doc.store.pendingDs) throw new Error('the version is not whole')
  return doc
}

/** What a version says, with the hash of it. @throws when the bytes are damaged */
export function readVersion(kind: Kind, version: PackedVersion): { content: object, hash: Uint8Array } {
  const doc = unpackVersion(version)
  return { content: kinds[kind].read(doc), hash: hashOf(kind, doc) }
}

export const hashOf = (kind: Kind, doc: Y.Doc): Uint8Array =>
  sha256(canonicalJson({ v: 1, kind, content: kinds[kind].read(doc) }))

export const sha256 = (what: string | Uint8Array): Uint8Array => Uint8Array.from(hash('sha256', what, 'buffer'))

function compress(state: Uint8Array, dictionary: Uint8Array | undefined): Uint8Array {
  const params = { [constants.ZSTD_c_compressionLevel]: level, [constants.ZSTD_c_windowLog]: windowLog, [constants.ZSTD_c_checksumFlag]: 1 }
  return Uint8Array.from(zstdCompressSync(state, { params, dictionary }))
}

function decompress(bytes: Uint8Array, dictionary: Uint8Array | undefined): Uint8Array {
  return zstdDecompressSync(bytes, { dictionary, maxOutputLength: mostStateBytes, params: { [constants.ZSTD_d_windowLogMax]: windowLog } })
}
