import { Extension, type Extensions, getSchema, Mark, Node, type NodeViewRenderer } from '@tiptap/core'
import type { Schema } from '@tiptap/pm/model'
import type * as Y from 'yjs'
import { type Content, gatherUnknown, nothingUnknown, type Unknown, type UnknownMark, type UnknownNode } from './unknown.ts'

/** A list of extensions with room for everything a page holds; null when no list can have it. */
export interface Room { extensions: Extensions, schema: Schema, unknown: Unknown }

/** New names can bring new attributes and nested names to light, one layer a round. */
const mostRounds = 12

/** `unknown` is filled: pass what was met before, so that room once made is never taken away again. */
export function makeRoom(fragment: Y.XmlFragment, extensions: Extensions, unknown: Unknown = nothingUnknown(), view?: NodeViewRenderer): Room | null {
  for (let round = 0; round < mostRounds; round++) {
    const roomy = withRoom(extensions, unknown, view)
    const schema = schemaOf(roomy)
    if (!schema) return null
    const fit = gatherUnknown(fragment, schema, unknown)
    if (fit === 'fits') return { extensions: roomy, schema, unknown }
    if (fit === 'unfit') return null
  }
  return null
}

/** Some names cannot stand in one schema: a node called as a mark is, or as nothing can be. */
function schemaOf(extensions: Extensions): Schema | null {
  try {
    return getSchema(extensions)
  } catch {
    return null
  }
}

function withRoom(extensions: Extensions, unknown: Unknown, view?: NodeViewRenderer): Extensions {
  const blocks = blockNames(extensions, unknown)
  const widened = extensions.map(extension => {
    const content = unknown.widened.get(extension.name)
    return content && extension.type === 'node' ? extension.extend({ content: rule(content, blocks), marks: '_' }) : extension
  })
  return [
    ...widened,
    ...[...unknown.nodes].map(([name, node]) => placeholderNode(name, node, blocks, view)),
    ...[...unknown.marks].map(([name, mark]) => placeholderMark(name, mark)),
    extraAttributes(unknown),
  ]
}

const inlineNodes = new Set(['text', 'hardBreak', 'mention', 'doc'])

/** The paragraph first: it is what an emptied node is filled with. */
function blockNames(extensions: Extensions, unknown: Unknown): string[] {
  const known = extensions.filter(({ type, name }) => type === 'node' && !inlineNodes.has(name)).map(({ name }) => name)
  const added = [...unknown.nodes].filter(([, { place }]) => place === 'block').map(([name]) => name)
  return ['paragraph', ...new Set([...known, ...added].filter(name => name !== 'paragraph'))]
}

function rule(content: Content, blocks: string[]): string {
  if (content === 'nothing') return ''
  return content === 'inline' ? 'inline*' : `(${blocks.join(' | ')})*`
}

function placeholderNode(name: string, { place, content, attributes }: UnknownNode, blocks: string[], view?: NodeViewRenderer): Node {
  return Node.create({
    name,
    group: place,
    inline: place === 'inline',
    atom: true,
    selectable: true,
    draggable: false,
    isolating: true,
    content: rule(content, blocks),
    marks: '_',
    addAttributes: () => opaque(attributes),
    renderHTML: () => {
      const wrapper = [place === 'inline' ? 'span' : 'div', { 'data-unknown': name }] as const
      return content === 'nothing' ? [...wrapper] : [...wrapper, 0]
    },
    ...(view ? { addNodeView: () => view } : {}),
  })
}

const placeholderMark = (name: string, { attributes, overlaps }: UnknownMark): Mark => Mark.create({
  name,
  inclusive: false,
  ...(overlaps ? { excludes: '' } : {}),
  addAttributes: () => opaque(attributes),
  renderHTML: () => ['span', { 'data-unknown-mark': name }, 0],
})

const extraAttributes = (unknown: Unknown): Extension => Extension.create({
  name: 'attributesOfNewerKopa',
  addGlobalAttributes: () => [...unknown.attributes].map(([name, attributes]) => ({ types: [name], attributes: opaque(attributes) })),
})

/** Carried along, never shown: nobody knows what they would do in a page's HTML. */
const opaque = (names: Set<string>) => Object.fromEntries([...names].map(name => [name, { default: null, rendered: false }]))
