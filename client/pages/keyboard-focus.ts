import { Selection } from '@tiptap/pm/state'
import type { Editor } from '@tiptap/react'
import { isTypedAhead, whenComposed } from '../ui/typed-ahead.ts'

/**
 * Marks a field while it has the focus from the Tab key. `:focus-visible` will not do: it holds in text fields after
 * every click, too, where the caret says enough. Returns the way to stop.
 */
export function markKeyboardFocus(field: HTMLElement): () => void {
  const listening = new AbortController()
  const { signal } = listening
  let isByKey = false
  const unmark = () => { delete field.dataset['focus'] }
  window.addEventListener('keydown', ({ key }) => { isByKey = key === 'Tab' }, { capture: true, signal })
  window.addEventListener('pointerdown', () => { isByKey = false }, { capture: true, signal })
  field.addEventListener('focus', () => { if (isByKey) field.dataset['focus'] = 'keyboard' }, { signal })
  field.addEventListener('blur', unmark, { signal })
  field.addEventListener('pointerdown', unmark, { signal })
  return () => listening.abort()
}

/** False while somebody types in a field: what loads late must not take the keyboard away from it. */
export function isKeyboardFree(): boolean {
  return isTypedAhead(document.activeElement) || document.activeElement?.matches('input, textarea, select, [contenteditable="true"]') !== true
}

/** The text takes the keyboard at its start, and what was typed before it was there. At once: Tiptap's own focus command waits for a frame. */
export function beginWriting(editor: Editor): void {
  whenComposed(typed => {
    if (editor.isDestroyed) return
    editor.commands.setTextSelection(0)
    if (typed) editor.commands.insertContent(typed.split('\n').map(line => ({ type: 'paragraph', content: line ? [{ type: 'text', text: line }] : [] })))
    editor.view.focus()
  })
}

/** The caret comes into a text. At once, as above: a key pressed meanwhile would go where the caret was before. */
export function enterText(editor: Editor | null, from: 'start' | 'end'): void {
  if (!editor || editor.isDestroyed) return
  const { doc } = editor.state
  editor.view.dispatch(editor.state.tr.setSelection(from === 'start' ? Selection.atStart(doc) : Selection.atEnd(doc)).scrollIntoView())
  editor.view.focus()
}
