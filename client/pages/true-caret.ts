import { Extension } from '@tiptap/core'
import { type EditorState, Plugin, type Selection, TextSelection, type Transaction } from '@tiptap/pm/state'
import { relativePositionToAbsolutePosition, ySyncPluginKey } from '@tiptap/y-tiptap'
import * as Y from 'yjs'

interface Place { type: string, anchor: Y.RelativePosition | null, head: Y.RelativePosition | null }
interface Binding { doc: Y.Doc, type: Y.XmlFragment, mapping: Map<Y.AbstractType<unknown>, never>, beforeTransactionSelection: Place | null }

/**
 * Where somebody types stays between the letters it was between, whatever others write in the same paragraph. y-tiptap (3.0.6 to 3.0.9) takes every
 * paragraph that has changed for one that was moved, and puts the caret back at its old offset: of two who type in one paragraph the second writes backwards.
 */
export const TrueCaret = Extension.create({
  name: 'trueCaret',
  addProseMirrorPlugins: () => [new Plugin({ appendTransaction })],
})

function appendTransaction(transactions: readonly Transaction[], _before: EditorState, state: EditorState): Transaction | null {
  if (!transactions.some(transaction => isFromElsewhere(transaction.getMeta(ySyncPluginKey)))) return null
  const selection = selectionIn(state)
  return selection && !selection.eq(state.selection) ? state.tr.setSelection(selection) : null
}

const isFromElsewhere = (meta: { isChangeOrigin?: boolean } | undefined): boolean => meta?.isChangeOrigin === true

/** null: it is not in a text, or its text is gone. What was moved is written anew elsewhere, and y-tiptap looks for it there. */
function selectionIn(state: EditorState): Selection | null {
  const binding = (ySyncPluginKey.getState(state) as { binding?: Binding } | undefined)?.binding
  const place = binding?.beforeTransactionSelection
  if (!binding || place?.type !== 'text') return null
  const [anchor, head] = [positionOf(binding, place.anchor), positionOf(binding, place.head)]
  return anchor === null || head === null ? null : TextSelection.between(state.doc.resolve(anchor), state.doc.resolve(head))
}

function positionOf({ doc, type, mapping }: Binding, place: Y.RelativePosition | null): number | null {
  const there = place && Y.createAbsolutePositionFromRelativePosition(place, doc)
  return there && isThere(there.type) ? relativePositionToAbsolutePosition(doc, type, place, mapping) : null
}

/** Nothing around it has been taken away. */
function isThere(type: Y.AbstractType<unknown>): boolean {
  for (let item = type._item; item; item = (item.parent as Y.AbstractType<unknown>)._item) if (item.deleted) return false
  return true
}
