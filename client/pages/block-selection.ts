import { Extension } from '@tiptap/core'
import type { Node } from '@tiptap/pm/model'
import { type EditorState, Plugin, PluginKey, TextSelection, type Transaction } from '@tiptap/pm/state'
import { Decoration, DecorationSet, type EditorView } from '@tiptap/pm/view'
import { isRemote } from '@kopa/shared/pages/page-schema.ts'
import { areSiblings, endOf, idOf, type Unit, unitAround, unitById, unitOfCaret, unitsBetween } from './block-units.ts'

/** From which block to which; by id, so that it holds whatever others write. */
interface Chosen { anchor: string, head: string }
interface Blocks { chosen: Chosen | null, units: readonly Unit[], drawn: DecorationSet }

const key = new PluginKey<Blocks>('blockSelection')
const none: Blocks = { chosen: null, units: [], drawn: DecorationSet.empty }

/** Several whole blocks, chosen to be moved, copied, changed or deleted together. The caret waits where it was. */
export const BlockSelection = Extension.create({
  name: 'blockSelection',
  addProseMirrorPlugins: () => [new Plugin<Blocks>({
    key,
    state: { init: () => none, apply: next },
    props: {
      decorations: state => key.getState(state)?.drawn,
      attributes: (state): Record<string, string> => (chosenBlocks(state).length > 0 ? { class: 'has-chosen-blocks' } : {}),
    },
  })],
})

/** Marks a transaction that leaves the blocks chosen. */
export const keepsChosen = 'keepsChosenBlocks'

/** In their order; empty: none. */
export const chosenBlocks = (state: EditorState): readonly Unit[] => key.getState(state)?.units ?? []

/** The chosen blocks, or that with the caret. */
export function blocksMeant(state: EditorState): readonly Unit[] {
  const chosen = chosenBlocks(state)
  const own = chosen.length > 0 ? null : unitOfCaret(state)
  return own ? [own] : chosen
}

export const headOf = (state: EditorState): Unit | null => {
  const { chosen, units } = key.getState(state) ?? none
  return units.find(unit => idOf(unit) === chosen?.head) ?? units.at(-1) ?? null
}

/** From the first that was chosen to this one; from itself when `isNew`. */
export function choose(view: EditorView, unit: Unit, { isNew }: { isNew: boolean }): void {
  const id = idOf(unit) ?? name(view, unit)
  const before = key.getState(view.state)?.chosen
  view.dispatch(view.state.tr.setMeta(key, { anchor: isNew ? id : before?.anchor ?? id, head: id } satisfies Chosen).setMeta('addToHistory', false))
}

/** The caret goes on where it was, or in the block it is led to. */
export function chooseNone(view: EditorView, caret?: number): void {
  const { tr } = view.state
  if (caret !== undefined) tr.setSelection(TextSelection.near(tr.doc.resolve(Math.min(caret, tr.doc.content.size)))).scrollIntoView()
  view.dispatch(tr.setMeta(key, null).setMeta('addToHistory', false))
}

/** Blocks from before there were ids, and the one line of a page in which nobody has written. */
function name(view: EditorView, { position }: Unit): string {
  const id = crypto.randomUUID()
  view.dispatch(view.state.tr.setNodeAttribute(position, 'id', id).setMeta(keepsChosen, true).setMeta('addToHistory', false))
  return id
}

function next(transaction: Transaction, blocks: Blocks): Blocks {
  const given = transaction.getMeta(key) as Chosen | null | undefined
  if (given === null) return none
  if (given) return blocksOf(given, transaction.doc)
  if (!blocks.chosen || !(transaction.docChanged || transaction.selectionSet)) return blocks
  return isOwn(transaction) && !transaction.getMeta(keepsChosen) ? none : blocksOf(blocks.chosen, transaction.doc)
}

/** A caret that is set right after others have written is nobody's act. */
function isOwn(transaction: Transaction): boolean {
  const root = transaction.getMeta('appendedTransaction') as Transaction | undefined
  return !isRemote(transaction) && !(root && isRemote(root))
}

function blocksOf(chosen: Chosen, doc: Node): Blocks {
  const [anchor, head] = [unitById(doc, chosen.anchor), unitById(doc, chosen.head)]
  const [one, other] = anchor && head ? levelled(doc, anchor, head) : [anchor ?? head, anchor ?? head]
  if (!one || !other) return none
  const units = unitsBetween(doc, one, other)
  return { chosen, units, drawn: DecorationSet.create(doc, units.map(unit => Decoration.node(unit.position, endOf(unit), { class: 'is-chosen' }))) }
}

/** Two blocks that stand in different ones are chosen with what they stand in. */
function levelled(doc: Node, one: Unit, other: Unit): [Unit | null, Unit | null] {
  let [a, b]: [Unit | null, Unit | null] = [one, other]
  while (a && b && !areSiblings(a, b)) {
    if (a.parent.length >= b.parent.length) a = unitAround(doc, a)
    else b = unitAround(doc, b)
  }
  return [a, b]
}
