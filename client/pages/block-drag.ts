import type { Editor } from '@tiptap/core'
import { type Gap, gapsFor, nearestGap } from './block-gaps.ts'
import { moveTo } from './block-moves.ts'
import { chosenBlocks } from './block-selection.ts'

/** pixels from the edge of what scrolls, within which it does, and how far in a frame at most */
const edge = 56
const fastest = 18

/**
 * Chosen blocks on their way under a pointer. They are known by their ids, and places are measured anew when somebody writes meanwhile.
 * The pointer's own capture says when it ends; Escape puts everything back, for nothing has moved yet.
 */
export class BlockDrag {
  readonly #editor: Editor
  readonly #mark: HTMLElement
  readonly #scroller: Element
  #gaps: readonly Gap[]
  #gap: Gap | null = null
  #pointer = { x: 0, y: 0 }
  #frame = 0

  constructor(editor: Editor, host: HTMLElement) {
    this.#editor = editor
    this.#gaps = gapsFor(editor.view, chosenBlocks(editor.state))
    this.#mark = document.createElement('div')
    this.#mark.className = 'block-drop'
    this.#mark.hidden = true
    host.append(this.#mark)
    this.#scroller = scrollerOf(host)
    editor.on('transaction', this.#measure)
    editor.view.dom.classList.add('is-dragging-blocks')
    this.#frame = requestAnimationFrame(this.#scroll)
  }

  to(x: number, y: number): void {
    this.#pointer = { x, y }
    const origin = this.#editor.view.dom.getBoundingClientRect()
    this.#gap = nearestGap(this.#gaps, x - origin.left, y - origin.top)
    this.#mark.hidden = this.#gap === null
    if (!this.#gap) return
    const own = this.#mark.parentElement?.getBoundingClientRect() ?? origin
    const { y: height, left, right } = this.#gap
    this.#mark.style.top = `${height + origin.top - own.top - 1}px`
    this.#mark.style.left = `${left + origin.left - own.left}px`
    this.#mark.style.width = `${right - left}px`
  }

  /** @returns whether anything has moved */
  drop(): boolean {
    const gap = this.#gap
    this.stop()
    return gap !== null && moveTo(this.#editor, chosenBlocks(this.#editor.state), gap)
  }

  stop(): void {
    cancelAnimationFrame(this.#frame)
    this.#editor.off('transaction', this.#measure)
    this.#mark.remove()
    if (!this.#editor.isDestroyed) this.#editor.view.dom.classList.remove('is-dragging-blocks')
  }

  readonly #measure = ({ transaction }: { transaction: { docChanged: boolean } }): void => {
    if (!transaction.docChanged) return
    this.#gaps = gapsFor(this.#editor.view, chosenBlocks(this.#editor.state))
    this.to(this.#pointer.x, this.#pointer.y)
  }

  readonly #scroll = (): void => {
    const { top, bottom } = this.#scroller.getBoundingClientRect()
    const { y } = this.#pointer
    const [above, below] = [Math.max(0, top) + edge - y, y - (Math.min(bottom, innerHeight) - edge)]
    const by = y === 0 ? 0 : above > 0 ? -speed(above) : below > 0 ? speed(below) : 0
    if (by !== 0) {
      this.#scroller.scrollTop += by
      this.to(this.#pointer.x, y)
    }
    this.#frame = requestAnimationFrame(this.#scroll)
  }
}

const speed = (depth: number): number => Math.min(fastest, 2 + depth / 4)

function scrollerOf(element: Element): Element {
  for (let at = element.parentElement; at; at = at.parentElement) {
    if (/auto|scroll/.test(getComputedStyle(at).overflowY)) return at
  }
  return document.documentElement
}
