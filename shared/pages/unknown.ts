import type { MarkType, NodeType, Schema } from '@tiptap/pm/model'
import * as Y from 'yjs'
import { markNameOf } from './page-json.ts'

/**
 * What a document holds beyond a schema. The binding between Yjs and the editor deletes whatever its schema refuses,
 * merely by opening the page; so this is gathered first, and the editor is made with a schema that has room for it.
 */
export interface Unknown {
  readonly nodes: Map<string, UnknownNode>
  readonly marks: Map<string, UnknownMark>
  /** Attributes that a known node or mark has not heard of. */
  readonly attributes: Map<string, Set<string>>
  /** Known nodes that hold what their content rule does not allow, and what they must hold instead. */
  readonly widened: Map<string, Content>
}

export type Content = 'nothing' | 'inline' | 'blocks'
export interface UnknownNode { place: 'inline' | 'block', content: Content, attributes: Set<string> }
export interface UnknownMark { attributes: Set<string>, overlaps: boolean }

/**
 * - fits: the schema has room for everything
 * - grew: something was added to `unknown`; make a schema with room for it and look again
 * - unfit: no schema can hold this (text beside blocks in one node, an embedded object)
 */
export type Fit = 'fits' | 'grew' | 'unfit'

export const nothingUnknown = (): Unknown => ({ nodes: new Map(), marks: new Map(), attributes: new Map(), widened: new Map() })

/** roomSince: what the schema had been widened for before this search began. */
interface Search { schema: Schema, unknown: Unknown, fit: Fit, roomSince: ReadonlySet<string> }
type Parent = Y.XmlFragment | Y.XmlElement

/** Looks through everything below `fragment`. About 24 ms for 257,000 characters. */
export function gatherUnknown(fragment: Y.XmlFragment, schema: Schema, unknown: Unknown): Fit {
  const search = begin(schema, unknown)
  lookInside(fragment, search)
  return search.fit
}

/** Looks only at what the events of one change touched. */
export function gatherFromEvents(events: readonly Y.YEvent<Y.AbstractType<unknown>>[], schema: Schema, unknown: Unknown): Fit {
  const search = begin(schema, unknown)
  for (const { target, changes } of events) {
    if (target instanceof Y.XmlText) lookAtTextChange(target, search)
    else if (target instanceof Y.XmlFragment) lookAtChange(target, changes.added, search)
    else search.fit = 'unfit'
  }
  return search.fit
}

const begin = (schema: Schema, unknown: Unknown): Search => ({ schema, unknown, fit: 'fits', roomSince: new Set(unknown.widened.keys()) })

function lookAtTextChange(text: Y.XmlText, search: Search): void {
  if (text.parent instanceof Y.XmlFragment) lookAt(text.parent, search)
  lookAtText(text, search)
}

function lookAtChange(target: Parent, added: Set<Y.Item>, search: Search): void {
  lookAt(target, search)
  for (const item of added) {
    if (item.deleted || !(item.content instanceof Y.ContentType)) continue
    lookAtChild(item.content.type, search)
  }
}

function lookInside(parent: Parent, search: Search): void {
  lookAt(parent, search)
  for (const child of parent.toArray()) lookAtChild(child, search)
}

function lookAtChild(child: unknown, search: Search): void {
  if (child instanceof Y.XmlElement) lookInside(child, search)
  else if (child instanceof Y.XmlText) lookAtText(child, search)
  else search.fit = 'unfit'
}

function lookAt(parent: Parent, search: Search): void {
  if (parent instanceof Y.XmlElement) noteAttributes(parent, search)
  const type = parent instanceof Y.XmlElement ? search.schema.nodes[parent.nodeName] : search.schema.topNodeType
  const content = contentOf(parent, search.schema)
  if (content === 'mixed') search.fit = 'unfit'
  else if (!type) noteNode(parent as Y.XmlElement, content, search)
  else if (!hasRoom(type, parent, search.schema)) widen(type, content, search)
}

function noteNode(element: Y.XmlElement, content: Content, search: Search): void {
  const known = search.unknown.nodes.get(element.nodeName)
  const attributes = new Set([...known?.attributes ?? [], ...Object.keys(element.getAttributes())])
  search.unknown.nodes.set(element.nodeName, { place: known?.place ?? placeOf(element, search.schema), content: widest(known?.content, content), attributes })
  grew(search)
}

const widest = (before: Content | undefined, now: Content): Content => (now === 'nothing' ? before ?? now : now)

function widen(type: NodeType, content: Content, search: Search): void {
  const before = search.unknown.widened.get(type.name)
  // Widened already and still no room, or text in one place and blocks in another.
  if (search.roomSince.has(type.name) || (before && before !== content)) search.fit = 'unfit'
  else if (type === search.schema.topNodeType && content === 'inline') search.fit = 'unfit'
  else {
    search.unknown.widened.set(type.name, content)
    grew(search)
  }
}

function noteAttributes(element: Y.XmlElement, search: Search): void {
  const type = search.schema.nodes[element.nodeName]
  if (type) noteMissing(type, Object.keys(element.getAttributes()), search)
}

function noteMissing(type: NodeType | MarkType, names: string[], search: Search): void {
  const missing = names.filter(name => !(name in (type.spec.attrs ?? {})))
  if (missing.length === 0) return
  const unknown = search.unknown
  const placeholder = unknown.nodes.get(type.name) ?? unknown.marks.get(type.name)
  const noted = placeholder?.attributes ?? unknown.attributes.get(type.name) ?? new Set()
  for (const name of missing) noted.add(name)
  if (!placeholder) unknown.attributes.set(type.name, noted)
  grew(search)
}

function lookAtText(text: Y.XmlText, search: Search): void {
  for (const { insert, attributes } of text.toDelta() as { insert: unknown, attributes?: Record<string, unknown> }[]) {
    if (typeof insert !== 'string') search.fit = 'unfit'
    for (const [key, value] of Object.entries(attributes ?? {})) noteMark(key, value, search)
  }
}

function noteMark(key: string, value: unknown, search: Search): void {
  const name = markNameOf(key)
  const names = typeof value === 'object' && value !== null ? Object.keys(value) : []
  const type = search.schema.marks[name]
  if (type) return noteMissing(type, names, search)
  const known = search.unknown.marks.get(name)
  search.unknown.marks.set(name, { attributes: new Set([...known?.attributes ?? [], ...names]), overlaps: name !== key || (known?.overlaps ?? false) })
  grew(search)
}

function grew(search: Search): void {
  if (search.fit === 'fits') search.fit = 'grew'
}

const isText = (child: unknown): child is Y.XmlText => child instanceof Y.XmlText

function contentOf(parent: Parent, schema: Schema): Content | 'mixed' {
  const children = parent.toArray().filter(child => !isText(child) || child.length > 0)
  if (children.length === 0) return 'nothing'
  const inline = children.filter(child => isText(child) || isInline(child, schema)).length
  if (inline === children.length) return 'inline'
  const hasBlock = children.some(child => child instanceof Y.XmlElement && schema.nodes[child.nodeName]?.isBlock)
  if (inline > 0 && !hasBlock) return 'inline'
  return inline === 0 ? 'blocks' : 'mixed'
}

const isInline = (child: unknown, schema: Schema): boolean => child instanceof Y.XmlElement && (schema.nodes[child.nodeName]?.isInline ?? false)

/** An unknown node beside text, or where text belongs, stands in a line. */
function placeOf(element: Y.XmlElement, schema: Schema): 'inline' | 'block' {
  const parent = element.parent
  if (!(parent instanceof Y.XmlElement)) return 'block'
  if (parent.toArray().some(child => isText(child) && child.length > 0)) return 'inline'
  return schema.nodes[parent.nodeName]?.inlineContent ? 'inline' : 'block'
}

/** What the binding asks before it deletes; a node without content has nothing to lose. */
function hasRoom(type: NodeType, parent: Parent, schema: Schema): boolean {
  let match: NodeType['contentMatch'] | null = type.contentMatch
  let held = 0
  for (const child of parent.toArray()) {
    if (isText(child) && child.length === 0) continue
    const childType = isText(child) ? schema.nodes['text'] : schema.nodes[(child as Y.XmlElement).nodeName]
    if (!childType) return true
    if (isText(child) && !allowsMarksOf(child, type, schema)) return false
    match = match.matchType(childType)
    if (!match) return false
    held++
  }
  return held === 0 || match.validEnd
}

function allowsMarksOf(text: Y.XmlText, type: NodeType, schema: Schema): boolean {
  if (type.markSet === null) return true
  const names = (text.toDelta() as { attributes?: object }[]).flatMap(({ attributes }) => Object.keys(attributes ?? {}))
  return names.every(key => {
    const mark = schema.marks[markNameOf(key)]
    return !mark || type.allowsMarkType(mark)
  })
}
