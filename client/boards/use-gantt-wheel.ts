import { type RefObject, useEffect } from 'react'
import type { GanttWindow } from './gantt-window.ts'

/** Ctrl and the wheel (a pinch on a touchpad is told so too) zoom around the pointer; the page itself must not. */
export function useGanttWheel(canvas: RefObject<HTMLCanvasElement | null>, window: GanttWindow): void {
  useEffect(() => {
    const element = canvas.current
    const onWheel = (event: WheelEvent): void => {
      if (!event.ctrlKey && !event.metaKey) return
      event.preventDefault()
      window.zoom(window.scale.pixelsPerDay * Math.exp(-event.deltaY / 300), event.offsetX)
    }
    element?.addEventListener('wheel', onWheel, { passive: false })
    return () => element?.removeEventListener('wheel', onWheel)
  }, [canvas, window])
}
