import type { Node } from '@tiptap/pm/model'
import type { EditorView } from '@tiptap/pm/view'
import type { BlockPlace } from '@kopa/shared/pages/move-blocks.ts'
import { endOf, holdsUnits, isItem, isList, type Unit } from './block-units.ts'

/** A place between blocks where something can be let go, in pixels from the editor's own top left corner. */
export interface Gap extends BlockPlace { y: number, left: number, right: number }

/** All places for these blocks but those where they are already. */
export function gapsFor(view: EditorView, units: readonly Unit[]): Gap[] {
  const [first, last] = [units[0], units.at(-1)]
  if (!first || !last) return []
  const origin = view.dom.getBoundingClientRect()
  const gaps: Gap[] = []
  const visit = (holder: Node, start: number, path: readonly number[]): void => {
    const mayStand = fits(holder, first.node)
    let position = start
    let above: DOMRect | null = null
    for (let index = 0; index <= holder.childCount; index++) {
      const child = holder.maybeChild(index)
      const box = child ? boxOf(view, position) : null
      const isWhereTheyAre = sameParent(path, first.parent) && index >= first.index && index <= last.index + 1
      if (mayStand && !isWhereTheyAre) {
        const gap = between(above, box, origin)
        if (gap) gaps.push({ parent: path, index, ...gap })
      }
      if (!child) break
      const isMoved = position >= first.position && position < endOf(last)
      if (!isMoved && !child.isTextblock) inside(child, position, [...path, index], visit)
      above = box ?? above
      position += child.nodeSize
    }
  }
  visit(view.state.doc, 0, [])
  return gaps
}

type Visit = (holder: Node, start: number, path: readonly number[]) => void

/** Lists within items, columns within columns: whatever can hold blocks, however deep. */
function inside(node: Node, position: number, path: readonly number[], visit: Visit): void {
  if (holdsUnits(node)) return visit(node, position + 1, path)
  if (node.isTextblock || node.isAtom || node.type.name === 'table') return
  node.forEach((child, offset, index) => inside(child, position + 1 + offset, [...path, index], visit))
}

/** Items stand in a list of their kind, or get one of their own anywhere else. */
function fits(holder: Node, moved: Node): boolean {
  if (isList(holder)) return holder.type.contentMatch.matchType(moved.type) !== null
  return isItem(moved) || holder.type.contentMatch.matchType(moved.type) !== null
}

const sameParent = (one: readonly number[], other: readonly number[]): boolean => one.length === other.length && one.every((index, level) => index === other[level])

function boxOf(view: EditorView, position: number): DOMRect | null {
  const dom = view.nodeDOM(position)
  return dom instanceof Element ? dom.getBoundingClientRect() : null
}

function between(above: DOMRect | null, below: DOMRect | null, origin: DOMRect): Pick<Gap, 'y' | 'left' | 'right'> | null {
  const beside = below ?? above
  if (!beside) return null
  const y = above && below ? (above.bottom + below.top) / 2 : below ? below.top - 2 : (above?.bottom ?? 0) + 2
  return { y: y - origin.top, left: beside.left - origin.left, right: beside.right - origin.left }
}

/** The nearest one; of several at one height, that in which the pointer stands. */
export function nearestGap(gaps: readonly Gap[], x: number, y: number): Gap | null {
  let [nearest, least]: [Gap | null, number] = [null, Number.POSITIVE_INFINITY]
  for (const gap of gaps) {
    const aside = Math.max(0, gap.left - x, x - gap.right)
    // Deeper ones are meant when the pointer stands as deep.
    const distance = Math.abs(gap.y - y) + Math.min(aside, 40) - gap.parent.length
    if (distance < least) [nearest, least] = [gap, distance]
  }
  return nearest
}
