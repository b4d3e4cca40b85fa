import type { Editor } from '@tiptap/react'
import type { SlashState } from './slash-state.ts'

/** What the menus share that are filtered by what is typed in the text. */

export function anchorOf(editor: Editor, { from }: SlashState): DOMRect | null {
  if (editor.isDestroyed || from > editor.state.doc.content.size) return null
  const { left, top, bottom } = editor.view.coordsAtPos(from)
  return new DOMRect(left, top, 0, bottom - top)
}

/** Tells screen readers that the text is filtering a list, and which entry is chosen. Returns the way to stop. */
export function announceChoice(text: HTMLElement, chosen: { list: string, option: string | null } | null): () => void {
  if (chosen) text.setAttribute('aria-controls', chosen.list)
  if (chosen?.option) text.setAttribute('aria-activedescendant', chosen.option)
  return () => {
    text.removeAttribute('aria-controls')
    text.removeAttribute('aria-activedescendant')
  }
}
