import { type Editor, Extension } from '@tiptap/core'
import { TextSelection } from '@tiptap/pm/state'
import { type BlockPlace, dropDoubles, isIn, moveBlocks } from '@kopa/shared/pages/move-blocks.ts'
import type { Awareness } from 'y-protocols/awareness'
import * as Y from 'yjs'
import { keepsChosen } from './block-selection.ts'
import { endOf, holdsUnits, idOf, isItem, isList, siblingOf, type Unit, unitById } from './block-units.ts'
import { readPendingSelection } from './pending-selection.ts'
import { beginUndoStep } from './undo-steps.ts'

interface Parts { body: Y.XmlFragment | null, awareness: Awareness | null }
interface Moves extends Parts { moved: Set<string> }

/** Of the blocks moved last, somebody else may have moved one at the same moment. */
const mostRemembered = 50

/** How blocks of this editor move. Not by way of the binding: it would write the words of one block into another. */
export const BlockMoves = Extension.create<Parts, Moves & { stop: () => void }>({
  name: 'blockMoves',
  addOptions: () => ({ body: null, awareness: null }),
  addStorage() { return { ...this.options, moved: new Set(), stop: () => undefined } },
  onCreate() {
    const { body, moved } = this.storage
    const look = (transaction: Y.Transaction) => { if (!transaction.local && moved.size > 0 && body) queueMicrotask(() => dropDoubles(body, moved)) }
    body?.doc?.on('afterTransaction', look)
    this.storage.stop = () => body?.doc?.off('afterTransaction', look)
  },
  onDestroy() { this.storage.stop() },
})

const movesOf = (editor: Editor): Moves | undefined => (editor.storage as unknown as Record<string, Moves | undefined>)['blockMoves']

/** @returns false: it is no place for them */
export function moveTo(editor: Editor, units: readonly Unit[], to: BlockPlace): boolean {
  const [first, moves] = [units[0], movesOf(editor)]
  if (!first || !moves?.body || !editor.isEditable) return false
  readPendingSelection(editor.view)
  const { state } = editor
  const { head } = state.selection
  const caret = head >= first.position && head <= endOf(units.at(-1) ?? first) ? head - first.position : null
  const ids = units.map(idOf)
  for (const id of ids) if (id !== null) remember(moves.moved, id)
  beginUndoStep(state)
  const isMoved = moveBlocks(moves.body, { parent: first.parent, index: first.index, count: units.length }, to, { isBusy: busyIn(moves), wrap: wrapFor(state.doc, first, to), emptied: crypto.randomUUID() })
  beginUndoStep(editor.state)
  if (isMoved && caret !== null && ids[0]) bringCaret(editor, ids[0], caret)
  return isMoved
}

/** Past the one above or below; out of what they stand in, at its edge. Items stay within their list. */
export function placeAfterStep(editor: Editor, units: readonly Unit[], step: -1 | 1): BlockPlace | null {
  const [first, last] = [units[0], units.at(-1)]
  if (!first || !last) return null
  if (siblingOf(editor.state.doc, step < 0 ? first : last, step)) return { parent: first.parent, index: step < 0 ? first.index - 1 : last.index + 2 }
  const at = first.parent.at(-1)
  const outer = first.parent.slice(0, -1)
  if (at === undefined || isItem(first.node) || !holdsUnits(nodeAt(editor.state.doc, outer))) return null
  return { parent: outer, index: step < 0 ? at : at + 1 }
}

export function nodeAt(doc: Editor['state']['doc'], path: readonly number[]): Editor['state']['doc'] {
  return path.reduce((node, index) => node.child(index), doc)
}

function remember(moved: Set<string>, id: string): void {
  moved.delete(id)
  moved.add(id)
  for (const oldest of moved) if (moved.size > mostRemembered) moved.delete(oldest)
}

/** Items that leave their list get one of their own. */
function wrapFor(doc: Editor['state']['doc'], first: Unit, to: BlockPlace): string | null {
  if (!isItem(first.node) || isList(nodeAt(doc, to.parent))) return null
  return nodeAt(doc, first.parent).type.name
}

/** Whose caret is where is said by places that Yjs names. */
function busyIn({ awareness, body }: Parts): (block: Y.XmlElement) => boolean {
  const places = [...awareness?.getStates() ?? []].flatMap(([client, { cursor }]) => (client === body?.doc?.clientID ? [] : placesOf(cursor)))
  return block => places.some(place => isIn(block, place))
}

function placesOf(cursor: unknown): Y.RelativePosition[] {
  try {
    return Object.values((cursor ?? {}) as Record<string, unknown>).map(place => Y.createRelativePositionFromJSON(place))
  } catch {
    return [] // somebody's client sent what Yjs cannot read
  }
}

function bringCaret({ view }: Editor, id: string, offset: number): void {
  const unit = unitById(view.state.doc, id)
  if (!unit) return
  const $at = view.state.doc.resolve(Math.min(unit.position + offset, endOf(unit)))
  view.dispatch(view.state.tr.setSelection(TextSelection.near($at)).setMeta(keepsChosen, true).scrollIntoView())
}
