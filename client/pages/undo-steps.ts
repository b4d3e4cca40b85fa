import type { EditorState } from '@tiptap/pm/state'
import { yUndoPluginKey } from '@tiptap/y-tiptap'

/** What comes next is undone by itself, not together with what was written just before. */
export function beginUndoStep(state: EditorState): void {
  const undo = yUndoPluginKey.getState(state) as { undoManager?: { stopCapturing: () => void } } | undefined
  undo?.undoManager?.stopCapturing()
}
