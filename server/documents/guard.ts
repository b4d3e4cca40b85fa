import { kinds, type Kind, type RootRule } from '@kopa/shared/documents/kinds.ts'
import { Deletions } from './deletions.ts'
import { depthsOf, type DepthRange } from './depths.ts'
import type { Knowledge } from './knowledge.ts'
import { orderStructs } from './order.ts'
import { clockGap, Refusal } from './refusal.ts'
import { contentType, isEmptyUpdate, readUpdate, type Deletion, type ReadUpdate, type Section, type Struct } from './update-reader.ts'

/** What an update would do, once it may enter. Plain data: large updates are judged in a thread of the keeper. */
export interface Verdict {
  /** It says nothing at all: what a client answers that has nothing new. */
  isEmpty: boolean
  /** How far it goes, by client id. */
  reaches: { client: number, clock: number }[]
  /** It brings structs that the document does not have. */
  isNew: boolean
  /** Something of that is there to be seen: not words that were taken back before they came. */
  isAdding: boolean
  /** Client ids seen for the first time: they belong to the author from now on. */
  newClients: number[]
  /** The client id that wrote it (0: none, a mere deletion). */
  client: number
  depths: DepthRange[]
  /** bytes that say what it deletes */
  notes: number
}

/** `isStored`: read from the log, where it is whatever anybody thinks of it now. */
export interface Author { userId: string, kind: Kind, isStored?: boolean }

/**
 * May these bytes enter the document? Pure: nothing is changed, and the answer for the same bytes and knowledge is the same.
 *
 * Each rule stands against an attack that was reproduced on plain Yjs 13.6 (promises.md, "Attack kinds"):
 * reading to the last byte (truncated, padded, V2, zero lengths, counts that lie), no gaps, own client ids only,
 * references and deletions only of what is there, no deep nesting, the right things in the right roots.
 *
 * @throws Refusal with the reason, for the audit
 */
export function judge(bytes: Uint8Array, knowledge: Knowledge, author: Author): Verdict {
  const update = readUpdate(bytes)
  const fresh = update.sections.filter(section => section.to > knowledge.known(section.client))
  checkGaps(update.sections, knowledge)
  const newClients = checkOwners(fresh, knowledge, author)
  if (!author.isStored) checkSeams(fresh, knowledge)
  checkRoots(update.sections, author.kind)
  const placed = orderStructs(update.sections, client => knowledge.known(client))
  checkDeletions(update, knowledge)
  const depths = depthsOf(placed.filter(({ client, struct }) => struct.clock >= knowledge.known(client)), knowledge.depths)
  return {
    isEmpty: isEmptyUpdate(update), reaches: fresh.map(({ client, to }) => ({ client, clock: to })),
    isNew: fresh.length > 0, isAdding: isAdding(fresh, update.deletions, knowledge), newClients, client: fresh[0]?.client ?? 0, depths, notes: update.notes,
  }
}

/** What a client can still undo comes with its words, and their deletion beside them. */
function isAdding(fresh: Section[], deletions: Deletion[], knowledge: Knowledge): boolean {
  if (fresh.length === 0) return false
  const deleted = new Deletions()
  deleted.addAll(deletions)
  const isGone = ({ content, ...place }: Deletion & Pick<Struct, 'content'>): boolean => content === contentType.gc || content === contentType.deleted || deleted.covers(place)
  return fresh.some(({ client, structs }) => structs.some(({ clock, length, content }) => clock + length > knowledge.known(client) && !isGone({ client, clock, length, content })))
}

/** A verdict takes time: is every client id that it found free or the author's own still that? */
export function checkStillTheirs({ reaches }: Verdict, knowledge: Knowledge, userId: string): void {
  for (const { client } of reaches) {
    if ((knowledge.ownerOf(client) ?? userId) !== userId) throw new Refusal('client id of somebody else')
  }
}

/** Clock gaps: Yjs keeps what comes after a gap pending, for ever, and searches it at every later update (quadratic CPU). */
function checkGaps(sections: Section[], knowledge: Knowledge): void {
  for (const { client, from } of sections) {
    if (from > knowledge.known(client)) throw new Refusal(clockGap)
  }
}

/**
 * A struct that begins before what is known and goes on beyond it. Yjs joins its rest to what it has at that place, and throws
 * half-way when that is no item any more (deleted and cleared away). Whoever compares state vectors first never sends one:
 * they come back and do.
 */
function checkSeams(fresh: Section[], knowledge: Knowledge): void {
  for (const { client, from, structs } of fresh) {
    const known = knowledge.known(client)
    if (known > from && structs.every(({ clock }) => clock !== known)) throw new Refusal(clockGap)
  }
}

/**
 * Structs under somebody else's client id: the victim's next edits would have the same clocks and vanish without an error.
 * Known structs of others are fine: a client that was away sends what it has.
 */
function checkOwners(fresh: Section[], knowledge: Knowledge, { userId, isStored }: Author): number[] {
  const newClients: number[] = []
  for (const { client } of fresh) {
    const owner = knowledge.ownerOf(client)
    if (owner !== undefined && owner !== userId) throw new Refusal('client id of somebody else')
    if (!knowledge.isBound(client)) newClients.push(client)
  }
  if (!isStored && knowledge.countOf(userId) + newClients.length > knowledge.mostClientIds) throw new Refusal('too many client ids')
  return newClients
}

/** Deletions of clocks that do not exist yet: the future edits of their owner would die on arrival. */
function checkDeletions({ sections, deletions }: ReadUpdate, knowledge: Knowledge): void {
  if (deletions.length === 0) return
  const brought = new Map(sections.map(({ client, to }) => [client, to]))
  const isThere = ({ client, clock, length }: Deletion) => clock + length <= Math.max(brought.get(client) ?? 0, knowledge.known(client))
  if (!deletions.every(isThere)) throw new Refusal('deletes what is not there')
}

/** Types in the wrong root: a page's title that holds blocks, or a body that holds bare text, breaks every editor that opens it. */
function checkRoots(sections: Section[], kind: Kind): void {
  const { roots } = kinds[kind]
  for (const { structs } of sections) {
    for (const struct of structs) {
      if (struct.root !== null) checkRoot(struct, struct.root, roots)
    }
  }
}

/** Roots of newer versions pass (an older server must not stop them), when their names are plain words. */
function checkRoot(struct: Struct, root: string, roots: Record<string, RootRule>): void {
  if (!/^[a-zA-Z][\w-]{0,63}$/.test(root)) throw new Refusal('unknown root')
  const rule = Object.hasOwn(roots, root) ? roots[root] : undefined
  if (!rule || struct.content === contentType.deleted) return
  const isRight = struct.content === contentType.type ? rule.types.includes(struct.typeRef) : rule.isText
  if (struct.isKeyed !== rule.isMap) throw new Refusal('wrong content in root')
  if (!isRight) throw new Refusal('wrong content in root')
}
