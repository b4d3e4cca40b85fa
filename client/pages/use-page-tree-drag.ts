import { combine } from '@atlaskit/pragmatic-drag-and-drop/combine'
import { draggable, dropTargetForElements } from '@atlaskit/pragmatic-drag-and-drop/element/adapter'
import { attachInstruction, extractInstruction, type Instruction } from '@atlaskit/pragmatic-drag-and-drop-hitbox/tree-item'
import { type RefObject, useEffect, useState } from 'react'
import { dropPlace, type Place, type Tree, type TreeRow } from './page-tree.ts'

export const indentPerLevel = 14
const unfoldAfter = 600

interface Drag {
  row: TreeRow
  tree: Tree
  isDisabled: boolean
  onDrop: (pageId: string, place: Place) => void
  onUnfold: (pageId: string) => void
  onDragging: (pageId: string | null) => void
}

/** Makes a row something to drag and something to drop on; answers where a drop would land right now. */
export function usePageTreeDrag(element: RefObject<HTMLElement | null>, drag: Drag): { instruction: Instruction | null, isDragging: boolean } {
  const [instruction, setInstruction] = useState<Instruction | null>(null)
  const [isDragging, setIsDragging] = useState(false)
  const { row, tree, isDisabled, onDrop, onUnfold, onDragging } = drag
  useEffect(() => {
    if (!element.current || isDisabled) return
    return combine(
      draggable({
        element: element.current, getInitialData: () => ({ pageId: row.page.id }),
        onDragStart: () => { setIsDragging(true); onDragging(row.page.id) },
        onDrop: () => { setIsDragging(false); onDragging(null) },
      }),
      makeTarget(element.current, { row, tree, setInstruction, onDrop, onUnfold }),
    )
  }, [element, row, tree, isDisabled, onDrop, onUnfold, onDragging])
  return { instruction, isDragging }
}

interface Target extends Pick<Drag, 'row' | 'tree' | 'onDrop' | 'onUnfold'> { setInstruction: (instruction: Instruction | null) => void }

function makeTarget(element: HTMLElement, { row, tree, setInstruction, onDrop, onUnfold }: Target): () => void {
  let timer: number | undefined
  const leave = (): void => {
    window.clearTimeout(timer)
    timer = undefined
    setInstruction(null)
  }
  return dropTargetForElements({
    element,
    canDrop: ({ source }) => typeof source.data['pageId'] === 'string',
    getData: ({ input }) => attachInstruction({ pageId: row.page.id }, {
      input, element, currentLevel: row.level - 1, indentPerLevel,
      mode: row.isOpen ? 'expanded' : row.position === row.siblings ? 'last-in-group' : 'standard',
    }),
    onDrag: ({ self, source }) => {
      const next = extractInstruction(self.data)
      const isPossible = next !== null && placeFor(tree, source.data['pageId'], row, next) !== null
      setInstruction(isPossible ? next : null)
      if (next?.type !== 'make-child' || row.isOpen || !row.hasChildren) { window.clearTimeout(timer); timer = undefined; return }
      timer ??= window.setTimeout(() => onUnfold(row.page.id), unfoldAfter)
    },
    onDragLeave: leave,
    onDrop: ({ self, source, location }) => {
      leave()
      if (location.current.dropTargets[0]?.element !== element) return
      const found = extractInstruction(self.data)
      const place = found && placeFor(tree, source.data['pageId'], row, found)
      if (place) onDrop(String(source.data['pageId']), place)
    },
  })
}

function placeFor(tree: Tree, pageId: unknown, row: TreeRow, instruction: Instruction): Place | null {
  if (instruction.type === 'instruction-blocked') return null
  return dropPlace(tree, String(pageId), row, instruction)
}
