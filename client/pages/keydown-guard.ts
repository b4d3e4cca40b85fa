import { Extension } from '@tiptap/core'
import { Plugin, PluginKey, TextSelection } from '@tiptap/pm/state'
import type { EditorView } from '@tiptap/pm/view'
import { readPendingSelection } from './pending-selection.ts'

/**
 * A click on something in the page that is not text (another person's caret, a label) can leave the browser's selection
 * inside it. Keys typed there get no beforeinput and vanish, until ProseMirror repairs the selection a task later; on a
 * busy page that costs whole words. So before a key goes on, the selection is brought back into the text.
 */
export const KeydownGuard = Extension.create({
  name: 'keydownGuard',
  priority: 10_000,
  addProseMirrorPlugins: () => [new Plugin({
    key: new PluginKey('keydownGuard'),
    props: {
      handleDOMEvents: {
        keydown: view => {
          const stray = straySelection(view)
          if (stray) bringBack(view, stray)
          else readPendingSelection(view)
          return false
        },
      },
    },
  })],
})

/** The uneditable element within the page's text that holds the collapsed selection, or null. */
function straySelection(view: EditorView): Element | null {
  if (!view.editable || !view.hasFocus()) return null
  const selection = view.dom.ownerDocument.getSelection()
  if (!selection?.isCollapsed || !selection.anchorNode) return null
  const { anchorNode } = selection
  const element = anchorNode instanceof Element ? anchorNode : anchorNode.parentElement
  const island = element?.closest('[contenteditable="false"]')
  return island && view.dom.contains(island) ? island : null
}

function bringBack(view: EditorView, island: Element): void {
  const position = view.posAtDOM(island, 0)
  const place = view.state.doc.resolve(Math.max(0, Math.min(position, view.state.doc.content.size)))
  view.dispatch(view.state.tr.setSelection(TextSelection.near(place)))
  view.focus()
  if (straySelection(view)) collapseTo(view, view.state.selection.head)
}

/** ProseMirror leaves the browser's selection alone when it believes it to be right. */
function collapseTo(view: EditorView, position: number): void {
  const { node, offset } = view.domAtPos(position)
  view.dom.ownerDocument.getSelection()?.collapse(node, offset)
}
