import type { RefObject } from 'react'
import type { BoardUi, Landing, Spot } from './board-ui.ts'
import styles from './Card.module.css'
import { scrollAtEdges } from './edge-scroll.ts'

export interface DragParts {
  ui: BoardUi
  root: RefObject<HTMLElement | null>
  cards: (cell: string) => readonly string[]
  /** the cards that go along with this one, in their order */
  carried: (id: string) => readonly string[]
  onDrop: (ids: readonly string[], landing: Landing, from: Spot) => void
}

/** pixels before a press becomes a drag; a finger that moves so far before it has rested scrolls */
const slack = 5
const fingerSlack = 9
/** milliseconds that a finger rests on a card before it lifts it */
const longPress = 320
const noCards: ReadonlySet<string> = new Set()

/**
 * One drag, from the press to the drop. Pointer events and not the browser's own drag and drop: that has no touch on phones,
 * and one way for all pointers is one to keep right.
 */
export class CardDrag {
  readonly #parts: () => DragParts | null
  readonly #card: HTMLElement
  readonly #spot: Spot
  readonly #start: PointerEvent
  readonly #isFinger: boolean
  readonly #listening = new AbortController()
  #ids: readonly string[] = []
  #ghost: HTMLElement | null = null
  #timer: ReturnType<typeof setTimeout> | undefined
  #frame = 0
  #at: { x: number, y: number }

  constructor(press: PointerEvent, { card, spot }: { card: HTMLElement, spot: Spot }, parts: () => DragParts | null) {
    this.#parts = parts
    this.#card = card
    this.#spot = spot
    this.#start = press
    this.#at = { x: press.clientX, y: press.clientY }
    this.#isFinger = press.pointerType === 'touch'
    const { signal } = this.#listening
    window.addEventListener('pointermove', event => this.#moved(event), { signal })
    window.addEventListener('pointerup', event => this.#released(event), { signal })
    window.addEventListener('pointercancel', event => { if (event.pointerId === press.pointerId) this.stop() }, { signal })
    window.addEventListener('keydown', event => this.#pressed(event), { signal, capture: true })
    // A finger that carries a card must not scroll the page; browsers ask only those who listened from the beginning.
    window.addEventListener('touchmove', event => { if (this.#ghost && event.cancelable) event.preventDefault() }, { signal, passive: false })
    window.addEventListener('contextmenu', event => { if (this.#isFinger) event.preventDefault() }, { signal, capture: true })
    if (this.#isFinger) this.#timer = setTimeout(() => this.#lift(), longPress)
  }

  /** Ends it; what was carried stays where it was. */
  stop(): void {
    clearTimeout(this.#timer)
    cancelAnimationFrame(this.#frame)
    this.#listening.abort()
    this.#ghost?.remove()
    if (this.#ghost) this.#parts()?.ui.change({ dragged: noCards, landing: null })
    this.#ghost = null
  }

  #moved(event: PointerEvent): void {
    if (event.pointerId !== this.#start.pointerId) return
    this.#at = { x: event.clientX, y: event.clientY }
    if (this.#ghost) return this.#carry()
    const way = Math.hypot(event.clientX - this.#start.clientX, event.clientY - this.#start.clientY)
    if (this.#isFinger && way > fingerSlack) this.stop()
    else if (!this.#isFinger && way > slack) this.#lift()
  }

  #lift(): void {
    const parts = this.#parts()
    if (!parts || !this.#card.isConnected) return this.stop()
    this.#ids = parts.carried(this.#spot.id)
    this.#ghost = this.#makeGhost()
    if (this.#isFinger) navigator.vibrate?.(8)
    parts.ui.change({ dragged: new Set(this.#ids) })
    this.#carry()
    const scroll = (): void => {
      if (scrollAtEdges(this.#at, parts.root.current)) this.#land()
      this.#frame = requestAnimationFrame(scroll)
    }
    scroll()
  }

  #makeGhost(): HTMLElement {
    const { width } = this.#card.getBoundingClientRect()
    const ghost = this.#card.cloneNode(true) as HTMLElement
    ghost.className = `${styles['card']} ${styles['ghost']} ${this.#ids.length > 1 ? styles['several'] : ''}`
    ghost.removeAttribute('data-card')
    ghost.setAttribute('aria-hidden', 'true')
    ghost.dataset['count'] = String(this.#ids.length)
    ghost.style.inlineSize = `${width}px`
    document.body.append(ghost)
    return ghost
  }

  #carry(): void {
    const card = this.#card.getBoundingClientRect()
    if (this.#ghost) this.#ghost.style.translate = `${this.#at.x - Math.min(card.width / 2, 120)}px ${this.#at.y - 20}px`
    this.#land()
  }

  #land(): void {
    const parts = this.#parts()
    const landing = parts && landingAt(this.#at, parts.cards, new Set(this.#ids))
    const before = parts?.ui.state().landing
    if (landing?.cell !== before?.cell || landing?.after !== before?.after) parts?.ui.change({ landing })
  }

  #released(event: PointerEvent): void {
    if (event.pointerId !== this.#start.pointerId) return
    const parts = this.#parts()
    const landing = parts?.ui.state().landing ?? null
    const wasCarried = this.#ghost !== null
    this.stop()
    if (!wasCarried) return
    swallowClick()
    if (parts && landing) parts.onDrop(this.#ids, landing, this.#spot)
  }

  #pressed(event: KeyboardEvent): void {
    if (event.key !== 'Escape' || !this.#ghost) return
    event.preventDefault()
    event.stopPropagation()
    this.stop()
  }
}

/** The place under a pointer: behind the last card whose middle lies above it. */
function landingAt({ x, y }: { x: number, y: number }, cards: DragParts['cards'], carried: ReadonlySet<string>): Landing | null {
  const element = document.elementFromPoint(x, y)?.closest<HTMLElement>('[data-cell]')
  const cell = element?.dataset['cell']
  if (!element || cell === undefined) return null
  const rest = cards(cell).filter(id => !carried.has(id))
  const drawn = [...element.querySelectorAll<HTMLElement>('[data-card]')].filter(card => !carried.has(card.dataset['card'] ?? ''))
  const below = drawn.map(card => ({ id: card.dataset['card'] ?? '', box: card.getBoundingClientRect() })).toSorted((one, other) => one.box.top - other.box.top)
    .find(({ box }) => y < box.top + box.height / 2)
  if (!below) return { cell, after: rest.at(-1) ?? null }
  return { cell, after: rest[rest.indexOf(below.id) - 1] ?? null }
}

/** The release of a drag is a click too, if it ends where it began. */
function swallowClick(): void {
  const swallow = (event: Event): void => { event.preventDefault(); event.stopPropagation() }
  window.addEventListener('click', swallow, { capture: true, once: true })
  setTimeout(() => window.removeEventListener('click', swallow, { capture: true }))
}
