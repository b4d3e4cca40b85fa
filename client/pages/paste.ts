import { Extension } from '@tiptap/core'
import { Plugin } from '@tiptap/pm/state'
import type { EditorView } from '@tiptap/pm/view'
import type { ImageUploads } from './image-uploads.ts'
import { looksLikeMarkdown } from './looks-like-markdown.ts'
import { cleanPasted } from './pasted-html.ts'
import { beginUndoStep } from './undo-steps.ts'

interface Parts { uploads: ImageUploads | null, tellLost: ((count: number) => void) | null }

/**
 * What is pasted comes in as words and their structure, wherever it was copied; plain text that is markdown becomes what it says.
 * With Shift it comes as it is typed: nothing is read into it.
 */
export const Paste = Extension.create<Parts>({
  name: 'paste',
  addOptions: () => ({ uploads: null, tellLost: null }),
  addProseMirrorPlugins() {
    const { uploads, tellLost } = this.options
    let isPlain = false
    return [new Plugin({
      props: {
        handleDOMEvents: {
          keydown: (_view, { key, shiftKey }) => { if (key.toLowerCase() === 'v') isPlain = shiftKey; return false },
        },
        transformPastedHTML: html => {
          const { html: clean, pictures, lost } = cleanPasted(html)
          // Once the words are in: they come behind them.
          if (pictures.length > 0) queueMicrotask(() => uploads?.add(pictures))
          if (lost > 0) tellLost?.(lost)
          return clean
        },
        handlePaste: (view, event) => {
          const wasPlain = isPlain
          isPlain = false
          return !wasPlain && pasteMarkdown(view, event)
        },
      },
    })]
  },
})

function pasteMarkdown(view: EditorView, event: ClipboardEvent): boolean {
  const { clipboardData } = event
  const text = clipboardData?.getData('text/plain') ?? ''
  const isWritten = clipboardData?.types.includes('text/html') === true
  if (!view.editable || isWritten || view.state.selection.$from.parent.type.spec.code || !looksLikeMarkdown(text)) return false
  void import('./markdown-html.ts').then(
    ({ htmlOfMarkdown }) => put(view, () => view.pasteHTML(htmlOfMarkdown(text))),
    // Without its reader it is still text.
    () => put(view, () => view.pasteText(text)),
  )
  return true
}

function put(view: EditorView, paste: () => void): void {
  if (view.isDestroyed) return
  beginUndoStep(view.state)
  paste()
  beginUndoStep(view.state)
}
