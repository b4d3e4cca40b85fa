import * as Y from 'yjs'
import { limits } from '@kopa/shared/documents/protocol.ts'
import type { Id } from './update-reader.ts'

// Yjs types a parent by what it holds; here it is only walked through.
// oxlint-disable-next-line typescript/no-explicit-any
export type AnyType = Y.AbstractType<any>

/**
 * The first new struct, as they came, whose neighbours stand the wrong way round: what it says is to its right is not to the right of what
 * it says is to its left, in one list. No editor writes that, and Yjs takes it; but readers who got it before or after
 * somebody else's edit have it in different places for ever. The guard cannot see it (it knows no order), the keeper can.
 *
 * One pass over each list that got something new, whatever was sent.
 * @param since the state vector before which everything was looked at already; empty: look at everything
 * @param updates in which the new ones came: who got the first such struct sees another order, and may go on in it without knowing
 * @returns the id of that struct, or null when all stands straight
 */
export function findCrooked(doc: Y.Doc, since: Map<number, number>, updates: readonly Uint8Array[] = []): Id | null {
  const orders = new Map<AnyType, Map<Y.Item, number>>()
  const firsts = new Map<number, Id>()
  for (const item of newItems(doc, since)) {
    const { client, clock } = item.id
    if (!firsts.has(client) && !isStraight(doc, item, orders)) firsts.set(client, { client, clock })
  }
  return firstToArrive([...firsts.values()], updates)
}

function firstToArrive(ids: readonly Id[], updates: readonly Uint8Array[]): Id | null {
  for (const update of ids.length > 1 ? updates : []) {
    const { from, to } = Y.parseUpdateMeta(update)
    const found = ids.find(({ client, clock }) => clock >= (from.get(client) ?? Infinity) && clock < (to.get(client) ?? 0))
    if (found) return found
  }
  return ids[0] ?? null
}

/**
 * Where a new mark is one too many on a word, of more than a hundred: one of whoever has opened most of them, for the last one may be anybody's.
 * Each word carries all that are open: whoever opens thousands and closes none, in 100 kB, stops every browser that shows it.
 */
export function findOvermarked(doc: Y.Doc, since: Map<number, number>, owners: ReadonlyMap<number, string>): Id | null {
  const lists = new Set<AnyType>()
  for (const { content, parent } of newItems(doc, since)) if (content instanceof Y.ContentFormat) lists.add(parent as AnyType) // resolved: it is in the document
  for (const list of lists) {
    const marks = overmarkedIn(list)
    if (marks) return ofMost(marks, ({ client }) => owners.get(client))
  }
  return null
}

function overmarkedIn({ _start }: AnyType): Id[] | null {
  const open = new Map<string, Id>()
  for (let item = _start; item; item = item.right) {
    const { content, deleted, id: { client, clock } } = item
    if (deleted || !(content instanceof Y.ContentFormat)) continue
    if (content.value === null) open.delete(content.key)
    else open.set(content.key, { client, clock })
    if (open.size > limits.marks) return [...open.values()]
  }
  return null
}

function ofMost(ids: readonly Id[], ownerOf: (id: Id) => string | undefined): Id | null {
  const [most] = [...Map.groupBy(ids, ownerOf).values()].toSorted((one, other) => other.length - one.length)
  return most?.[0] ?? null
}

/** What came since that state vector, deleted or not. */
export function * newItems({ store }: Y.Doc, since: Map<number, number>): Generator<Y.Item> {
  for (const [client, structs] of store.clients) {
    const known = since.get(client) ?? 0
    if (Y.getState(store, client) <= known) continue
    for (let at = Y.findIndexSS(structs, known); at < structs.length; at++) {
      const struct = structs[at]
      if (struct instanceof Y.Item) yield struct
    }
  }
}

function isStraight({ store }: Y.Doc, { origin, rightOrigin }: Y.Item, orders: Map<AnyType, Map<Y.Item, number>>): boolean {
  if (!origin || !rightOrigin) return true
  const [left, right] = [structAt(store, origin), structAt(store, rightOrigin)]
  // What was cleared away lay in something deleted, and so does this.
  if (!(left instanceof Y.Item) || !(right instanceof Y.Item)) return true
  if (left.parent !== right.parent || left.parentSub !== null || right.parentSub !== null) return false
  if (left === right) return origin.clock < rightOrigin.clock
  const order = orderOf(left.parent as AnyType, orders) // resolved: it is in the document
  return (order.get(left) ?? 0) < (order.get(right) ?? 0)
}

const structAt = (store: Y.Doc['store'], { client, clock }: Y.ID): Y.Item | Y.GC | undefined => {
  const structs = store.clients.get(client)
  return structs?.[Y.findIndexSS(structs, clock)]
}

function orderOf(parent: AnyType, orders: Map<AnyType, Map<Y.Item, number>>): Map<Y.Item, number> {
  const known = orders.get(parent)
  if (known) return known
  const order = new Map<Y.Item, number>()
  for (let item = parent._start; item; item = item.right) order.set(item, order.size)
  orders.set(parent, order)
  return order
}
