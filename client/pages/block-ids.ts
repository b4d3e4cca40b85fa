import { Extension } from '@tiptap/core'
import type { Node } from '@tiptap/pm/model'
import { type EditorState, Plugin, type Transaction } from '@tiptap/pm/state'
import { blocksWithId, isRemote } from '@kopa/shared/pages/page-schema.ts'

interface Span { from: number, to: number }

/**
 * Gives each new block an id of its own. Only blocks that this person's own change brought in: were old blocks or other
 * people's touched, two clients would name the same block twice.
 */
export const BlockIds = Extension.create({
  name: 'blockIds',
  addProseMirrorPlugins: () => [new Plugin({
    appendTransaction: (transactions, before, after) => {
      if (!transactions.some(({ docChanged }) => docChanged) || transactions.some(isRemote)) return null
      const unnamed = newBlocks(transactions, before, after)
      if (unnamed.length === 0) return null
      const naming = after.tr
      unnamed.forEach(position => naming.setNodeAttribute(position, 'id', crypto.randomUUID()))
      return naming
    },
  })],
})

/** Where blocks stand that are new and have no id, or one that another block has already (a copy that was pasted). */
function newBlocks(transactions: readonly Transaction[], before: EditorState, after: EditorState): number[] {
  const fresh = changedSpans(transactions).flatMap(span => blocksStartingIn(after.doc, span))
  if (isUntouched(before.doc)) fresh.push({ position: 0, node: after.doc.child(0) })
  const unnamed = fresh.filter(({ node }) => node.attrs['id'] === null)
  const named = fresh.filter(({ node }) => node.attrs['id'] !== null)
  const copies = named.length > 0 ? copiesAmong(named, after.doc) : []
  return [...new Set([...unnamed, ...copies].map(({ position }) => position))]
}

interface Placed { position: number, node: Node }

/** A page nobody has written in shows one paragraph that is not in the document yet. */
const isUntouched = (doc: Node): boolean => doc.childCount === 1 && doc.child(0).content.size === 0 && doc.child(0).attrs['id'] === null

/** The spans of the new document that the transactions wrote. */
function changedSpans(transactions: readonly Transaction[]): Span[] {
  let spans: Span[] = []
  for (const step of transactions.flatMap(({ steps }) => steps)) {
    const map = step.getMap()
    spans = spans.map(({ from, to }) => ({ from: map.map(from, -1), to: map.map(to, 1) }))
    map.forEach((_oldFrom, _oldTo, from, to) => spans.push({ from, to }))
  }
  return spans
}

function blocksStartingIn(doc: Node, { from, to }: Span): Placed[] {
  const found: Placed[] = []
  doc.nodesBetween(Math.max(0, from - 1), Math.min(doc.content.size, to), (node, position) => {
    if (position >= from - 1 && position < to && blocksWithId.includes(node.type.name)) found.push({ position, node })
  })
  return found
}

/** The second and later blocks with one id, in order of the page, as far as they are new. */
function copiesAmong(fresh: Placed[], doc: Node): Placed[] {
  const ids = new Set(fresh.map(({ node }) => node.attrs['id'] as string))
  const isFresh = new Set(fresh.map(({ position }) => position))
  const holders = new Map<string, Placed[]>()
  doc.descendants((node, position) => {
    const id = node.attrs['id'] as string | undefined
    if (id && ids.has(id)) holders.set(id, [...holders.get(id) ?? [], { position, node }])
  })
  return [...holders.values()].flatMap(blocks => {
    const keeper = blocks.find(({ position }) => !isFresh.has(position)) ?? blocks[0]
    return blocks.filter(block => block !== keeper)
  })
}
