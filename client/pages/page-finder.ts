import type { Editor } from '@tiptap/core'
import type { EditorState } from '@tiptap/pm/state'
import { finderOf, nothingWanted, type Wanted } from '@kopa/shared/pages/find-text.ts'
import { createContext } from 'react'
import { type Asked, type Hit, marksIn, order } from './find-marks.ts'
import { beginUndoStep } from './undo-steps.ts'

/** count: found in all texts; at: which of them is the current one, from 1; 0: none. opened: how often it was asked to open. */
export interface FindState { isOpen: boolean, isReplacing: boolean, opened: number, wanted: Wanted, count: number, at: number }

interface Place { editor: Editor, hit: Hit, index: number }

const longestAsked = 200

/** Finding within a page: its text and the passages that stand in it are several editors, and are gone through as they are read. */
export class PageFinder {
  readonly #texts = new Set<Editor>()
  readonly #listeners = new Set<() => void>()
  #state: FindState = { isOpen: false, isReplacing: false, opened: 0, wanted: nothingWanted, count: 0, at: 0 }
  #asked: Asked | null = null
  /** Where the person was who opened it. */
  #from: Editor | null = null

  readonly state = (): FindState => this.#state

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  /** A text of the page is there; returns the way to say that it goes. */
  join(editor: Editor): () => void {
    this.#texts.add(editor)
    const look = ({ transaction: { docChanged } }: { transaction: { docChanged: boolean } }) => { if (docChanged && this.#state.isOpen) this.#count() }
    editor.on('transaction', look)
    if (this.#asked) queueMicrotask(() => this.#mark(editor))
    return () => {
      editor.off('transaction', look)
      this.#texts.delete(editor)
      if (this.#from === editor) this.#from = null
      if (this.#state.isOpen) this.#count()
    }
  }

  open(editor: Editor, { isReplacing }: { isReplacing: boolean }): void {
    this.#from = editor
    const words = selectedWords(editor.state) || this.#state.wanted.words
    this.#tell({ isOpen: true, isReplacing: isReplacing || this.#state.isReplacing, opened: this.#state.opened + 1 })
    this.ask({ words })
  }

  setReplacing(isReplacing: boolean): void {
    this.#tell({ isReplacing })
  }

  ask(changed: Partial<Wanted>): void {
    const wanted = { ...this.#state.wanted, ...changed }
    const before = this.#all().find(isCurrent)
    this.#tell({ wanted })
    this.#asked = { look: finderOf(wanted), known: new WeakMap() }
    for (const editor of this.#texts) editor.view.dispatch(order(editor.state, { asked: this.#asked, current: -1 }))
    const all = this.#all()
    const here = before?.editor ?? this.#from
    const from = before?.hit.from ?? here?.state.selection.from ?? 0
    const place = all.find(({ editor, hit }) => editor === here && hit.from >= from) ?? all[0]
    if (place) this.#choose(place)
    this.#count()
  }

  step(by: 1 | -1): void {
    const all = this.#all()
    const now = all.findIndex(isCurrent)
    const place = all[now < 0 ? 0 : (now + by + all.length) % all.length]
    if (place) this.#choose(place)
    this.#count()
  }

  /** The current one; the next becomes current. */
  replace(words: string): void {
    const all = this.#all()
    const now = all.findIndex(isCurrent)
    const place = all[now]
    if (!place || place.hit.isFixed) return this.step(1)
    replaceIn(place.editor, [place.hit], words)
    const made = marksIn(place.editor.state).hits.filter(({ from, to }) => from >= place.hit.from && to <= place.hit.from + words.length).length
    const left = this.#all()
    const next = left[now + made] ?? left[0]
    if (next) this.#choose(next)
    this.#count()
  }

  /** One step of undo in each text. @returns how many, and how to take it back */
  replaceAll(words: string): { count: number, undo: () => void } {
    const changed = [...this.#texts].map(editor => ({ editor, hits: marksIn(editor.state).hits.filter(({ isFixed }) => !isFixed) })).filter(({ hits }) => hits.length > 0)
    for (const { editor, hits } of changed) replaceIn(editor, hits, words)
    this.#count()
    return { count: changed.reduce((sum, { hits }) => sum + hits.length, 0), undo: () => { for (const { editor } of changed) if (!editor.isDestroyed) editor.commands.undo() } }
  }

  /** The keyboard goes back to the text: to what was found last, or where it was. */
  close(): void {
    if (!this.#state.isOpen) return
    const place = this.#all().find(isCurrent)
    this.#asked = null
    for (const editor of this.#texts) editor.view.dispatch(order(editor.state, { asked: null }))
    this.#tell({ isOpen: false, isReplacing: false, count: 0, at: 0 })
    const editor = place?.editor ?? this.#from ?? [...this.#texts][0]
    if (!editor || editor.isDestroyed) return
    if (place) editor.commands.setTextSelection({ from: place.hit.from, to: place.hit.to })
    editor.view.focus()
  }

  #mark(editor: Editor): void {
    if (!this.#asked || editor.isDestroyed) return
    editor.view.dispatch(order(editor.state, { asked: this.#asked, current: -1 }))
    this.#count()
  }

  #choose({ editor, index }: Place): void {
    for (const other of this.#texts) if (other !== editor && marksIn(other.state).current >= 0) other.view.dispatch(order(other.state, { current: -1 }))
    editor.view.dispatch(order(editor.state, { current: index }))
    const mark = editor.view.dom.querySelector('.found-current')
    if (!mark) return
    // As browsers do when they find something in what is folded up.
    mark.dispatchEvent(new Event('beforematch', { bubbles: true }))
    mark.scrollIntoView({ block: 'nearest' })
  }

  #count(): void {
    const all = this.#all()
    const [count, at] = [all.length, all.findIndex(isCurrent) + 1]
    if (count !== this.#state.count || at !== this.#state.at) this.#tell({ count, at })
  }

  /** In the order in which they are read: what is found in a passage stands between what is found before and behind it. */
  #all(): Place[] {
    const texts = [...this.#texts].filter(({ isDestroyed }) => !isDestroyed)
    const page = texts.find(({ view }) => !texts.some(other => other.view.dom !== view.dom && other.view.dom.contains(view.dom)))
    const all = texts.flatMap(editor => {
      const inside = page && editor !== page ? page.view.posAtDOM(slotOf(editor), 0) : null
      return marksIn(editor.state).hits.map((hit, index) => ({ editor, hit, index, at: inside ?? hit.from }))
    })
    return texts.length > 1 ? all.toSorted((a, b) => a.at - b.at || Number(a.editor === page) - Number(b.editor === page) || a.hit.from - b.hit.from) : all
  }

  #tell(changed: Partial<FindState>): void {
    this.#state = { ...this.#state, ...changed }
    this.#listeners.forEach(listener => listener())
  }
}

/** Passages in a page are found together with it. */
export const FinderContext = createContext<PageFinder | null>(null)

const isCurrent = ({ editor, index }: Place): boolean => marksIn(editor.state).current === index
const slotOf = ({ view: { dom } }: Editor): Element => dom.closest('.passage-slot') ?? dom

function selectedWords({ selection: { empty, $from, $to }, doc }: EditorState): string {
  const isOneLine = !empty && $from.sameParent($to) && $to.pos - $from.pos <= longestAsked
  return isOneLine ? doc.textBetween($from.pos, $to.pos) : ''
}

/** As many as there are, in one step of undo. From the end, so that what comes before stays where it was found. */
function replaceIn(editor: Editor, hits: readonly Hit[], words: string): void {
  const { state, view } = editor
  const change = state.tr
  for (const { from, to } of hits.toReversed()) {
    const marks = state.doc.resolve(from).marksAcross(state.doc.resolve(to)) ?? []
    change.replaceWith(from, to, words === '' ? [] : state.schema.text(words, marks))
  }
  beginUndoStep(state)
  view.dispatch(change)
  beginUndoStep(view.state)
}
