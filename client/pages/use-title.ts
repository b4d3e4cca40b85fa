import { limits } from '@kopa/shared/documents/protocol.ts'
import { titleOf } from '@kopa/shared/pages/page.ts'
import { movedCaret, oneLine, typedTitle, typeTitle } from '@kopa/shared/pages/title-edit.ts'
import { type KeyboardEvent, type RefObject, useEffect, useRef, useState, useSyncExternalStore } from 'react'
import * as Y from 'yjs'
import type { OpenDocument } from '../documents/open-document.ts'

/** The title as it stands, live. */
export function useTitle(document: OpenDocument): string {
  const title = titleOf(document.doc)
  return useSyncExternalStore(listener => { title.observe(listener); return () => title.unobserve(listener) }, () => title.toJSON())
}

interface TitleField {
  isTooLong: boolean
  onInput: () => void
  onKeyDown: (event: KeyboardEvent) => void
}

/** Binds a text field to the title: each key is one small change, others' changes leave the caret where it was. */
export function useTitleField(document: OpenDocument, field: RefObject<HTMLTextAreaElement | null>): TitleField {
  const title = titleOf(document.doc)
  const [isTooLong, setIsTooLong] = useState(false)
  const undoManager = useUndo(title)
  useEffect(() => {
    const show = (event?: Y.YTextEvent) => { if (field.current) showTitle(field.current, title.toJSON(), event) }
    show()
    title.observe(show)
    return () => title.unobserve(show)
  }, [title, field])
  useEffect(() => holdWhileComposing(field.current, document), [document, field])
  return {
    isTooLong,
    onInput: () => {
      const isRefused = field.current !== null && !takeTitle(field.current, title)
      setIsTooLong(isRefused)
      if (isRefused) showSoon(field)
    },
    onKeyDown: event => undoByKey(event, undoManager.current),
  }
}

/** What was pasted may have been long enough to scroll the title, and the sentence about it, out of view. */
const showSoon = (field: RefObject<HTMLTextAreaElement | null>): void => {
  requestAnimationFrame(() => field.current?.scrollIntoView({ block: 'center' }))
}

function useUndo(title: Y.Text): RefObject<Y.UndoManager | null> {
  const undoManager = useRef<Y.UndoManager | null>(null)
  useEffect(() => {
    const made = new Y.UndoManager(title, { trackedOrigins: new Set([typedTitle]) })
    undoManager.current = made
    return () => made.destroy()
  }, [title])
  return undoManager
}

/** A field that already says it is left alone, and with it its caret. */
function showTitle(field: HTMLTextAreaElement, text: string, event?: Y.YTextEvent): void {
  if (field.value === text) return
  const { selectionStart, selectionEnd } = field
  const changes = event?.delta ?? []
  field.value = text
  if (field.ownerDocument.activeElement !== field) return
  field.setSelectionRange(movedCaret(selectionStart, changes), movedCaret(selectionEnd, changes))
}

/** False when the text is too long: the field goes back to what it said, and nothing was changed. */
function takeTitle(field: HTMLTextAreaElement, title: Y.Text): boolean {
  const caret = field.selectionStart
  const wanted = oneLine(field.value)
  const before = title.toJSON()
  if (wanted.length > limits.titleCharacters && wanted.length > before.length) {
    const back = Math.max(0, caret - (field.value.length - before.length))
    field.value = before
    field.setSelectionRange(back, back)
    return false
  }
  if (wanted !== field.value) {
    const at = Math.min(caret, wanted.length)
    field.value = wanted
    field.setSelectionRange(at, at)
  }
  typeTitle(title, wanted, field.selectionStart)
  return true
}

function undoByKey(event: KeyboardEvent, undoManager: Y.UndoManager | null): void {
  if (!(event.ctrlKey || event.metaKey) || event.altKey) return
  const key = event.key.toLowerCase()
  if (key !== 'z' && key !== 'y') return
  event.preventDefault()
  if (key === 'y' || event.shiftKey) undoManager?.redo()
  else undoManager?.undo()
}

function holdWhileComposing(field: HTMLTextAreaElement | null, { arriving }: OpenDocument): () => void {
  const listening = new AbortController()
  field?.addEventListener('compositionstart', () => arriving.hold(), { signal: listening.signal })
  field?.addEventListener('compositionend', () => arriving.release(), { signal: listening.signal })
  return () => listening.abort()
}
