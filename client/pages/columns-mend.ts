import { Extension } from '@tiptap/core'
import type { Node } from '@tiptap/pm/model'
import { Plugin, Selection, type Transaction } from '@tiptap/pm/state'
import { isRemote } from '@kopa/shared/pages/page-schema.ts'

/**
 * What is in a column that was left alone stands in the page again. Only by whose own change it was left alone: were one mended that two
 * people's changes together made, both screens would do it, and what is in it would be there twice.
 */
export const ColumnsMend = Extension.create({
  name: 'columnsMend',
  addProseMirrorPlugins: () => [new Plugin({
    appendTransaction: (transactions, before, { tr }) =>
      transactions.some(({ docChanged }) => docChanged) && !transactions.some(isRemote) && unwrapSingle(tr, before.doc) ? tr : null,
  })],
})

function unwrapSingle(tr: Transaction, before: Node): boolean {
  const now = singlesIn(tr.doc, 0)
  const known = new Set(now.length > 0 ? singlesIn(before, 0).map(({ node }) => node.attrs['id']) : [])
  const single = now.filter(({ node }) => !known.has(node.attrs['id']))
  for (const { node, position } of single.toReversed()) {
    const place = tr.selection.head - position - 2
    const isInside = place >= 0 && place <= (node.firstChild?.content.size ?? 0)
    tr.replaceWith(position, position + node.nodeSize, node.firstChild?.content ?? [])
    if (isInside) tr.setSelection(Selection.near(tr.doc.resolve(position + place)))
  }
  return single.length > 0
}

function singlesIn(parent: Node, start: number): { node: Node, position: number }[] {
  const found: { node: Node, position: number }[] = []
  parent.forEach((node, offset) => {
    if (node.isTextblock || node.isLeaf) return
    if (node.type.name === 'columns' && node.childCount === 1) found.push({ node, position: start + offset })
    else found.push(...singlesIn(node, start + offset + 1))
  })
  return found
}
