import { type PointerEvent, type RefObject, useState } from 'react'

/** Pulls a row up and down among those of its list; let go, it is told before which of the others it came to lie. */
export function useRowDrag(row: RefObject<HTMLElement | null>, onDrop: (to: number) => void) {
  const [isDragged, setIsDragged] = useState(false)
  function place(y: number): number {
    const others = [...row.current?.parentElement?.children ?? []].filter(other => other !== row.current)
    const below = others.findIndex(other => { const { top, height } = other.getBoundingClientRect(); return y < top + height / 2 })
    return below < 0 ? others.length : below
  }
  return {
    isDragged,
    grip: {
      onPointerDown: (event: PointerEvent<HTMLElement>) => {
        event.preventDefault()
        event.currentTarget.setPointerCapture(event.pointerId)
        setIsDragged(true)
      },
      onPointerUp: (event: PointerEvent) => {
        if (isDragged) onDrop(place(event.clientY))
        setIsDragged(false)
      },
      onPointerCancel: () => setIsDragged(false),
    },
  }
}
