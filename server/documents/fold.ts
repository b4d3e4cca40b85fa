import * as Y from 'yjs'
import { kinds, type Kind, type KindModel } from '@kopa/shared/documents/kinds.ts'
import { findCrooked, findOvermarked } from './crooked.ts'
import { trackedDepth, type DepthRange } from './depths.ts'
import { unpackDocument, type Check, type Derived, type Fold, type Job } from './keeper-jobs.ts'
import { carryAuthors, Ledger } from './ledger.ts'
import { countReadable, faultOf, load, quietDoc } from './loading.ts'
import { findMisplaced } from './misplaced.ts'
import { findMoves, type Move, type TextRun } from './moves.ts'
import { encodeWithPlaces } from './sections.ts'
import { findSlow, isSlow, worked } from './slow.ts'
import { aliveIn, sharedBy, textRunsIn, Tracker } from './tracking.ts'
import { hashOf, sha256 } from './version-bytes.ts'

/** Characters that are worth an alarm when they are gone at once, and the share that is left when they are. */
const muchText = 500
const littleLeft = 0.2

type FoldJob = Extract<Job, { task: 'fold' }>

/**
 * A document's snapshot and the updates after it, made into its next snapshot, with all that is derived from it.
 * Stops at the first update that does not load, and says so. Pure. @throws when the snapshot itself does not load
 */
export function fold(job: FoldJob): Fold {
  const { snapshot, updates } = unpackDocument(job.document)
  const whole = follow(job, snapshot, updates)
  if (!whole.fault) return told(job, updates, whole)
  const readable = updates.slice(0, countReadable(snapshot, updates))
  return { ...told(job, readable, follow(job, snapshot, readable)), fault: whole.fault }
}

/**
 * What a document says, written anew by one client id: nothing that stood the wrong way round (crooked.ts) or in a wrong place (misplaced.ts), or made it slow (slow.ts) is left.
 * Authors and anchors go along. Content that this version does not know does not.
 */
export function straighten(job: Extract<Job, { task: 'straighten' }>): Derived {
  const { snapshot, updates } = unpackDocument(job.document)
  const { doc: old, ledger: before, tracker, fault } = follow(job, snapshot, updates)
  if (fault) throw new Error(fault)
  const { read, verbs: { fill } }: KindModel<unknown> = kinds[job.document.kind]
  if (!fill) throw new Error(`a ${job.document.kind} cannot be written anew`)
  const doc = new Y.Doc()
  doc.clientID = job.clientId
  // What a kind reads is what it can be filled with.
  doc.transact(() => fill(doc, read(old) as never))
  const ledger = new Ledger(new Map(job.owners))
  const moves = findMoves(textRunsIn(old), textRunsIn(doc))
  for (const move of moves) carryAuthors(before, ledger, move)
  return derivedFrom(job.document.kind, doc, { ledger, moves: [...tracker.moves, ...moves], graves: [] })
}

/** Storage, read again. */
export function check({ document }: Extract<Job, { task: 'check' }>): Check {
  const snapshotHash = sha256(unpackDocument(document).snapshot)
  try {
    const { doc } = load({ ...document, parts: document.parts.slice(0, 1) })
    return { hash: hashOf(document.kind, doc), snapshotHash, fault: document.parts.length > 1 ? load(document).fault : null }
  } catch (error) {
    return { hash: null, snapshotHash, fault: error instanceof Error ? error.message : 'unknown' }
  }
}

/** `isSlow`: it took too long for its bytes */
interface Followed { doc: Y.Doc, ledger: Ledger, tracker: Tracker, known: Map<number, number>, before: number, fault: string | null, isSlow: boolean }

function follow({ owners, authorship }: Pick<FoldJob, 'owners' | 'authorship'>, snapshot: Uint8Array, updates: readonly Uint8Array[]): Followed {
  const doc = quietDoc()
  const { ledger, graves } = Ledger.read(authorship, new Map(owners))
  const tracker = new Tracker(doc, ledger, graves)
  let known = new Map<number, number>()
  let before = 0
  const begun = worked()
  const fault = faultOf(doc, () => {
    if (snapshot.length > 0) Y.applyUpdate(doc, snapshot)
    known = Y.decodeStateVector(Y.encodeStateVector(doc))
    before = charactersIn(doc)
    for (const update of updates) tracker.apply(update)
  })
  const bytes = updates.reduce((sum, { length }) => sum + length, snapshot.length)
  return { doc, ledger, tracker, known, before, fault, isSlow: isSlow(worked() - begun, bytes) }
}

function told({ document: { kind }, owners, forgets }: FoldJob, updates: readonly Uint8Array[], { doc, ledger, tracker: { moves, graves }, known, before, isSlow: wasSlow }: Followed): Fold {
  const derived = derivedFrom(kind, doc, { ledger, moves, graves: forgets ? [] : graves })
  const crooked = findCrooked(doc, known, updates) ?? findMisplaced(doc, kind, known) ?? findOvermarked(doc, known, new Map(owners)) ?? (wasSlow ? findSlow(doc, known, derived.snapshot) : null)
  return { ...derived, isEmptied: before >= muchText && charactersIn(doc) < before * littleLeft, crooked, folded: updates.length, fault: null }
}

function charactersIn({ store }: Y.Doc): number {
  let sum = 0
  for (const structs of store.clients.values()) {
    for (const struct of structs) if (struct instanceof Y.Item && !struct.deleted && struct.content instanceof Y.ContentString) sum += struct.length
  }
  return sum
}

function derivedFrom(kind: Kind, doc: Y.Doc, { ledger, moves, graves }: { ledger: Ledger, moves: Move[], graves: TextRun[] }): Derived {
  const stateVector = Y.encodeStateVector(doc)
  const deletions = Y.encodeStateAsUpdate(doc, stateVector)
  const { snapshot, places } = encodeWithPlaces(doc, deletions)
  const buried = Map.groupBy(graves.flatMap(({ pieces }) => pieces), ({ client }) => client)
  ledger.keepOnly(piece => [...aliveIn(doc, piece), ...sharedBy(piece, buried.get(piece.client) ?? [])].toSorted((one, other) => one.clock - other.clock))
  return {
    snapshot,
    stateVector,
    deletions,
    places,
    deep: deepIn(doc),
    projection: kinds[kind].project(doc),
    hash: hashOf(kind, doc),
    snapshotHash: sha256(snapshot),
    authorship: ledger.write(graves),
    moves,
  }
}

// Yjs types its events by the type they belong to; here they are only walked through.
// oxlint-disable-next-line typescript/no-explicit-any
type AnyType = Y.AbstractType<any>
interface Nested { type: AnyType, depth: number }

/** Items nested deeper than the guard takes for granted. Walks with a stack of its own: depth is what it looks for. */
function deepIn(doc: Y.Doc): DepthRange[] {
  const found: DepthRange[] = []
  const types: Nested[] = [...doc.share.values()].map(type => ({ type, depth: 0 }))
  for (let next = types.pop(); next; next = types.pop()) {
    const { type, depth } = next
    for (const item of itemsOf(type)) {
      if (depth + 1 > trackedDepth) found.push({ client: item.id.client, clock: item.id.clock, length: item.length, depth: depth + 1 })
      if (item.content instanceof Y.ContentType) types.push({ type: item.content.type, depth: depth + 1 })
    }
  }
  return found.toSorted((one, other) => one.client - other.client || one.clock - other.clock)
}

function * itemsOf(type: AnyType): Generator<Y.Item> {
  for (let item = type._start; item; item = item.right) yield item
  yield * type._map.values()
}
