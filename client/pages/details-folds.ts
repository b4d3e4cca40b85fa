import { Extension } from '@tiptap/core'
import type { Node, ResolvedPos } from '@tiptap/pm/model'
import { Plugin, PluginKey, Selection, type Transaction } from '@tiptap/pm/state'
import { Decoration, DecorationSet, type EditorView } from '@tiptap/pm/view'
import { WithSummaries } from './details-clipboard.ts'
import { isOpened, setOpened } from './open-details.ts'

interface Folds { decorations: DecorationSet }

const folds = new PluginKey<Folds>('detailsFolds')

/** The rest of a block whose line is closed is hidden, yet found by the browser's search, and printed; the caret is never in it. */
export const DetailsFolds = Extension.create({
  name: 'detailsFolds',
  // Before a line break that Ctrl+Enter else is.
  priority: 200,
  addKeyboardShortcuts: () => ({ 'Mod-Enter': ({ editor: { view } }) => toggleAround(view) }),
  addProseMirrorPlugins() {
    const clipboardSerializer = new WithSummaries(this.editor.schema)
    return [new Plugin<Folds>({
      key: folds,
      state: {
        init: (_config, state) => ({ decorations: drawn(state.doc) }),
        apply: (transaction, before, _old, { doc, selection }) => {
          const isMoved = transaction.docChanged || transaction.selectionSet
          const isShown = isMoved && showPlace(selection.$head)
          return isShown || transaction.docChanged || transaction.getMeta(folds) ? { decorations: drawn(doc) } : before
        },
      },
      props: {
        decorations: state => folds.getState(state)?.decorations,
        handleDOMEvents: { beforematch: (view, { target }) => reveal(view, view.posAtDOM(target as globalThis.Node, 0)) },
        clipboardSerializer,
      },
    })]
  },
})

/** @param position where the block stands */
export function toggleDetails(view: EditorView, position: number): void {
  const node = view.state.doc.nodeAt(position)
  if (node?.type.name !== 'details') return
  const isOpen = !isOpened(nameOf(node))
  setOpened(nameOf(node), isOpen)
  const change = view.state.tr.setMeta(folds, true)
  if (isOpen && node.childCount === 1 && view.editable) writeInside(change, position, node)
  else if (!isOpen) leave(change, position, node)
  view.dispatch(change)
}

/** Everything that is closed around a place is opened: what was found there is seen. */
export function reveal(view: EditorView, position: number): boolean {
  if (showPlace(view.state.doc.resolve(position), 'all')) view.dispatch(view.state.tr.setMeta(folds, true))
  return false
}

function toggleAround(view: EditorView): boolean {
  const { $head } = view.state.selection
  const depth = detailsDepths($head).at(-1)
  if (depth === undefined) return false
  toggleDetails(view, $head.before(depth))
  return true
}

/** There is nothing to see yet: a line to write in, and the caret in it. */
function writeInside(change: Transaction, position: number, node: Node): void {
  const end = position + node.nodeSize - 1
  const line = change.doc.type.schema.nodes['paragraph']?.create()
  if (line) change.insert(end, line).setSelection(Selection.near(change.doc.resolve(end + 1)))
}

function leave(change: Transaction, position: number, node: Node): void {
  const { head } = change.selection
  const endOfLine = position + 1 + (node.firstChild?.nodeSize ?? 0)
  if (head > endOfLine && head < position + node.nodeSize) change.setSelection(Selection.near(change.doc.resolve(endOfLine), -1))
}

const detailsDepths = ($at: ResolvedPos): number[] =>
  Array.from({ length: $at.depth }, (_, above) => above + 1).filter(depth => $at.node(depth).type.name === 'details')

/** @returns whether something had to be opened; `all`: also where the place is in the line itself */
function showPlace($at: ResolvedPos, which: 'hiding' | 'all' = 'hiding'): boolean {
  const closed = detailsDepths($at).filter(depth => (which === 'all' || $at.index(depth) > 0) && !isOpened(nameOf($at.node(depth))))
  closed.forEach(depth => setOpened(nameOf($at.node(depth)), true))
  return closed.length > 0
}

/** Blocks that scripts wrote may have no id; then the line's words are the name. */
const nameOf = ({ attrs, firstChild }: Node): string => (typeof attrs['id'] === 'string' ? attrs['id'] : `“${firstChild?.textContent.slice(0, 80) ?? ''}”`)

export const isOpenNode = (node: Node): boolean => isOpened(nameOf(node))

function drawn(doc: Node): DecorationSet {
  const decorations: Decoration[] = []
  draw(doc, 0, decorations)
  return DecorationSet.create(doc, decorations)
}

function draw(parent: Node, start: number, decorations: Decoration[]): void {
  parent.forEach((node, offset) => {
    if (!holdsDetails(node)) return
    const position = start + offset
    if (node.type.name === 'details') decorations.push(...ofDetails(node, position))
    draw(node, position + 1, decorations)
  })
}

function ofDetails(node: Node, position: number): Decoration[] {
  const isOpen = isOpenNode(node)
  const decorations = [Decoration.node(position, position + node.nodeSize, { 'data-open': String(isOpen) })]
  node.forEach((child, offset, index) => {
    const from = position + 1 + offset
    if (!isOpen && index > 0) decorations.push(Decoration.node(from, from + child.nodeSize, { hidden: 'until-found' }))
  })
  return decorations
}

/** Asked of every block at every key: remembered for as long as the block is the same. */
const held = new WeakMap<Node, boolean>()

function holdsDetails(node: Node): boolean {
  if (node.isTextblock || node.isLeaf) return false
  const known = held.get(node)
  if (known !== undefined) return known
  let holds = node.type.name === 'details'
  for (let index = 0; index < node.childCount && !holds; index++) holds = holdsDetails(node.child(index))
  held.set(node, holds)
  return holds
}
