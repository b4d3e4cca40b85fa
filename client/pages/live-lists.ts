import type { LiveTaskList } from '@kopa/shared/pages/live-tasks.ts'
import { readLiveTasks, writeLiveTasks } from '@kopa/shared/pages/live-tasks.ts'
import type { Editor, NodeViewRenderer } from '@tiptap/core'
import { NodeSelection, Plugin } from '@tiptap/pm/state'
import { Extension } from '@tiptap/core'
import { type ComponentType, createContext } from 'react'
import { beginUndoStep } from './undo-steps.ts'

/** A list of tasks as a page has it; whoever puts capabilities together draws it. */
export interface LiveListProps {
  list: LiveTaskList
  isEditable: boolean
  /** only the own company reads what it stands in */
  isPrivate: boolean
  /** another board, filter, grouping or fields: one act of the page */
  change: (change: Partial<LiveTaskList>) => void
  remove: () => void
  /** The keyboard goes back to the page's text, below the list. */
  leave: () => void
}

export const LiveListsContext = createContext<ComponentType<LiveListProps> | null>(null)

/** One list where it stands in an editor. */
export interface PlacedList { readonly key: number, readonly host: HTMLElement, readonly list: LiveTaskList, readonly change: LiveListProps['change'], readonly remove: () => void, readonly leave: () => void }

/** The lists of an editor: ProseMirror keeps an element for each, into which React draws. */
export class LiveLists {
  #placed: readonly PlacedList[] = []
  #last = 0
  readonly #listeners = new Set<() => void>()

  readonly placed = (): readonly PlacedList[] => this.#placed

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  add(placed: Omit<PlacedList, 'key'>): number {
    const key = ++this.#last
    this.#set([...this.#placed, { key, ...placed }])
    return key
  }

  change(key: number, list: LiveTaskList): void {
    this.#set(this.#placed.map(placed => (placed.key === key ? { ...placed, list } : placed)))
  }

  drop(key: number): void {
    this.#set(this.#placed.filter(placed => placed.key !== key))
  }

  /** Later: ProseMirror may be drawing while React is. */
  #set(placed: readonly PlacedList[]): void {
    this.#placed = placed
    queueMicrotask(() => this.#listeners.forEach(listener => listener()))
  }
}

/** The element for a list; what happens inside is none of the editor's. */
export const liveListView = (lists: LiveLists): NodeViewRenderer => ({ node, editor, getPos }) => {
  const dom = document.createElement('div')
  dom.className = 'live-tasks'
  dom.contentEditable = 'false'
  let { attrs } = node
  const show = () => { if (typeof attrs['id'] === 'string') dom.dataset['id'] = attrs['id'] }
  show()
  const key = lists.add({
    host: dom, list: readLiveTasks(attrs),
    change: change => changeList(editor, getPos(), { ...readLiveTasks(attrs), ...change }),
    remove: () => removeList(editor, getPos()),
    leave: () => leaveList(editor, getPos()),
  })
  return {
    dom,
    update: next => {
      if (next.type !== node.type) return false
      if (attrs !== next.attrs) {
        attrs = next.attrs
        show()
        lists.change(key, readLiveTasks(attrs))
      }
      return true
    },
    stopEvent: event => !event.type.startsWith('drag') && event.type !== 'drop',
    ignoreMutation: () => true,
    destroy: () => lists.drop(key),
  }
}

function changeList(editor: Editor, position: number | undefined, list: LiveTaskList): void {
  if (position === undefined || !editor.isEditable) return
  beginUndoStep(editor.state)
  const { tr } = editor.state
  for (const [name, value] of Object.entries(writeLiveTasks(list))) tr.setNodeAttribute(position, name, value)
  editor.view.dispatch(tr)
  beginUndoStep(editor.state)
}

function removeList(editor: Editor, position: number | undefined): void {
  const node = position === undefined ? null : editor.state.doc.nodeAt(position)
  if (position === undefined || !node) return
  beginUndoStep(editor.state)
  editor.chain().deleteRange({ from: position, to: position + node.nodeSize }).focus().run()
}

/** Behind it; a list at the very end gets a line below. */
function leaveList(editor: Editor, position: number | undefined): void {
  if (position === undefined) return
  const after = position + 1
  if (editor.isEditable && after >= editor.state.doc.content.size) editor.chain().insertContentAt(after, { type: 'paragraph' }).focus(after + 1).run()
  else editor.chain().setTextSelection(after + 1).focus().run()
}

/** Enter on a list that is selected goes into it. */
export const LiveListKeys = Extension.create({
  name: 'liveListKeys',
  addProseMirrorPlugins: () => [new Plugin({
    props: {
      handleKeyDown: (view, { key }) => {
        const { selection } = view.state
        if (key !== 'Enter' || !(selection instanceof NodeSelection) || selection.node.type.name !== 'liveTasks') return false
        const dom = view.nodeDOM(selection.from)
        const first = dom instanceof HTMLElement ? dom.querySelector<HTMLElement>('[data-list-first], button, input, select, a') : null
        first?.focus()
        return first !== null
      },
    },
  })],
})
