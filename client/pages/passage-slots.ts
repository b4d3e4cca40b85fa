import { type Editor, Extension } from '@tiptap/core'
import type { Node } from '@tiptap/pm/model'
import { type EditorState, Plugin, PluginKey, TextSelection } from '@tiptap/pm/state'
import { Decoration, DecorationSet, type EditorView } from '@tiptap/pm/view'
import { isRemote } from '@kopa/shared/pages/page-schema.ts'
import { type PlacedPassage, placePassages } from '@kopa/shared/pages/passages.ts'

/** From which side the caret comes. */
export type Entrance = 'start' | 'end'

/**
 * The places between a page's blocks where the own company's passages stand. ProseMirror keeps an element at each place and knows nothing of
 * what is in it; React draws a passage, with an editor of its own, into that element.
 */
export class PassageSlots {
  #passages: readonly PlacedPassage[] = []
  readonly #hosts = new Map<string, HTMLElement>()
  readonly #entrances = new Map<string, (from: Entrance) => void>()
  #view: EditorView | null = null
  #writing: Element | null = null
  /** Puts a new passage where the caret is; null: nobody may, or there is nobody to keep it from. */
  #add: (() => void) | null = null

  /** Only the page's own element for a passage: it stays the same for as long as the passage is there, wherever it stands. */
  hostOf(id: string): HTMLElement {
    const known = this.#hosts.get(id)
    if (known) return known
    const host = document.createElement('div')
    host.className = 'passage-slot'
    this.#hosts.set(id, host)
    return host
  }

  show(passages: readonly PlacedPassage[]): void {
    this.#passages = passages
    const there = new Set(passages.map(({ id }) => id))
    for (const id of this.#hosts.keys()) if (!there.has(id)) this.#hosts.delete(id)
    this.#redraw()
  }

  /** How the caret comes into a passage. Returns the way to forget it. */
  onEnter(id: string, enter: (from: Entrance) => void): () => void {
    this.#entrances.set(id, enter)
    return () => { this.#entrances.delete(id) }
  }

  enter(id: string, from: Entrance): boolean {
    const enter = this.#entrances.get(id)
    enter?.(from)
    return enter !== undefined
  }

  /** The caret leaves a passage for what stands beside it, another passage or the text around; false: there is nothing on that side. */
  leave(id: string, to: 'above' | 'below', { isOut = false }: { isOut?: boolean } = {}): boolean {
    const view = this.#view
    const [place] = view ? drawnIn(view.state).find(undefined, undefined, spec => spec['passage'] === id) : []
    if (!view || !place) return false
    const there = passagesAt(view.state, place.from)
    const next = isOut ? undefined : there[there.indexOf(id) + (to === 'above' ? -1 : 1)]
    if (next !== undefined && this.enter(next, to === 'above' ? 'end' : 'start')) return true
    const $at = view.state.doc.resolve(place.from)
    const beside = to === 'above' ? $at.nodeBefore : $at.nodeAfter
    if (!beside) return false
    view.dispatch(view.state.tr.setSelection(TextSelection.near($at, to === 'above' ? -1 : 1)).scrollIntoView())
    view.focus()
    return true
  }

  get add(): (() => void) | null {
    return this.#add
  }

  /** Returns the way to say that nobody may any more. */
  onAdd(add: () => void): () => void {
    this.#add = add
    return () => { if (this.#add === add) this.#add = null }
  }

  attach(view: EditorView): void {
    this.#view = view
    if (this.#passages.length > 0) queueMicrotask(() => this.#redraw())
  }

  detach(view: EditorView): void {
    if (this.#view === view) this.#view = null
  }

  /** An element that is put elsewhere in the page loses the keyboard: whoever writes in a passage that is moved goes on. */
  #noteWriter(): void {
    const writing = document.activeElement
    if (writing && [...this.#hosts.values()].some(host => host.contains(writing))) this.#writing = writing
  }

  keepWriter(): void {
    const writing: (Element & { editor?: Editor }) | null = this.#writing
    this.#writing = null
    if (!writing?.isConnected || document.activeElement === writing) return
    if (writing.editor) writing.editor.view.focus()
    else if (writing instanceof HTMLElement) writing.focus({ preventScroll: true })
  }

  draw(doc: Node): DecorationSet {
    this.#noteWriter()
    if (this.#passages.length === 0) return DecorationSet.empty
    const ids = idsOf(doc)
    const placed = placePassages(this.#passages, ids)
    const drawn: Decoration[] = []
    doc.forEach((_block, position, index) => drawn.push(...this.#widgets(placed.get(index), position)))
    drawn.push(...this.#widgets(placed.get(ids.length), doc.content.size))
    return DecorationSet.create(doc, drawn)
  }

  #widgets(passages: PlacedPassage[] | undefined, position: number): Decoration[] {
    return (passages ?? []).map(({ id }, index) => Decoration.widget(position, () => this.hostOf(id), {
      key: `passage-${id}`, passage: id, nth: index, side: index - 1_000, ignoreSelection: true, stopEvent: () => true,
    }))
  }

  #redraw(): void {
    const view = this.#view
    if (view && !view.isDestroyed) view.dispatch(view.state.tr.setMeta(key, true).setMeta('addToHistory', false))
  }
}

/** The ids of a page's blocks in their order. */
export function idsOf(doc: Node): (string | null)[] {
  const ids: (string | null)[] = []
  doc.forEach(({ attrs }) => { ids.push(typeof attrs['id'] === 'string' ? attrs['id'] : null) })
  return ids
}

interface Parts { slots: PassageSlots | null }

/** Where an editor keeps passages; null: it is none of a page. */
export const slotsOf = (editor: Editor): PassageSlots | null => (editor.storage as unknown as Record<string, Parts | undefined>)['passagePlaces']?.slots ?? null

const key = new PluginKey<DecorationSet>('passages')
/** In the order in which they are read. */
const passagesAt = (state: EditorState, place: number): string[] => drawnIn(state).find(place, place)
  .filter(({ from }) => from === place)
  .toSorted((a, b) => Number(a.spec['nth']) - Number(b.spec['nth']))
  .flatMap(({ spec }) => (typeof spec['passage'] === 'string' ? [spec['passage']] : []))

const drawnIn = (state: EditorState): DecorationSet => key.getState(state) ?? DecorationSet.empty

export const PassagePlaces = Extension.create<Parts, Parts>({
  name: 'passagePlaces',
  addOptions: () => ({ slots: null }),
  addStorage() { return { slots: this.options.slots } },
  addProseMirrorPlugins() {
    const { slots } = this.options
    if (!slots) return []
    return [new Plugin<DecorationSet>({
      key,
      state: {
        init: (_config, { doc }) => slots.draw(doc),
        apply: (transaction, drawn, before, after) => {
          if (transaction.getMeta(key)) return slots.draw(after.doc)
          if (!transaction.docChanged || drawn === DecorationSet.empty) return drawn
          // Words change all the time, the order of blocks seldom. What others wrote comes as a whole new document: nothing could be followed through it.
          return !isRemote(transaction) && haveSameBlocks(before.doc, after.doc) ? drawn.map(transaction.mapping, transaction.doc) : slots.draw(after.doc)
        },
      },
      props: {
        decorations: state => key.getState(state),
        handleKeyDown: (view, event) => enterBeside(view, event, slots),
      },
      view: view => {
        slots.attach(view)
        return { update: () => slots.keepWriter(), destroy: () => slots.detach(view) }
      },
    })]
  },
})

function haveSameBlocks(before: Node, after: Node): boolean {
  if (before.childCount !== after.childCount) return false
  for (let index = 0; index < before.childCount; index++) if (before.child(index).attrs['id'] !== after.child(index).attrs['id']) return false
  return true
}

/** An arrow that would step over a passage leads into it. */
function enterBeside(view: EditorView, { key: pressed, shiftKey, ctrlKey, metaKey, altKey }: KeyboardEvent, slots: PassageSlots): boolean {
  const isDown = pressed === 'ArrowDown'
  if ((!isDown && pressed !== 'ArrowUp') || shiftKey || ctrlKey || metaKey || altKey) return false
  const { $head, empty } = view.state.selection
  if (!empty || $head.depth === 0 || !view.endOfTextblock(isDown ? 'down' : 'up')) return false
  const edge = isDown ? $head.after(1) : $head.before(1)
  if (!isAtEdge($head.pos, edge, view.state.doc, isDown)) return false
  const there = passagesAt(view.state, edge)
  const id = isDown ? there[0] : there.at(-1)
  return id !== undefined && slots.enter(id, isDown ? 'start' : 'end')
}

/** Between the caret and the edge of its outermost block stands no other line. */
function isAtEdge(caret: number, edge: number, doc: Node, isDown: boolean): boolean {
  const [from, to] = isDown ? [caret, edge] : [edge, caret]
  let lines = 0
  doc.nodesBetween(from, to, node => { if (node.isTextblock) lines++ })
  return lines <= 1
}
