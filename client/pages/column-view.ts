import type { Editor, NodeViewRenderer } from '@tiptap/core'
import type { Node } from '@tiptap/pm/model'
import { columnWidthOf, moveBorder } from '@kopa/shared/pages/column-width.ts'
import { blockView } from './block-view.ts'
import { beginUndoStep } from './undo-steps.ts'

export interface ColumnWords { border: string }

/** by an arrow key: a twentieth of two columns' width */
const step = 0.05

/** A column and, at its end, the border to the next one: pulled, or moved by arrow keys. Plain DOM. */
export const columnView = (words: ColumnWords): NodeViewRenderer => ({ node, editor, getPos }) => {
  const dom = document.createElement('div')
  const contentDOM = document.createElement('div')
  const border = borderElement(words)
  dom.dataset['column'] = ''
  dom.append(contentDOM, border)
  const show = ({ attrs }: Node) => {
    dom.style.flexGrow = String(columnWidthOf(attrs['width']) ?? 1)
  }
  const borderOf = (): Border | null => {
    const position = getPos()
    return position === undefined ? null : borderAfter(editor, position, dom)
  }
  border.addEventListener('focus', () => tell(border, borderOf()))
  border.addEventListener('keydown', event => {
    const found = borderOf()
    const by = keySteps(event, dom)
    if (!found || by === null || !editor.isEditable) return
    event.preventDefault()
    set(editor, found, by === 'even' ? [1, 1] : moveBorder(found.before, found.after, by))
    tell(border, borderOf())
  })
  border.addEventListener('pointerdown', event => { if (editor.isEditable) pull(event, editor, borderOf) })
  return blockView({ node }, { dom, contentDOM, control: border }, show)
}

interface Border { position: number, next: number, before: number, after: number, elements: [HTMLElement, HTMLElement] }

function borderElement({ border: name }: ColumnWords): HTMLElement {
  const border = document.createElement('div')
  border.className = 'column-border'
  border.contentEditable = 'false'
  border.tabIndex = 0
  border.setAttribute('role', 'separator')
  border.setAttribute('aria-orientation', 'vertical')
  border.setAttribute('aria-label', name)
  border.setAttribute('aria-valuenow', '50')
  return border
}

/** Between the column at a position and the one behind it. */
function borderAfter({ state: { doc } }: Editor, position: number, dom: HTMLElement): Border | null {
  const column = doc.nodeAt(position)
  const next = column ? position + column.nodeSize : 0
  const behind = doc.nodeAt(next)
  const element = dom.nextElementSibling
  if (!column || behind?.type !== column.type || !(element instanceof HTMLElement)) return null
  return { position, next, before: columnWidthOf(column.attrs['width']) ?? 1, after: columnWidthOf(behind.attrs['width']) ?? 1, elements: [dom, element] }
}

function tell(border: HTMLElement, found: Border | null): void {
  if (found) border.setAttribute('aria-valuenow', String(Math.round(found.before / (found.before + found.after) * 100)))
}

function keySteps({ key, ctrlKey, metaKey, altKey }: KeyboardEvent, dom: HTMLElement): number | 'even' | null {
  if (ctrlKey || metaKey || altKey) return null
  if (key === 'Enter' || key === 'Home') return 'even'
  const side = { ArrowLeft: -step, ArrowRight: step }[key]
  return side === undefined ? null : side * direction(dom)
}

const direction = (element: Element): 1 | -1 => (getComputedStyle(element).direction === 'rtl' ? -1 : 1)

function set(editor: Editor, { position, next }: Border, [before, after]: [number, number]): void {
  beginUndoStep(editor.state)
  editor.view.dispatch(editor.state.tr.setNodeAttribute(position, 'width', before).setNodeAttribute(next, 'width', after))
  beginUndoStep(editor.state)
}

/** While it is pulled, only this screen shows it; the document changes once, when it is let go. */
function pull(event: PointerEvent, editor: Editor, borderOf: () => Border | null): void {
  const handle = event.currentTarget as HTMLElement
  const found = borderOf()
  if (!found || event.button !== 0) return
  event.preventDefault()
  handle.setPointerCapture(event.pointerId)
  const { elements: [first, second], before, after } = found
  const room = first.offsetWidth + second.offsetWidth
  const sharesAt = ({ clientX }: PointerEvent) => moveBorder(before, after, (clientX - event.clientX) * direction(first) / room)
  const move = (moved: PointerEvent) => {
    const [one, other] = sharesAt(moved)
    first.style.flexGrow = String(one)
    second.style.flexGrow = String(other)
  }
  const end = (ended: PointerEvent) => {
    handle.removeEventListener('pointermove', move)
    handle.removeEventListener('pointerup', end)
    handle.removeEventListener('pointercancel', end)
    const now = borderOf()
    if (now && ended.type === 'pointerup') set(editor, now, sharesAt(ended))
    else [first.style.flexGrow, second.style.flexGrow] = [String(before), String(after)]
  }
  handle.addEventListener('pointermove', move)
  handle.addEventListener('pointerup', end)
  handle.addEventListener('pointercancel', end)
}
