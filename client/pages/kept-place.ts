/** Where a reader is in a text that is about to be shown by another element with the same words. */
export interface KeepPlace {
  /** What is at the top of the window now, and what is selected. */
  note: () => void
  /** The other element stands in its place: brings the reader back there. */
  restore: () => void
  stop: () => void
}

interface Place { scroller: Element, index: number, top: number }
interface Selected { from: number, to: number }

export function watchPlace(text: HTMLElement): KeepPlace {
  let scroller: Element | null = null
  let place: Place | null = null
  let selected: Selected | null = null
  const around = text.parentElement
  // Asking where it is would lay out all of a long page: only for those who have moved.
  const note = ({ target }: Event) => { if (target instanceof Element && target.contains(text)) scroller = target }
  document.addEventListener('scroll', note, { capture: true, passive: true })
  return {
    note() {
      place = scroller && placeOf(text, scroller)
      selected = selectedIn(text)
    },
    restore() {
      const other = around?.querySelector('.page-text')
      if (!other) return
      if (place) scrollTo(other, place)
      if (selected) select(other, selected)
    },
    stop: () => document.removeEventListener('scroll', note, { capture: true }),
  }
}

function placeOf(text: Element, scroller: Element): Place | null {
  const edge = scroller.getBoundingClientRect().top
  const index = [...text.children].findIndex(block => block.getBoundingClientRect().bottom > edge)
  const block = text.children[index]
  return block ? { scroller, index, top: block.getBoundingClientRect().top } : null
}

function scrollTo(text: Element, { scroller, index, top }: Place): void {
  const block = text.children[index]
  if (block) scroller.scrollTop += block.getBoundingClientRect().top - top
}

function selectedIn(text: Element): Selected | null {
  const selection = getSelection()
  if (!selection?.rangeCount || selection.isCollapsed || !text.contains(selection.anchorNode) || !text.contains(selection.focusNode)) return null
  return { from: offsetOf(text, selection.anchorNode, selection.anchorOffset), to: offsetOf(text, selection.focusNode, selection.focusOffset) }
}

function offsetOf(text: Element, node: Node | null, offset: number): number {
  const end = document.createRange()
  if (node) end.setStart(node, offset)
  else end.setStart(text, text.childNodes.length)
  const walker = document.createTreeWalker(text, NodeFilter.SHOW_TEXT, wordsOnly(text))
  let before = 0
  for (let words = walker.nextNode() as Text | null; words; words = walker.nextNode() as Text | null) {
    if (words === node) return before + offset
    if (end.comparePoint(words, 0) >= 0) break
    before += words.length
  }
  return before
}

function select(text: Element, { from, to }: Selected): void {
  const [anchor, focus] = from < to ? [pointAt(text, from, 'start'), pointAt(text, to, 'end')] : [pointAt(text, from, 'end'), pointAt(text, to, 'start')]
  if (anchor && focus) getSelection()?.setBaseAndExtent(anchor.data, anchor.offset, focus.data, focus.offset)
}

/** What blocks are worked with (a choice of the language of code) is no words of the page; nor is a mention's name, which the editor draws by its style sheet. */
const wordsOnly = (text: Element) => (node: Node): number => {
  const aside = node.parentElement?.closest('[contenteditable="false"], select, .mention') ?? text
  return aside === text || aside.contains(text) ? NodeFilter.FILTER_ACCEPT : NodeFilter.FILTER_REJECT
}

/** Between two lines, a selection starts at the second and ends at the first. */
function pointAt(text: Element, at: number, which: 'start' | 'end'): { data: Text, offset: number } | null {
  const walker = document.createTreeWalker(text, NodeFilter.SHOW_TEXT, wordsOnly(text))
  let before = 0
  for (let node = walker.nextNode() as Text | null; node; node = walker.nextNode() as Text | null) {
    if (at < before + node.length || (which === 'end' && at === before + node.length)) return { data: node, offset: at - before }
    before += node.length
  }
  return null
}
