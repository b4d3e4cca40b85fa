import { minutesOfDay } from '@kopa/shared/boards/calendar-days.ts'
import { type RefObject, useEffect, useRef } from 'react'
import { companyIn, useBoardContext } from './board-context.ts'
import { useGanttContext } from './gantt-context.ts'
import { headerHeight } from './gantt-layout.ts'
import { minuteAt } from './gantt-scale.ts'
import { useDayOffWords } from './use-holiday-words.ts'

/** A pointer in the header is told who does not work on the day, and why. Elsewhere bars are told of; whoever has no pointer has the dialog of working days. */
export function useHolidayTitle(canvas: RefObject<HTMLCanvasElement | null>): void {
  const { scene, window } = useGanttContext()
  const use = useBoardContext()
  const words = useDayOffWords()
  const tell = (event: PointerEvent): string => {
    if (event.offsetY > headerHeight) return ''
    const day = Math.floor(minuteAt(window.scale, window.sight().left + event.offsetX) / minutesOfDay)
    return scene.free.offOn(day).map(({ companyId, off }) => [companyIn(use, companyId)?.name, words(off)].filter(Boolean).join(': ')).join('\n')
  }
  const latest = useRef(tell)
  useEffect(() => { latest.current = tell })
  useEffect(() => {
    const element = canvas.current
    const show = (event: PointerEvent): void => { element?.setAttribute('title', latest.current(event)) }
    element?.addEventListener('pointermove', show, { passive: true })
    return () => element?.removeEventListener('pointermove', show)
  }, [canvas])
}
