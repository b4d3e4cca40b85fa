import { Editor } from '@tiptap/react'
import { ySyncPluginKey } from '@tiptap/y-tiptap'
import { gatherFromEvents, nothingUnknown } from '@kopa/shared/pages/unknown.ts'
import { makeRoom } from '@kopa/shared/pages/unknown-extensions.ts'
import type * as Y from 'yjs'
import { behaviourExtensions, contentExtensions, type EditorParts, makeUndoManager } from './editor-extensions.ts'
import { pageOutline } from './page-outline.ts'
import { readPendingSelection } from './pending-selection.ts'
import { unknownView } from './unknown-view.ts'

/** unfit: nothing can be edited without harm; the page is shown as plain text. */
export type SessionState = { state: 'editing', editor: Editor } | { state: 'unfit' }

interface Caret { from: number, to: number, isFocused: boolean }

/**
 * The editor of one open page. Content that this Kopa does not know would be deleted by the binding as soon as it saw
 * it, so every change is looked at before the binding gets it, and the editor is made anew with room for what is new.
 */
export class PageEditorSession {
  readonly #parts: EditorParts
  readonly #fragment: Y.XmlFragment
  readonly #undoManager: Y.UndoManager
  readonly #unknown = nothingUnknown()
  readonly #listeners = new Set<() => void>()
  #state: SessionState
  #isEditable: boolean
  #isClosed = false
  #caret: Caret | null = null

  constructor(parts: EditorParts, { isEditable }: { isEditable: boolean }) {
    this.#parts = parts
    this.#isEditable = isEditable
    this.#fragment = parts.body
    this.#undoManager = makeUndoManager(parts.document.doc, parts.body)
    // Before the binding registers its own observer: Yjs calls them in order.
    this.#fragment.observeDeep(this.#look)
    this.#state = this.#make()
    parts.document.arriving.beforeApplying.add(this.#readSelection)
  }

  readonly state = (): SessionState => this.#state

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  get editor(): Editor | null {
    return this.#state.state === 'editing' ? this.#state.editor : null
  }

  setEditable(isEditable: boolean): void {
    this.#isEditable = isEditable
    this.editor?.setEditable(isEditable, false)
  }

  /** The editor's element stands in the window: in the same task in which the last one left it, so that no key goes astray. */
  isShown(): void {
    const caret = this.#caret
    this.#caret = null
    if (caret && this.editor) restore(this.editor, caret)
  }

  close(): void {
    this.#isClosed = true
    this.#parts.document.arriving.beforeApplying.delete(this.#readSelection)
    this.#fragment.unobserveDeep(this.#look)
    this.editor?.destroy()
    this.#undoManager.destroy()
  }

  readonly #readSelection = (): void => { if (this.editor) readPendingSelection(this.editor.view) }

  #make(caret?: Caret): SessionState {
    const { words } = this.#parts
    const room = makeRoom(this.#fragment, contentExtensions({ ...this.#parts, outline: pageOutline(this.#parts.document.doc) }), this.#unknown, unknownView(words.unknown))
    if (!room) return { state: 'unfit' }
    const editor = new Editor({
      extensions: [...room.extensions, ...behaviourExtensions(this.#parts, this.#undoManager)],
      editable: this.#isEditable,
      injectCSS: false,
      editorProps: {
        attributes: () => ({ 'aria-label': words.label, 'aria-multiline': 'true', 'aria-readonly': String(!this.#isEditable), role: 'textbox', class: 'page-text' }),
        handleDOMEvents: { compositionstart: this.#hold, compositionend: this.#release },
        // On a phone the tools lie over the end of the window (FormatBar.module.css, docked): the line that is written stands above them.
        scrollThreshold: { top: 0, right: 0, bottom: 60, left: 0 },
        scrollMargin: { top: 5, right: 5, bottom: 68, left: 5 },
      },
    })
    this.#caret = caret ?? null
    return { state: 'editing', editor }
  }

  readonly #look = (events: Y.YEvent<Y.AbstractType<unknown>>[], { origin }: Y.Transaction): void => {
    const { editor } = this
    if (!editor || origin === ySyncPluginKey) return
    if (gatherFromEvents(events, editor.schema, this.#unknown) === 'fits') return
    const caret = caretOf(editor)
    detach(editor)
    queueMicrotask(() => this.#makeAnew(editor, caret))
  }

  #makeAnew(before: Editor, caret: Caret): void {
    if (this.#isClosed || this.editor !== before) return
    before.destroy()
    this.#parts.document.arriving.release()
    this.#state = this.#make(caret)
    this.#listeners.forEach(listener => listener())
  }

  /** Changes from others wait while a character is being composed; ProseMirror reads the result shortly after its end. */
  readonly #hold = (): boolean => {
    this.#parts.document.arriving.hold()
    return false
  }

  readonly #release = (): boolean => {
    setTimeout(() => { if (!this.editor?.view.composing) this.#parts.document.arriving.release() }, afterComposition)
    return false
  }
}

/** milliseconds; ProseMirror waits 20 to 50 */
const afterComposition = 60

/** From here on the binding hears nothing more; y-tiptap checks for its view first. */
function detach(editor: Editor): void {
  const { binding } = ySyncPluginKey.getState(editor.state) as { binding: { destroy: () => void } }
  binding.destroy()
}

const caretOf = (editor: Editor): Caret => ({ from: editor.state.selection.from, to: editor.state.selection.to, isFocused: editor.isFocused })

/** As near as may be: the page has just changed under it. At once: Tiptap's own focus command waits for a frame, and keys would be lost. */
function restore(editor: Editor, { from, to, isFocused }: Caret): void {
  const { size } = editor.state.doc.content
  editor.commands.setTextSelection({ from: Math.min(from, size), to: Math.min(to, size) })
  if (isFocused) editor.view.focus()
}
