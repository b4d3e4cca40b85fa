import * as Y from 'yjs'
import { plainValue } from '../canonical-json.ts'
import { piecesOf } from './text-pieces.ts'

/**
 * A page's body as ProseMirror JSON, to and from the shared types that y-tiptap keeps it in, **without a schema**:
 * a node or mark that this version does not know goes in and comes out as it was.
 */
export interface PageMark { type: string, attrs?: Record<string, unknown> }
export interface PageNode {
  type: string
  attrs?: Record<string, unknown>
  content?: PageNode[]
  text?: string
  marks?: PageMark[]
}

/** Deeper content is cut off when read: recursion must end, whatever somebody managed to write. */
const deepest = 250

/** The blocks of a body. Attributes that are null are left out, as y-tiptap does. */
export const readNodes = (fragment: Y.XmlFragment): PageNode[] => nodesOf(fragment, 0)

/** For each type that stands directly in a body, what it says: one block, or the pieces of a bare text. */
export const readNodesApart = (fragment: Y.XmlFragment): PageNode[][] => fragment.toArray().map(child => nodeOf(child, 0))

function nodesOf(parent: Y.XmlFragment, depth: number): PageNode[] {
  if (depth > deepest) return []
  return parent.toArray().flatMap(child => nodeOf(child, depth))
}

function nodeOf(child: unknown, depth: number): PageNode[] {
  if (child instanceof Y.XmlText) return textNodes(child)
  return child instanceof Y.XmlElement ? [elementNode(child, depth)] : []
}

function elementNode(element: Y.XmlElement, depth: number): PageNode {
  const attrs = plainAttributes(element.getAttributes())
  const content = nodesOf(element, depth + 1)
  return {
    type: element.nodeName,
    ...(Object.keys(attrs).length > 0 && { attrs }),
    ...(content.length > 0 && { content }),
  }
}

/** What JSON cannot say is none of an editor's: a page that holds it must be read, hashed and folded all the same. */
const plainAttributes = (attributes: object): Record<string, unknown> =>
  Object.fromEntries(Object.entries(attributes).filter(([, value]) => value !== undefined).map(([name, value]) => [name, plainValue(value)]))

function textNodes(text: Y.XmlText): PageNode[] {
  return piecesOf(text).map(({ words, attributes }) => {
    const marks = Object.entries(attributes).map(([name, attrs]) => markOf(name, attrs))
    return { type: 'text', text: words, ...(marks.length > 0 && { marks }) }
  })
}

/** Marks that may overlap themselves (comments) carry a hash after their name in Yjs: `comment--a1b2c3d4`. */
const hashedName = /^(.*)--[a-zA-Z0-9+/=]{8}$/
export const markNameOf = (key: string): string => hashedName.exec(key)?.[1] ?? key

function markOf(key: string, attrs: unknown): PageMark {
  const type = markNameOf(key)
  const hasAttrs = typeof attrs === 'object' && attrs !== null && Object.keys(attrs).length > 0
  return hasAttrs ? { type, attrs: plainAttributes(attrs) } : { type }
}

/** Puts blocks at the end of a body, in the shape in which y-tiptap would have written them. */
export function appendNodes(fragment: Y.XmlFragment, nodes: readonly PageNode[]): void {
  fragment.insert(fragment.length, typesOf(nodes))
}

/** Neighbouring text nodes share one Y.XmlText. */
export function typesOf(nodes: readonly PageNode[]): (Y.XmlElement | Y.XmlText)[] {
  const types: (Y.XmlElement | Y.XmlText)[] = []
  let run: PageNode[] = []
  const endRun = () => {
    if (run.length > 0) types.push(textType(run))
    run = []
  }
  for (const node of nodes) {
    if (node.type === 'text') run.push(node)
    else {
      endRun()
      types.push(elementType(node))
    }
  }
  endRun()
  return types
}

function elementType(node: PageNode): Y.XmlElement {
  const element = new Y.XmlElement(node.type)
  for (const [key, value] of Object.entries(node.attrs ?? {})) {
    // Yjs keeps any JSON; its types admit strings only.
    if (value !== null && value !== undefined) element.setAttribute(key, value as string)
  }
  element.insert(0, typesOf(node.content ?? []))
  return element
}

function textType(nodes: readonly PageNode[]): Y.XmlText {
  const text = new Y.XmlText()
  text.applyDelta(nodes.map(({ text: insert = '', marks = [] }) => ({ insert, attributes: attributesOf(marks) })))
  return text
}

const attributesOf = (marks: readonly PageMark[]): Record<string, unknown> =>
  Object.fromEntries(marks.map(({ type, attrs }) => [type, attrs ?? {}]))
