import { type Node, Slice, Fragment } from '@tiptap/pm/model'
import { TextSelection } from '@tiptap/pm/state'
import type { Editor } from '@tiptap/react'
import type { Block } from './blocks.ts'
import { choose, chooseNone, chosenBlocks, keepsChosen } from './block-selection.ts'
import { endOf, idOf, isList, type Unit, unitById } from './block-units.ts'
import { moveTo, placeAfterStep } from './block-moves.ts'
import { beginUndoStep } from './undo-steps.ts'

/** What can be done with whole blocks that stand beside one another. Each is one step of undo. */

/** @returns false: they stand at the edge already */
export function stepBlocks(editor: Editor, units: readonly Unit[], step: -1 | 1): boolean {
  const place = placeAfterStep(editor, units, step)
  const isMoved = place !== null && moveTo(editor, units, place)
  const moved = isMoved && units[0] && idOf(units[0])
  const now = moved ? unitById(editor.state.doc, moved) : null
  if (now && chosenBlocks(editor.state).length > 0) rechoose(editor, units)
  const dom = now && editor.view.nodeDOM(now.position)
  if (dom instanceof Element) dom.scrollIntoView({ block: 'nearest' })
  return isMoved
}

/** The same blocks, wherever they are now. */
function rechoose(editor: Editor, units: readonly Unit[]): void {
  for (const [index, unit] of [units[0], units.at(-1)].entries()) {
    const now = unit && idOf(unit) ? unitById(editor.state.doc, idOf(unit) ?? '') : null
    if (now) choose(editor.view, now, { isNew: index === 0 })
  }
}

/** The copies stand below, and are chosen when the others were. */
export function duplicate(editor: Editor, units: readonly Unit[]): void {
  const last = units.at(-1)
  if (!last) return
  const { state, view } = editor
  const wasChosen = chosenBlocks(state).length > 0
  beginUndoStep(state)
  view.dispatch(state.tr.insert(endOf(last), units.map(({ node }) => node)).setMeta(keepsChosen, true).scrollIntoView())
  beginUndoStep(view.state)
  if (!wasChosen) return
  let position = endOf(last)
  for (const [index, { node }] of units.entries()) {
    const copy = view.state.doc.nodeAt(position)
    if (copy && (index === 0 || index === units.length - 1)) choose(view, { ...last, node: copy, position }, { isNew: index === 0 })
    position += node.nodeSize
  }
}

export function removeBlocks(editor: Editor, units: readonly Unit[]): void {
  const [first, last] = [units[0], units.at(-1)]
  if (!first || !last) return
  const { state, view } = editor
  beginUndoStep(state)
  const change = state.tr.deleteRange(first.position, endOf(last))
  change.setSelection(TextSelection.near(change.doc.resolve(Math.min(first.position, change.doc.content.size))))
  view.dispatch(change.scrollIntoView())
  beginUndoStep(view.state)
}

export function turnInto(editor: Editor, units: readonly Unit[], block: Block): void {
  const [first, last] = [units[0], units.at(-1)]
  if (!first || !last) return
  beginUndoStep(editor.state)
  editor.commands.setTextSelection({ from: first.position + 1, to: endOf(last) - 1 })
  block.run(editor)
  chooseNone(editor.view, editor.state.selection.to)
  beginUndoStep(editor.state)
}

/** A line below, with the menu of blocks open in it; an empty line is such a line. */
export function insertBelow(editor: Editor, unit: Unit): void {
  const { state, view } = editor
  const { paragraph } = state.schema.nodes
  if (!paragraph) return
  beginUndoStep(state)
  const isEmptyLine = unit.node.type === paragraph && unit.node.content.size === 0
  const change = state.tr
  if (!isEmptyLine) change.insert(endOf(unit), isList(change.doc.resolve(unit.position).parent) ? unit.node.type.create(null, paragraph.create()) : paragraph.create())
  const from = isEmptyLine ? unit.position : endOf(unit)
  view.dispatch(change.setSelection(TextSelection.near(change.doc.resolve(from + 1))).scrollIntoView())
  view.focus()
  view.dispatch(view.state.tr.insertText('/'))
}

/** What is copied: items come in a list of their kind, or they could not be pasted elsewhere. */
export function sliceOf(doc: Node, units: readonly Unit[]): Slice {
  const nodes = Fragment.fromArray(units.map(({ node }) => node))
  const around = units[0] ? doc.resolve(units[0].position).parent : doc
  return new Slice(isList(around) ? Fragment.from(around.type.create({ ...around.attrs, id: null }, nodes)) : nodes, 0, 0)
}
