import { combine } from '@atlaskit/pragmatic-drag-and-drop/combine'
import { draggable, dropTargetForElements } from '@atlaskit/pragmatic-drag-and-drop/element/adapter'
import { attachClosestEdge, extractClosestEdge } from '@atlaskit/pragmatic-drag-and-drop-hitbox/closest-edge'
import { type RefObject, useEffect, useState } from 'react'

interface Drag { pageId: string, /** the one above it */ before: string | null, onPut: (pageId: string, after: string | null) => void }

/** What is dragged over it: another favourite, or a page of the tree. */
const draggedOf = ({ favouriteId, pageId }: Record<string | symbol, unknown>): string | null => (typeof favouriteId === 'string' ? favouriteId : typeof pageId === 'string' ? pageId : null)

/** Answers at which edge of the row a drop would land right now. */
export function useFavouriteDrag(row: RefObject<HTMLElement | null>, { pageId, before, onPut }: Drag): 'top' | 'bottom' | null {
  const [edge, setEdge] = useState<'top' | 'bottom' | null>(null)
  useEffect(() => {
    const element = row.current
    if (!element) return
    return combine(
      draggable({ element, getInitialData: () => ({ favouriteId: pageId }) }),
      dropTargetForElements({
        element,
        canDrop: ({ source }) => draggedOf(source.data) !== null && draggedOf(source.data) !== pageId,
        getData: ({ input }) => attachClosestEdge({}, { input, element, allowedEdges: ['top', 'bottom'] }),
        onDrag: ({ self }) => setEdge(extractClosestEdge(self.data) === 'top' ? 'top' : 'bottom'),
        onDragLeave: () => setEdge(null),
        onDrop: ({ self, source }) => {
          setEdge(null)
          const dragged = draggedOf(source.data)
          if (dragged === null) return
          const after = extractClosestEdge(self.data) === 'top' ? before : pageId
          if (after !== dragged) onPut(dragged, after)
        },
      }),
    )
  }, [row, pageId, before, onPut])
  return edge
}
