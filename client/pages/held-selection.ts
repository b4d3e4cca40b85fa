import type { Editor } from '@tiptap/react'

/**
 * Shows what is selected in the text while the focus is in a field beside it. A highlight of the browser, not an element
 * in the text: nothing is drawn anew under what somebody may be typing. Returns the way to stop.
 */
export function holdSelection(editor: Editor): () => void {
  const highlights = 'highlights' in CSS ? CSS.highlights : null
  const show = () => highlights?.set('held-selection', new Highlight(rangeOf(editor)))
  show()
  editor.on('transaction', show)
  return () => {
    editor.off('transaction', show)
    highlights?.delete('held-selection')
  }
}

function rangeOf({ view, state }: Editor): Range {
  const range = new Range()
  const [start, end] = [view.domAtPos(state.selection.from), view.domAtPos(state.selection.to)]
  range.setStart(start.node, start.offset)
  range.setEnd(end.node, end.offset)
  return range
}
