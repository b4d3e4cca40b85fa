import type { Editor } from '@tiptap/core'
import { announce } from '../ui/announce.ts'
import { insertBelow } from './block-acts.ts'
import { BlockDrag } from './block-drag.ts'
import type { BlockWords } from './block-keys.ts'
import { unitBeside } from './block-margin.ts'
import './block-tools.css'
import { choose, chooseNone, chosenBlocks } from './block-selection.ts'
import { idOf, type Unit, unitAt, unitById, unitOfCaret } from './block-units.ts'

interface Parts { editor: Editor, words: BlockWords, openMenu: (at: Element) => void }

/** pixels a pointer may tremble before a press becomes a drag; a finger more */
const tremble = { mouse: 4, pen: 6, touch: 10 }
/** pixels beside the text that the two buttons take */
const room = 46

/**
 * What stands beside the block under the pointer: adding one below it, and its handle, which is pulled or pressed. One for the editor, in plain
 * DOM and outside of the text, so that no click on it can bring the caret astray. Under a finger, and where there is no room beside the text,
 * the handle alone stands at the line's end, for the block with the caret. All of it can be done by keys (block-keys.ts).
 */
export class BlockTools {
  readonly #parts: Parts
  readonly #host: HTMLElement
  readonly #box = document.createElement('div')
  readonly #grip = document.createElement('button')
  readonly #listening = new AbortController()
  #id: string | null = null
  #position = 0
  #frame = 0
  #drag: BlockDrag | null = null

  constructor(host: HTMLElement, parts: Parts) {
    this.#parts = parts
    this.#host = host
    this.#box.className = 'block-tools'
    this.#box.hidden = true
    const add = button('block-add', parts.words.add)
    setUp(this.#grip, 'block-grip', parts.words.grip)
    this.#grip.setAttribute('aria-haspopup', 'menu')
    this.#box.append(add, this.#grip)
    host.append(this.#box)
    const { signal } = this.#listening
    add.addEventListener('click', () => { const unit = this.#unit(); this.#hide(); if (unit) insertBelow(parts.editor, unit) }, { signal })
    this.#grip.addEventListener('pointerdown', this.#press, { signal })
    this.#grip.addEventListener('click', ({ detail }) => { if (detail === 0) this.#openMenu() }, { signal })
    host.addEventListener('pointermove', this.#follow, { passive: true, signal })
    host.addEventListener('pointerleave', () => { if (!this.#isAtCaret()) this.#hide() }, { signal })
    parts.editor.on('transaction', this.#look)
    parts.editor.on('focus', this.#showAtCaret)
  }

  remove(): void {
    cancelAnimationFrame(this.#frame)
    this.#drag?.stop()
    this.#listening.abort()
    this.#parts.editor.off('transaction', this.#look)
    this.#parts.editor.off('focus', this.#showAtCaret)
    this.#box.remove()
  }

  #isAtCaret(): boolean {
    return matchMedia('(pointer: coarse)').matches || !this.#hasRoom()
  }

  #hasRoom(): boolean {
    const text = this.#parts.editor.view.dom
    return Number.parseFloat(getComputedStyle(text).paddingInlineStart) >= room || text.closest('.passage-slot') !== null
  }

  readonly #follow = ({ target, clientX, clientY, pointerType }: PointerEvent): void => {
    if (this.#drag || pointerType === 'touch' || this.#isAtCaret() || !(target instanceof Element)) return
    cancelAnimationFrame(this.#frame)
    const isElsewhere = target.closest('.page-surface') !== this.#host
    this.#frame = requestAnimationFrame(() => {
      if (this.#box.contains(target)) return
      const { view } = this.#parts.editor
      const unit = isElsewhere || clientY > view.dom.getBoundingClientRect().bottom ? null : unitBeside(view, clientX, clientY)
      if (unit) this.#show(unit)
      else this.#hide()
    })
  }


  #show(unit: Unit): void {
    const { editor: { view, isEditable } } = this.#parts
    const dom = view.nodeDOM(unit.position)
    if (!isEditable || !(dom instanceof Element)) return this.#hide()
    const [own, host] = [dom.getBoundingClientRect(), this.#host.getBoundingClientRect()]
    const line = firstLine(unit, view.coordsAtPos.bind(view)) ?? own
    this.#id = idOf(unit)
    this.#position = unit.position
    this.#box.dataset['place'] = this.#isAtCaret() ? 'end' : 'start'
    this.#box.hidden = false
    this.#box.style.top = `${(line.top + Math.min(line.bottom, line.top + 40)) / 2 - host.top}px`
  }

  #hide(): void {
    cancelAnimationFrame(this.#frame)
    this.#box.hidden = true
  }

  /** The one it stands beside, wherever that is now. */
  #unit(): Unit | null {
    const { doc } = this.#parts.editor.state
    if (this.#id !== null) return unitById(doc, this.#id)
    return this.#position < doc.content.size ? unitAt(doc.resolve(this.#position)) : null
  }

  readonly #look = ({ transaction: { docChanged, selectionSet } }: { transaction: { docChanged: boolean, selectionSet: boolean } }): void => {
    if (this.#drag) return
    if (docChanged) this.#hide()
    if (docChanged || selectionSet) this.#showAtCaret()
  }

  readonly #showAtCaret = (): void => {
    if (!this.#isAtCaret()) return
    cancelAnimationFrame(this.#frame)
    this.#frame = requestAnimationFrame(() => {
      const { editor } = this.#parts
      const unit = !editor.isDestroyed && editor.isFocused ? unitOfCaret(editor.state) : null
      if (unit) this.#show(unit)
    })
  }

  /** The block becomes chosen, unless it is one of those that are. */
  #choose(): boolean {
    const { view, state } = this.#parts.editor
    const unit = this.#unit()
    if (!unit) return false
    if (!chosenBlocks(state).some(({ position }) => position === unit.position)) choose(view, unit, { isNew: true })
    return true
  }

  #openMenu(): void {
    if (this.#choose()) this.#parts.openMenu(this.#grip)
  }

  readonly #press = (down: PointerEvent): void => {
    if (down.button !== 0) return
    down.preventDefault()
    this.#grip.setPointerCapture(down.pointerId)
    const pressing = new AbortController()
    const { signal } = pressing
    const end = (act: () => void) => () => { pressing.abort(); act(); this.#drag = null }
    this.#grip.addEventListener('pointermove', move => this.#pull(down, move), { signal })
    this.#grip.addEventListener('pointerup', end(() => { if (this.#drag) this.#drop(this.#drag); else this.#openMenu() }), { signal })
    this.#grip.addEventListener('pointercancel', end(() => this.#drag?.stop()), { signal })
    window.addEventListener('keydown', event => {
      if (event.key !== 'Escape') return
      event.preventDefault()
      event.stopPropagation()
      end(() => this.#drag?.stop())()
    }, { capture: true, signal })
  }

  #pull(down: PointerEvent, { clientX, clientY }: PointerEvent): void {
    const most = tremble[down.pointerType as keyof typeof tremble] ?? tremble.mouse
    if (!this.#drag && Math.hypot(clientX - down.clientX, clientY - down.clientY) < most) return
    if (!this.#drag && this.#choose()) this.#drag = new BlockDrag(this.#parts.editor, this.#host)
    this.#drag?.to(clientX, clientY)
  }

  #drop(drag: BlockDrag): void {
    const { editor, words } = this.#parts
    const isMoved = drag.drop()
    this.#hide()
    if (isMoved) announce(words.dropped)
    editor.view.focus()
    if (chosenBlocks(editor.state).length === 1) chooseNone(editor.view)
  }
}

function button(name: string, label: string): HTMLButtonElement {
  const made = document.createElement('button')
  setUp(made, name, label)
  // The caret stays in the text.
  made.addEventListener('pointerdown', event => event.preventDefault())
  return made
}

function setUp(made: HTMLButtonElement, name: string, label: string): void {
  made.type = 'button'
  made.className = name
  made.tabIndex = -1
  made.title = label
  made.setAttribute('aria-label', label)
}

/** Of words, the first line; null: it has none. */
function firstLine({ node, position }: Unit, coordsAt: (position: number) => { top: number, bottom: number }): { top: number, bottom: number } | null {
  let at: number | null = null
  if (node.isTextblock) at = position + 1
  else node.descendants((inner, offset) => { if (inner.isTextblock) at ??= position + 2 + offset; return at === null })
  return at === null ? null : coordsAt(at)
}
