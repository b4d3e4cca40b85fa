import * as Y from 'yjs'
import { kinds, type Kind, type RootRule } from '@kopa/shared/documents/kinds.ts'
import { limits } from '@kopa/shared/documents/protocol.ts'
import { typeRef, type Id } from './update-reader.ts'

// Yjs types a parent by what it holds; here it is only walked through.
// oxlint-disable-next-line typescript/no-explicit-any
type AnyType = Y.AbstractType<any>

/**
 * The first new struct whose neighbours stand the wrong way round: what it says is to its right is not to the right of what
 * it says is to its left, in one list. No editor writes that, and Yjs takes it; but readers who got it before or after
 * somebody else's edit have it in different places for ever. The guard cannot see it (it knows no order), the keeper can.
 *
 * One pass over each list that got something new, whatever was sent.
 * @param since the state vector before which everything was looked at already; empty: look at everything
 * @returns the id of that struct, or null when all stands straight
 */
export function findCrooked(doc: Y.Doc, since: Map<number, number>): Id | null {
  const orders = new Map<AnyType, Map<Y.Item, number>>()
  for (const item of newItems(doc, since)) {
    const { client, clock } = item.id
    if (!isStraight(doc, item, orders)) return { client, clock }
  }
  return null
}

/**
 * The first new mark that makes it more than a hundred on one word. Each word carries all that are open: whoever opens thousands and
 * closes none, in 100 kB, stops every browser that shows it.
 */
export function findOvermarked(doc: Y.Doc, since: Map<number, number>): Id | null {
  const lists = new Set<AnyType>()
  for (const { content, parent } of newItems(doc, since)) if (content instanceof Y.ContentFormat) lists.add(parent as AnyType) // resolved: it is in the document
  for (const list of lists) {
    const found = overmarkedIn(list)
    if (found) return found
  }
  return null
}

function overmarkedIn({ _start }: AnyType): Id | null {
  const open = new Set<string>()
  for (let item = _start; item; item = item.right) {
    const { content, deleted, id: { client, clock } } = item
    if (deleted || !(content instanceof Y.ContentFormat)) continue
    if (content.value === null) open.delete(content.key)
    else open.add(content.key)
    if (open.size > limits.marks) return { client, clock }
  }
  return null
}

/**
 * The first new struct of a kind that no editor of such a document writes at that place: bare text between blocks, a block in a title.
 * The guard sees it where a struct names its root (guard.ts); one that names a neighbour instead has its parent only here. No editor could show the page.
 */
export function findMisplaced(doc: Y.Doc, kind: Kind, since: Map<number, number>): Id | null {
  const rules = new Map<unknown, RootRule>(Object.entries<RootRule>(kinds[kind].roots).map(([name, rule]) => [doc.share.get(name), rule]))
  for (const item of newItems(doc, since)) {
    const { id: { client, clock }, deleted, parent } = item
    const rule = rules.get(parent) ?? (isBlock(parent as AnyType) ? insideBlock : null) // resolved: it is in the document
    if (rule && !deleted && !isInPlace(item, rule)) return { client, clock }
  }
  return null
}

/** Attributes are looked at by whoever reads them. */
const insideBlock: RootRule = { isMap: false, isText: false, types: [typeRef.xmlElement, typeRef.xmlText] }

/** Its number in an update (typeRef), as it would write it; a root has none. */
function refOf(type: AnyType): number {
  let ref = -1
  type._write({ writeTypeRef: (number: number) => { ref = number }, writeKey: () => {} } as never)
  return ref
}

const isBlock = (type: AnyType): boolean => refOf(type) === typeRef.xmlElement

function isInPlace({ content, parent, parentSub }: Y.Item, { isMap, isText, types: allowed }: RootRule): boolean {
  if ((parentSub !== null) !== isMap) return isBlock(parent as AnyType)
  if (content instanceof Y.ContentType) return allowed.includes(refOf(content.type))
  return isText && (isMap || content instanceof Y.ContentString || content instanceof Y.ContentFormat)
}

function * newItems({ store }: Y.Doc, since: Map<number, number>): Generator<Y.Item> {
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
