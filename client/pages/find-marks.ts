import { Extension } from '@tiptap/core'
import type { Node } from '@tiptap/pm/model'
import { type EditorState, Plugin, PluginKey, type Transaction } from '@tiptap/pm/state'
import { Decoration, DecorationSet } from '@tiptap/pm/view'
import type { Span } from '@kopa/shared/pages/find-text.ts'
import { isRemote } from '@kopa/shared/pages/page-schema.ts'

/** isFixed: the name of what is mentioned, which is nobody's to write here. */
export interface Hit extends Span { isFixed: boolean }

/** What is looked for in all texts of a page, and what was found in lines that have not changed since. */
export interface Asked { look: (line: string) => Span[], known: WeakMap<Node, readonly Hit[]> }

interface Marks { asked: Asked | null, hits: readonly Hit[], /** of the hits; -1: another text has it */ current: number, drawn: DecorationSet }
type Order = Partial<Pick<Marks, 'asked' | 'current'>>

const key = new PluginKey<Marks>('find')
const none: Marks = { asked: null, hits: [], current: -1, drawn: DecorationSet.empty }
/** A letter is found ten thousand times in a long page: the nearest are marked. */
const mostDrawn = 2_000

/** Marks what is looked for. Nothing is written: others see none of it. */
export const FindMarks = Extension.create({
  name: 'findMarks',
  addProseMirrorPlugins: () => [new Plugin<Marks>({
    key,
    state: { init: () => none, apply: (transaction, marks, { doc }) => next(marks, transaction, doc) },
    props: { decorations: state => key.getState(state)?.drawn },
  })],
})

export const marksIn = (state: EditorState): Marks => key.getState(state) ?? none

export const order = (state: EditorState, given: Order): Transaction => state.tr.setMeta(key, given).setMeta('addToHistory', false)

function next(marks: Marks, transaction: Transaction, before: Node): Marks {
  const { doc } = transaction
  const given = transaction.getMeta(key) as Order | undefined
  if (given?.asked === null) return none
  if (!given && !(transaction.docChanged && marks.asked)) return marks
  const asked = given?.asked ?? marks.asked
  if (!asked) return none
  const hits = given && !given.asked && !transaction.docChanged ? marks.hits : hitsIn(doc, asked)
  const current = given?.current ?? nearest(hits, marks, transaction, before)
  return { asked, hits, current, drawn: DecorationSet.create(doc, draw(hits, current)) }
}

/** The one that was current, where it stands now; the one behind it when it is gone. */
function nearest(hits: readonly Hit[], { hits: old, current }: Marks, transaction: Transaction, before: Node): number {
  const was = old[current]
  if (!was) return -1
  const now = isRemote(transaction) ? followed(was.from, before, transaction.doc) : transaction.mapping.map(was.from)
  const behind = hits.findIndex(({ from }) => from >= now)
  return behind < 0 ? hits.length - 1 : behind
}

/** What others wrote comes as a whole new document, through which no place can be followed: what is the same before and behind says how far it went. */
function followed(place: number, before: Node, after: Node): number {
  const start = before.content.findDiffStart(after.content)
  const end = before.content.findDiffEnd(after.content)
  return start === null || !end || place < Math.min(start, end.a) ? place : place + end.b - end.a
}

function hitsIn(doc: Node, { look, known }: Asked): Hit[] {
  const found: Hit[] = []
  doc.descendants((block, position) => {
    // Content from a newer Kopa is shown as it is and written by nobody.
    if (block.isAtom) return false
    if (!block.isTextblock) return true
    const before = known.get(block)
    const hits = before ?? hitsOf(block, look)
    if (!before) known.set(block, hits)
    for (const { from, to, isFixed } of hits) found.push({ from: position + 1 + from, to: position + 1 + to, isFixed })
    return false
  })
  return found
}

/** Places from the start of the block's content. */
function hitsOf(block: Node, look: Asked['look']): Hit[] {
  let line = ''
  const fixed: Hit[] = []
  block.forEach((child, offset) => {
    line += child.text ?? '\ufffc'.repeat(child.nodeSize)
    const label: unknown = child.attrs['label']
    if (!child.isText && typeof label === 'string' && look(label).length > 0) fixed.push({ from: offset, to: offset + child.nodeSize, isFixed: true })
  })
  const written = look(line).map(span => ({ ...span, isFixed: false }))
  return fixed.length === 0 ? written : [...written, ...fixed].toSorted((a, b) => a.from - b.from)
}

function draw(hits: readonly Hit[], current: number): Decoration[] {
  const first = Math.max(0, Math.min(current - mostDrawn / 2, hits.length - mostDrawn))
  return hits.slice(first, first + mostDrawn).map(({ from, to, isFixed }, index) => {
    const look = { class: first + index === current ? 'found found-current' : 'found' }
    return isFixed ? Decoration.node(from, to, look) : Decoration.inline(from, to, look)
  })
}
