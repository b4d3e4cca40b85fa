import type { PersonHere } from '../documents/people-here.ts'
import { caretElement } from './caret-look.ts'

/** pixels around a caret within which the pointer asks whose it is */
const nearness = 8

/**
 * A name stands at a caret while it moves and goes after a few seconds, so that it covers nobody's words; it comes back
 * with the next movement, or when the pointer comes near. The going is an animation of the style sheet.
 */
export class CaretLabels {
  readonly #carets = new Map<number, { element: HTMLElement, place: string }>()
  readonly #listening = new AbortController()
  #frame = 0

  draw(clientId: number, person: PersonHere): HTMLElement {
    const element = caretElement(person)
    this.#carets.set(clientId, { element, place: this.#carets.get(clientId)?.place ?? '' })
    return element
  }

  /** @param place anything that differs when the caret has moved */
  isAt(clientId: number, place: string): void {
    const caret = this.#carets.get(clientId)
    if (!caret || caret.place === place) return
    caret.place = place
    wake(caret.element)
  }

  /** The carets take no part in pointing (a click must reach the text below), so the pointer's place is compared. */
  watchPointer(text: HTMLElement): void {
    text.addEventListener('pointermove', ({ clientX, clientY }) => {
      cancelAnimationFrame(this.#frame)
      this.#frame = requestAnimationFrame(() => this.#wakeNear(clientX, clientY))
    }, { passive: true, signal: this.#listening.signal })
  }

  stop(): void {
    cancelAnimationFrame(this.#frame)
    this.#listening.abort()
  }

  #wakeNear(x: number, y: number): void {
    for (const [clientId, { element }] of this.#carets) {
      if (!element.isConnected) this.#carets.delete(clientId)
      else if (isNear(element.getBoundingClientRect(), x, y)) wake(element)
    }
  }
}

/** The label is a pseudo-element: only its animations can be reached. */
const wake = (element: HTMLElement): void => element.getAnimations({ subtree: true }).forEach(animation => {
  animation.currentTime = 0
  animation.play()
})

const isNear = ({ left, right, top, bottom }: DOMRect, x: number, y: number): boolean =>
  x >= left - nearness && x <= right + nearness && y >= top - nearness && y <= bottom + nearness
