import type { EditorView } from '@tiptap/pm/view'

/**
 * The browser moves the caret at once (End, arrows, a click) and tells ProseMirror a task later. Whatever redraws the
 * text in between, another person's change or caret, would put the caret back where it was, and the next key would go
 * there. So it is read first. `domObserver` is ProseMirror's own reader of the DOM; it has no public name.
 */
export function readPendingSelection(view: EditorView): void {
  if (view.composing || !view.editable || !view.hasFocus()) return
  const { domObserver } = view as unknown as { domObserver: { flush: () => void } }
  domObserver.flush()
}
