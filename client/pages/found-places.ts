import { askedWords } from '@kopa/shared/search/fold.ts'
import { marksOf, type Wanted, wantedOf } from '@kopa/shared/search/snippet.ts'

/** So many are marked. */
const most = 500
const surface = '.page-surface, .page-text'

export interface FoundPlaces { count: number, /** which one the reader is at, from 0 */ at: number }

/**
 * Marks words in the page that is shown, as a highlight of the browser: nothing is drawn anew under what somebody may be typing, and the words before
 * the editor are marked as those in it. They are looked for again whenever the text changes.
 */
export class FoundInText {
  readonly #wanted: Wanted
  readonly #tell: (places: FoundPlaces) => void
  readonly #observer = new MutationObserver(() => { this.#frame ||= requestAnimationFrame(() => { this.#frame = 0; this.#look() }) })
  #frame = 0
  #ranges: Range[] = []
  #at = 0
  #isShown = false

  constructor(words: string, tell: (places: FoundPlaces) => void) {
    this.#wanted = wantedOf(askedWords(words))
    this.#tell = tell
  }

  start(root: HTMLElement): void {
    this.#observer.observe(root, { childList: true, characterData: true, subtree: true })
    this.#look()
  }

  stop(): void {
    this.#observer.disconnect()
    cancelAnimationFrame(this.#frame)
    this.#mark([])
  }

  /** To the next one, or the one before: the first follows the last. */
  step(by: number): void {
    if (this.#ranges.length === 0) return
    this.#at = (this.#at + by + this.#ranges.length) % this.#ranges.length
    this.#mark(this.#ranges)
    this.#scroll()
  }

  #look(): void {
    const ranges = [...document.querySelectorAll(surface)].filter(element => !element.parentElement?.closest(surface)).flatMap(element => rangesIn(element, this.#wanted)).slice(0, most)
    this.#at = Math.min(this.#at, Math.max(0, ranges.length - 1))
    this.#mark(ranges)
    if (this.#isShown || ranges.length === 0) return
    this.#isShown = true
    this.#scroll()
  }

  #mark(ranges: Range[]): void {
    this.#ranges = ranges
    const here = ranges[this.#at]
    if ('highlights' in CSS) {
      CSS.highlights.set('found', new Highlight(...ranges.filter(range => range !== here)))
      CSS.highlights.set('found-here', new Highlight(...here ? [here] : []))
      if (ranges.length === 0) for (const name of ['found', 'found-here']) CSS.highlights.delete(name)
    }
    this.#tell({ count: ranges.length, at: this.#at })
  }

  #scroll(): void {
    const node = this.#ranges[this.#at]?.startContainer
    const element = node instanceof Element ? node : node?.parentElement
    element?.scrollIntoView({ block: 'center' })
  }
}

function rangesIn(element: Element, wanted: Wanted): Range[] {
  const ranges: Range[] = []
  const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT)
  for (let node = walker.nextNode(); node && ranges.length < most; node = walker.nextNode()) {
    for (const [from, to] of marksOf(node.textContent ?? '', wanted, most)) {
      const range = new Range()
      range.setStart(node, from)
      range.setEnd(node, to)
      ranges.push(range)
    }
  }
  return ranges
}
