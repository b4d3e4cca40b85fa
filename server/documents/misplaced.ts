import * as Y from 'yjs'
import { kinds, type Kind, type KindModel, type RootRule } from '@kopa/shared/documents/kinds.ts'
import { newItems, type AnyType } from './crooked.ts'
import { typeRef, type Id } from './update-reader.ts'

/**
 * The first new struct of a kind that no editor of such a document writes at that place: bare text between blocks, a block in a title or in a line.
 * The guard sees it where a struct names its root (guard.ts); one that names a neighbour instead has its parent only here. No editor could show the page.
 */
export function findMisplaced(doc: Y.Doc, kind: Kind, since: Map<number, number>): Id | null {
  const { misplacedIn }: KindModel<unknown> = kinds[kind]
  const isMisplaced = misplacedIn?.(doc)
  const rules = new Map<unknown, RootRule>(Object.entries<RootRule>(kinds[kind].roots).map(([name, rule]) => [doc.share.get(name), rule]))
  for (const item of newItems(doc, since)) {
    const { id: { client, clock }, deleted, parent } = item
    const rule = rules.get(parent) ?? (isBlock(parent as AnyType) ? insideBlock : null) // resolved: it is in the document
    if (!deleted && ((rule && !isInPlace(item, rule)) || isMisplaced?.(item))) return { client, clock }
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
