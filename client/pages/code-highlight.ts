import { Extension } from '@tiptap/core'
import type { Node } from '@tiptap/pm/model'
import { Plugin, PluginKey } from '@tiptap/pm/state'
import { Decoration, DecorationSet, type EditorView } from '@tiptap/pm/view'
import type { Highlighter } from './highlighter.ts'

interface Piece { from: number, to: number, className: string }

const key = new PluginKey<DecorationSet>('codeHighlight')
const mostCharacters = 50_000

/** The colours of code. The grammars are fetched when the first code block appears. */
export const CodeHighlight = Extension.create({
  name: 'codeHighlight',
  addProseMirrorPlugins: () => {
    let highlighter: Highlighter | null = null
    const pieces = new WeakMap<Node, Piece[]>()
    const draw = (doc: Node): DecorationSet => (highlighter ? DecorationSet.create(doc, decorations(doc, highlighter, pieces)) : DecorationSet.empty)
    return [new Plugin<DecorationSet>({
      key,
      state: {
        init: (_config, { doc }) => draw(doc),
        apply: (transaction, drawn) => (transaction.docChanged || transaction.getMeta(key) ? draw(transaction.doc) : drawn),
      },
      props: { decorations: state => key.getState(state) },
      view: view => {
        const whenNeeded = (current: EditorView) => {
          if (highlighter || !hasCode(current.state.doc)) return
          void fetchHighlighter().then(fetched => {
            highlighter = fetched
            if (!current.isDestroyed) current.dispatch(current.state.tr.setMeta(key, 'fetched'))
          })
        }
        whenNeeded(view)
        return { update: whenNeeded }
      },
    })]
  },
})

let fetching: Promise<Highlighter> | undefined

/** Code without colours is still code: a grammar that cannot be fetched is tried again with the next change. */
function fetchHighlighter(): Promise<Highlighter> {
  fetching ??= import('./highlighter.ts').then(({ highlighter }) => highlighter)
  fetching.catch(() => { fetching = undefined })
  return fetching
}

const isCode = (node: Node): boolean => node.type.name === 'codeBlock'

function hasCode(doc: Node): boolean {
  let found = false
  doc.descendants(node => {
    found ||= isCode(node)
    return !found && !node.isTextblock
  })
  return found
}

function decorations(doc: Node, highlighter: Highlighter, known: WeakMap<Node, Piece[]>): Decoration[] {
  const drawn: Decoration[] = []
  doc.descendants((node, position) => {
    if (!isCode(node)) return !node.isTextblock
    for (const { from, to, className } of piecesOf(node, highlighter, known)) {
      drawn.push(Decoration.inline(position + 1 + from, position + 1 + to, { class: className }))
    }
    return false
  })
  return drawn
}

/** A node that did not change is the same object; its colours are found once. */
function piecesOf(node: Node, highlighter: Highlighter, known: WeakMap<Node, Piece[]>): Piece[] {
  const before = known.get(node)
  if (before) return before
  const { language } = node.attrs as { language: string | null }
  const isTooMuch = !language || !highlighter.knows(language) || node.textContent.length > mostCharacters
  const found = isTooMuch ? [] : highlighter.pieces(language, node.textContent)
  known.set(node, found)
  return found
}
