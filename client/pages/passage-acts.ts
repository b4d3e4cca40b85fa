import type { Editor } from '@tiptap/react'
import { addPassage, movePassage, type PassagePlace, passagesOf, placeBefore, placePassages, readPassages, removePassage, stepPassage } from '@kopa/shared/pages/passages.ts'
import type * as Y from 'yjs'
import { enterText } from './keyboard-focus.ts'
import { idsOf } from './passage-slots.ts'

/** A new, empty passage: behind the block with the caret, or in front of it where nothing is written there yet. @returns its id */
export function addPassageAt(editor: Editor, side: Y.Doc): string {
  const { $head } = editor.state.selection
  const index = $head.index(0) + ($head.depth > 0 && $head.parent.content.size === 0 ? 0 : 1)
  const [id, blocks] = [crypto.randomUUID(), idsOf(editor.state.doc)]
  const place = placeBefore(passagesOf(side), blocks, Math.min(index, blocks.length))
  side.transact(() => addPassage(side, { id, place, content: [{ type: 'paragraph', attrs: { id: crypto.randomUUID() } }] }), 'passage')
  return id
}

export const placeAfterStep = (editor: Editor, side: Y.Doc, id: string, step: 'up' | 'down'): PassagePlace | null => stepPassage(passagesOf(side), idsOf(editor.state.doc), id, step)

/** @returns false when it stands at the very top, or at the end, already */
export function stepTo(editor: Editor, side: Y.Doc, id: string, step: 'up' | 'down'): boolean {
  const place = placeAfterStep(editor, side, id, step)
  if (place) movePassage(side, id, place)
  return place !== null
}

/** @returns the way to bring it back */
export function takeAway(side: Y.Doc, id: string): () => void {
  const passage = readPassages(side).find(one => one.id === id)
  removePassage(side, id)
  return () => { if (passage) addPassage(side, passage) }
}

/** Its words become a part of the page, for everybody, at the place where they stood. @returns false, and nothing happens, when the page cannot hold one of its blocks */
export function showToAll(editor: Editor, side: Y.Doc, id: string): boolean {
  const { doc } = editor.state
  const index = [...placePassages(passagesOf(side), idsOf(doc))].find(([, some]) => some.some(one => one.id === id))?.[0] ?? doc.childCount
  let position = 0
  for (let before = 0; before < index; before++) position += doc.child(before).nodeSize
  const { content = [] } = readPassages(side).find(one => one.id === id) ?? {}
  // Not taken back by undo: what everybody has read is read, and the passage is gone.
  const isShown = editor.chain().setMeta('addToHistory', false).insertContentAt(position, content, { errorOnInvalidContent: true }).run()
  if (isShown) removePassage(side, id)
  return isShown
}

/** A new line for everybody below a passage that ends the page. */
export function writeBelow(editor: Editor, side: Y.Doc, id: string): void {
  const block = crypto.randomUUID()
  const passages = passagesOf(side)
  const blocks = idsOf(editor.state.doc)
  editor.chain().insertContentAt(editor.state.doc.content.size, { type: 'paragraph', attrs: { id: block } }).run()
  enterText(editor, 'end')
  for (const { id: other, place } of placePassages(passages, blocks).get(blocks.length) ?? []) {
    movePassage(side, other, { ...place, before: [block] })
    if (other === id) break
  }
}
