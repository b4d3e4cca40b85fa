import { type MouseEvent, type PointerEvent, useRef, useState } from 'react'
import type { Consequences, ToldState } from './gantt-told.ts'
import { type CalendarEntry, daysBetween } from './month-days.ts'
import type { CalendarData } from './use-calendar.ts'

const farEnough = 6

/** The day that the pointer is over, whichever day's bar lies above it. */
const dayUnder = ({ clientX, clientY }: PointerEvent): string | null => document.elementsFromPoint(clientX, clientY).find(element => element.matches('[data-day]'))?.getAttribute('data-day') ?? null

/** A task is drawn to another day, a bar by as many days as the pointer goes; Alt with arrows does the same. */
export function useCalendarDrag({ entries, move, beforehand }: CalendarData) {
  const { target, told, aim, leave } = useAim(beforehand)
  const held = useRef<{ entry: CalendarEntry, from: string, x: number, y: number, isDrawn: boolean } | null>(null)
  const wasDrawn = useRef(false)
  function end(): void {
    held.current = null
    leave()
  }
  return {
    target, told,
    handlers: {
      onPointerDown(event: PointerEvent) {
        const entry = entryUnder(event, entries)
        wasDrawn.current = false
        if (entry && event.button === 0) held.current = { entry, from: dayUnder(event) ?? entry.day, x: event.clientX, y: event.clientY, isDrawn: false }
      },
      onPointerMove(event: PointerEvent) {
        const now = held.current
        if (!now) return
        now.isDrawn ||= Math.hypot(event.clientX - now.x, event.clientY - now.y) > farEnough
        if (now.isDrawn) aim(event, now)
      },
      onPointerUp(event: PointerEvent) {
        const now = held.current
        const day = now?.isDrawn ? dayUnder(event) : null
        wasDrawn.current = now?.isDrawn ?? false
        if (now && day !== null && day !== now.from) move(now.entry, daysBetween(now.from, day))
        end()
      },
      onPointerCancel: end, onPointerLeave: end,
      /** What was drawn is not opened. */
      onClickCapture(event: MouseEvent) {
        if (!wasDrawn.current) return
        wasDrawn.current = false
        event.preventDefault()
        event.stopPropagation()
      },
    },
  }
}

/** The day that something is held over, and what dropping it there would do: reckoned once for each day that is come to. */
function useAim(beforehand: CalendarData['beforehand']) {
  const [target, setTarget] = useState<string | null>(null)
  const [told, setTold] = useState<ToldState | null>(null)
  return {
    target, told,
    aim: (event: PointerEvent, { entry, from }: { entry: CalendarEntry, from: string }): void => {
      const day = dayUnder(event)
      if (day === target) return
      setTarget(day)
      setTold(day === null ? null : toldAt(event, beforehand(entry, daysBetween(from, day))))
    },
    leave: (): void => {
      setTarget(null)
      setTold(null)
    },
  }
}

const toldAt = ({ clientX: x, clientY: y }: PointerEvent, consequences: Consequences): ToldState | null =>
  (consequences.asked.size + consequences.pushed.size > 0 ? { ...consequences, place: { x, y, height: 16 } } : null)

function entryUnder(event: PointerEvent, entries: CalendarData['entries']): CalendarEntry | undefined {
  const key = (event.target as Element).closest<HTMLElement>('[data-entry]')?.dataset['entry']
  return key === undefined ? undefined : entries.get(key.slice(0, 10))?.find(one => one.key === key)
}
