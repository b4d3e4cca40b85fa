import * as Y from 'yjs'
import { holdings, inLine, isBlockName, isMarkName, isNodeName } from './in-place.ts'
import { markNameOf } from './page-json.ts'
import { contentOf } from './page.ts'

/**
 * What no editor writes into a body, and none can hold: words or embedded objects between blocks, blocks in a line of words, objects inside a
 * text, names that cannot be one. Editors keep a document from the schema's rules; whoever sends bytes of their own does not.
 * To be asked of each item of one document that is new. `putInPlace` mends what is found.
 */
export function misplacedIn(doc: Y.Doc): (item: Y.Item) => boolean {
  const body = contentOf(doc)
  const mixed = new Map<Y.XmlElement, boolean>()
  const isHolder = (parent: unknown): parent is Holder => parent instanceof Y.XmlElement || parent === body || isPassageBody(parent)
  const isOnceMixed = (parent: Y.XmlElement): boolean => {
    const isMixed = mixed.get(parent) ?? holdsBoth(parent)
    mixed.set(parent, isMixed)
    return isMixed
  }
  return ({ content, parent, parentSub }) => {
    if (parentSub !== null) return false
    if (parent instanceof Y.XmlText && isHolder(parent.parent)) return isWrongInText(content) || isWrongChild(parent, parent.parent, isOnceMixed)
    return content instanceof Y.ContentType && isHolder(parent) && isWrongChild(content.type, parent, isOnceMixed)
  }
}

/** A fragment inside a map: the only ones that are not roots. */
const isPassageBody = (parent: unknown): boolean => parent instanceof Y.XmlFragment && !(parent instanceof Y.XmlElement) && parent._item !== null

type Holder = Y.XmlFragment | Y.XmlElement

function isWrongInText(content: Y.Item['content']): boolean {
  if (content instanceof Y.ContentFormat) return !isMarkName(markNameOf(content.key))
  return !(content instanceof Y.ContentString)
}

function isWrongChild(child: unknown, parent: Holder, isMixed: (parent: Y.XmlElement) => boolean): boolean {
  if (child instanceof Y.XmlElement && !isNodeName(child.nodeName)) return true
  if (!(parent instanceof Y.XmlElement)) return isWords(child)
  if (inLine.has(parent.nodeName)) return child instanceof Y.XmlElement || isWords(child)
  const holding = Object.hasOwn(holdings, parent.nodeName) ? holdings[parent.nodeName] : undefined
  if (!holding) return (isWords(child) || isBlock(child)) && isMixed(parent)
  return holding === 'blocks' ? isWords(child) : isBlock(child)
}

/** An empty text is nothing: editors leave them behind. */
const isWords = (child: unknown): boolean => (child instanceof Y.XmlText ? child.length > 0 : child instanceof Y.XmlElement && inLine.has(child.nodeName))
const isBlock = (child: unknown): boolean => child instanceof Y.XmlElement && isBlockName(child.nodeName)

function holdsBoth(parent: Y.XmlElement): boolean {
  const children = parent.toArray()
  return children.some(isWords) && children.some(isBlock)
}
