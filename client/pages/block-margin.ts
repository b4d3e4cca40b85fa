import { type EditorState, TextSelection } from '@tiptap/pm/state'
import type { EditorView } from '@tiptap/pm/view'
import { choose } from './block-selection.ts'
import { type Unit, unitAt } from './block-units.ts'

/** pixels that a press may tremble */
const tremble = 6

/**
 * A mouse that is pulled along the margin chooses the blocks beside it; a click there brings the caret to the line, as ever.
 * @returns the way to stop
 */
export function watchMargin(host: HTMLElement, view: EditorView): () => void {
  const listening = new AbortController()
  host.addEventListener('mousedown', event => {
    const isPlain = event.button === 0 && event.detail === 1 && !event.shiftKey && !event.ctrlKey && !event.metaKey
    if (!isPlain || event.target !== view.dom || !view.editable || !isBeside(view, event.clientX)) return
    // The browser would begin to select words.
    event.preventDefault()
    pull(view, event)
  }, { capture: true, signal: listening.signal })
  return () => listening.abort()
}

function pull(view: EditorView, { clientX, clientY }: MouseEvent): void {
  const pulling = new AbortController()
  const { signal } = pulling
  const first = unitBeside(view, clientX, clientY)
  let isChoosing = false
  view.dispatch(view.state.tr.setSelection(caretBeside(view, clientX, clientY)))
  view.focus()
  window.addEventListener('pointermove', event => {
    if (!first || (!isChoosing && Math.abs(event.clientY - clientY) < tremble)) return
    if (!isChoosing) choose(view, first, { isNew: true })
    isChoosing = true
    const unit = unitBeside(view, event.clientX, event.clientY)
    if (unit) choose(view, unit, { isNew: false })
  }, { signal })
  for (const end of ['pointerup', 'pointercancel'] as const) window.addEventListener(end, () => pulling.abort(), { signal })
}

interface Edges { left: number, right: number }

function edgesOf({ dom }: EditorView): Edges {
  const box = dom.getBoundingClientRect()
  const { paddingLeft, paddingRight } = getComputedStyle(dom)
  return { left: box.left + Number.parseFloat(paddingLeft), right: box.right - Number.parseFloat(paddingRight) }
}

function isBeside(view: EditorView, x: number): boolean {
  const { left, right } = edgesOf(view)
  return x < left || x > right
}

function placeBeside(view: EditorView, x: number, y: number): { pos: number, inside: number } | null {
  const { left, right } = edgesOf(view)
  return view.posAtCoords({ left: Math.max(left + 1, Math.min(right - 1, x)), top: y })
}

/** At a pointer's height, also where it points beside the text. */
export function unitBeside(view: EditorView, x: number, y: number): Unit | null {
  const at = placeBeside(view, x, y)
  return at && unitAt(view.state.doc.resolve(Math.min(at.inside >= 0 ? at.inside : at.pos, view.state.doc.content.size)))
}

function caretBeside(view: EditorView, x: number, y: number): EditorState['selection'] {
  const at = placeBeside(view, x, y)
  return at ? TextSelection.near(view.state.doc.resolve(at.pos)) : view.state.selection
}
