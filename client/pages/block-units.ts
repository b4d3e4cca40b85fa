import type { Node, ResolvedPos } from '@tiptap/pm/model'
import type { EditorState } from '@tiptap/pm/state'

/** A block that is handled by itself: one of the page's own, an item of a list, or what stands in a callout and the like. */
export interface Unit {
  node: Node
  position: number
  /** Where it stands, as shared/pages/move-blocks.ts says it. */
  parent: readonly number[]
  index: number
}

export const endOf = ({ position, node }: Unit): number => position + node.nodeSize
export const idOf = ({ node }: Unit): string | null => (typeof node.attrs['id'] === 'string' ? node.attrs['id'] : null)

export const isList = ({ type }: Node): boolean => type.name.endsWith('List')
export const isItem = ({ type }: Node): boolean => type.name === 'listItem' || type.name === 'taskItem'

/** What stands in these is moved with them, not by itself. */
const wholes: ReadonlySet<string> = new Set(['listItem', 'taskItem', 'table', 'tableRow', 'tableCell', 'tableHeader'])

export function holdsUnits(node: Node): boolean {
  if (node.type === node.type.schema.topNodeType || isList(node)) return true
  return !node.isTextblock && !node.isAtom && !wholes.has(node.type.name) && node.type.contentMatch.defaultType?.name === 'paragraph'
}

/** The innermost one at a place of the page; null: between the page's blocks at its end. */
export function unitAt($at: ResolvedPos): Unit | null {
  if ($at.nodeAfter?.isBlock && holdsUnits($at.parent)) return { node: $at.nodeAfter, position: $at.pos, parent: pathOf($at, $at.depth), index: $at.index() }
  for (let depth = $at.depth; depth > 0; depth--) {
    if (holdsUnits($at.node(depth - 1))) return { node: $at.node(depth), position: $at.before(depth), parent: pathOf($at, depth - 1), index: $at.index(depth - 1) }
  }
  return null
}

/** The unit that this one stands in; null: it is one of the page's own. A list is no unit beside its items unless they are all meant. */
export function unitAround(doc: Node, { position, parent }: Unit): Unit | null {
  if (parent.length === 0) return null
  const $in = doc.resolve(position)
  return unitAt(doc.resolve($in.before($in.depth)))
}

const pathOf = ($at: ResolvedPos, depth: number): number[] => Array.from({ length: depth }, (_, level) => $at.index(level))

/** From one to the other, where both stand in the same. */
export function unitsBetween(doc: Node, one: Unit, other: Unit): Unit[] {
  const [first, last] = one.position <= other.position ? [one, other] : [other, one]
  const $in = doc.resolve(first.position)
  const units: Unit[] = []
  let { position } = first
  for (let { index } = first; index <= last.index; index++) {
    const node = $in.parent.maybeChild(index)
    if (!node) break
    units.push({ node, position, parent: first.parent, index })
    position += node.nodeSize
  }
  return units
}

export const areSiblings = (one: Unit, other: Unit): boolean => one.parent.length === other.parent.length && one.parent.every((index, level) => other.parent[level] === index)

/** The next one up or down beside it. */
export function siblingOf(doc: Node, unit: Unit, step: -1 | 1): Unit | null {
  const $in = doc.resolve(unit.position)
  const node = $in.parent.maybeChild(unit.index + step)
  if (!node) return null
  return { node, position: step > 0 ? endOf(unit) : unit.position - node.nodeSize, parent: unit.parent, index: unit.index + step }
}

export function unitById(doc: Node, id: string): Unit | null {
  let found: number | null = null
  doc.descendants((node, position) => {
    if (found === null && node.attrs['id'] === id) found = position
    return found === null && !node.isTextblock
  })
  return found === null ? null : unitAt(doc.resolve(found))
}

/** Where the caret stands, or the block that is selected. */
export const unitOfCaret = ({ selection }: EditorState): Unit | null => unitAt(selection.$from)
