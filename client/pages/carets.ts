import { Extension } from '@tiptap/core'
import type { Node } from '@tiptap/pm/model'
import { type EditorState, Plugin, PluginKey } from '@tiptap/pm/state'
import { Decoration, DecorationSet, type EditorView } from '@tiptap/pm/view'
import { absolutePositionToRelativePosition, relativePositionToAbsolutePosition, ySyncPluginKey } from '@tiptap/y-tiptap'
import type { Awareness } from 'y-protocols/awareness'
import * as Y from 'yjs'
import { type PersonHere, readPerson } from '../documents/people-here.ts'
import { isRemote } from '@kopa/shared/pages/page-schema.ts'
import { CaretLabels } from './caret-labels.ts'
import { selectionLook } from './caret-look.ts'
import { readPendingSelection } from './pending-selection.ts'

interface Binding { doc: Y.Doc, type: Y.XmlFragment, mapping: Map<unknown, unknown> }
interface Caret { clientId: number, person: PersonHere, anchor: number, head: number, place: string }

const key = new PluginKey<DecorationSet>('carets')

/** Where the others are, and telling them where I am. After Collaboration, so that the binding knows the newest text. */
export const Carets = Extension.create<{ awareness: Awareness | null, myId: string }>({
  name: 'carets',
  priority: 900,
  addOptions: () => ({ awareness: null, myId: '' }),
  addProseMirrorPlugins() {
    const { awareness, myId } = this.options
    if (!awareness) return []
    const labels = new CaretLabels()
    return [new Plugin<DecorationSet>({
      key,
      state: {
        init: () => DecorationSet.empty,
        apply: (transaction, drawn, _before, state) => {
          if (transaction.getMeta(key) || (isRemote(transaction) && transaction.docChanged)) return draw(state, awareness, myId, labels)
          return transaction.docChanged ? drawn.map(transaction.mapping, transaction.doc) : drawn
        },
      },
      props: { decorations: state => key.getState(state) },
      view: view => new CaretView(view, awareness, labels),
    })]
  },
})

class CaretView {
  readonly #awareness: Awareness
  readonly #view: EditorView
  readonly #labels: CaretLabels
  #frame = 0
  #told = ''
  #drawn: DecorationSet | undefined

  constructor(view: EditorView, awareness: Awareness, labels: CaretLabels) {
    this.#view = view
    this.#labels = labels
    labels.watchPointer(view.dom)
    this.#awareness = awareness
    awareness.on('change', this.#redrawSoon)
    view.dom.addEventListener('focusin', this.#tell)
    view.dom.addEventListener('focusout', this.#tell)
    this.#redrawSoon()
  }

  update(): void {
    this.#tell()
    this.#showMoved()
  }

  destroy(): void {
    cancelAnimationFrame(this.#frame)
    this.#labels.stop()
    this.#awareness.off('change', this.#redrawSoon)
    this.#view.dom.removeEventListener('focusin', this.#tell)
    this.#view.dom.removeEventListener('focusout', this.#tell)
    if (this.#told) this.#awareness.setLocalStateField('cursor', null)
  }

  /** Carets move often and all at once: once a frame is enough, and never under a character being composed. */
  readonly #redrawSoon = (): void => {
    if (this.#frame) return
    this.#frame = requestAnimationFrame(() => {
      this.#frame = 0
      if (this.#view.composing) return this.#redrawSoon()
      if (this.#view.isDestroyed) return
      readPendingSelection(this.#view)
      this.#view.dispatch(this.#view.state.tr.setMeta(key, 'moved').setMeta('addToHistory', false))
    })
  }

  #showMoved(): void {
    const drawn = key.getState(this.#view.state)
    if (drawn === this.#drawn) return
    this.#drawn = drawn
    for (const { spec } of drawn?.find() ?? []) if ('place' in spec) this.#labels.isAt(spec.clientId, spec.place)
  }

  readonly #tell = (): void => {
    const cursor = this.#view.hasFocus() ? cursorOf(this.#view.state) : null
    const words = cursor ? JSON.stringify(cursor) : ''
    if (words === this.#told) return
    this.#told = words
    this.#awareness.setLocalStateField('cursor', cursor)
  }
}

function bindingOf(state: EditorState): Binding | null {
  const binding = (ySyncPluginKey.getState(state) as { binding?: Binding } | undefined)?.binding
  return binding && binding.mapping.size > 0 ? binding : null
}

function cursorOf(state: EditorState): { anchor: unknown, head: unknown } | null {
  const binding = bindingOf(state)
  if (!binding) return null
  const place = (position: number) => absolutePositionToRelativePosition(position, binding.type, binding.mapping as never) as Y.RelativePosition
  return { anchor: Y.relativePositionToJSON(place(state.selection.anchor)), head: Y.relativePositionToJSON(place(state.selection.head)) }
}

function draw(state: EditorState, awareness: Awareness, myId: string, labels: CaretLabels): DecorationSet {
  const binding = bindingOf(state)
  if (!binding) return DecorationSet.empty
  const carets = [...awareness.getStates()].flatMap(([clientId, presence]) => {
    if (clientId === binding.doc.clientID) return []
    const caret = readCaret(clientId, presence, myId, binding, state.doc)
    return caret ? [caret] : []
  })
  return DecorationSet.create(state.doc, carets.flatMap(caret => decorate(caret, labels)))
}

function readCaret(clientId: number, presence: unknown, myId: string, binding: Binding, doc: Node): Caret | null {
  const person = readPerson(presence, myId)
  const { cursor } = (presence ?? {}) as { cursor?: { anchor: unknown, head: unknown } | null }
  if (!person || !cursor) return null
  const anchor = positionOf(cursor.anchor, binding)
  const head = positionOf(cursor.head, binding)
  if (anchor === null || head === null) return null
  const { size } = doc.content
  const $head = doc.resolve(Math.min(head, size))
  return { clientId, person, anchor: Math.min(anchor, size), head: $head.pos, place: `${JSON.stringify(cursor)} ${$head.parentOffset}` }
}

function positionOf(place: unknown, { doc, type, mapping }: Binding): number | null {
  try {
    return relativePositionToAbsolutePosition(doc, type, Y.createRelativePositionFromJSON(place), mapping as never)
  } catch {
    return null // somebody's client sent a place that Yjs cannot read
  }
}

/** The keys hold no position: a caret that moves keeps its element, and nothing is built anew beside the words being typed. */
function decorate({ clientId, person, anchor, head, place }: Caret, labels: CaretLabels): Decoration[] {
  const caret = Decoration.widget(head, () => labels.draw(clientId, person), { key: `caret-${clientId}-${person.userId}`, side: 10, ignoreSelection: true, clientId, place })
  if (anchor === head) return [caret]
  return [caret, Decoration.inline(Math.min(anchor, head), Math.max(anchor, head), selectionLook(person), { inclusiveEnd: true })]
}
