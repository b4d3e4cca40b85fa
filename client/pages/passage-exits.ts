import { type Editor, Extension } from '@tiptap/core'
import { Plugin } from '@tiptap/pm/state'
import type { EditorView } from '@tiptap/pm/view'

export type Exit = 'above' | 'below' | 'out'

/** How the caret leaves a passage by keyboard: an arrow at its first or last line, and Escape. */
export const PassageExits = Extension.create<{ leave: (to: Exit) => boolean }>({
  name: 'passageExits',
  // After menus that Escape closes.
  priority: 10,
  addOptions: () => ({ leave: () => false }),
  addProseMirrorPlugins() {
    const { leave } = this.options
    return [new Plugin({ props: { handleKeyDown: (view, event) => { const to = exitOf(view, event); return to !== null && leave(to) } } })]
  },
})

export const isPassage = (editor: Editor): boolean => editor.extensionManager.extensions.some(({ name }) => name === 'passageExits')

function exitOf(view: EditorView, { key, shiftKey, ctrlKey, metaKey, altKey }: KeyboardEvent): Exit | null {
  if (shiftKey || ctrlKey || metaKey || altKey) return null
  if (key === 'Escape') return 'out'
  const { selection: { $head, empty }, doc } = view.state
  if (!empty) return null
  if (key === 'ArrowUp' && linesBetween(view, 0, $head.pos) <= 1 && view.endOfTextblock('up')) return 'above'
  if (key === 'ArrowDown' && linesBetween(view, $head.pos, doc.content.size) <= 1 && view.endOfTextblock('down')) return 'below'
  return null
}

function linesBetween(view: EditorView, from: number, to: number): number {
  let lines = 0
  view.state.doc.nodesBetween(from, to, node => { if (node.isTextblock) lines++ })
  return lines
}
