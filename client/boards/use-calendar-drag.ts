import { type MouseEvent, type PointerEvent, useRef, useState } from 'react'
import type { BarPart } from './gantt-acts.ts'
import type { Consequences, ToldState } from './gantt-told.ts'
import { type CalendarEntry, daysBetween } from './month-days.ts'
import type { CalendarData } from './use-calendar.ts'

const farEnough = 6

/** The day that the pointer is over, whichever day's bar lies above it. */
const dayUnder = ({ clientX, clientY }: PointerEvent): string | null => document.elementsFromPoint(clientX, clientY).find(element => element.matches('[data-day]'))?.getAttribute('data-day') ?? null

interface Held { entry: CalendarEntry, part: BarPart, /** the day of the part that is held */ from: string }

/** A task is drawn to another day, a bar by as many days as the pointer goes, and by its ends it is made longer or shorter; arrows with Alt and Shift do the same. */
export function useCalendarDrag({ entries, move, pull, beforehand }: CalendarData) {
  const { target, told, aim, leave } = useAim(beforehand)
  const held = useRef<Held & { x: number, y: number, isDrawn: boolean } | null>(null)
  const wasDrawn = useRef(false)
  function end(): void {
    held.current = null
    leave()
  }
  return {
    target, told,
    handlers: {
      onPointerDown(event: PointerEvent) {
        const taken = event.button === 0 ? heldUnder(event, entries) : null
        wasDrawn.current = false
        if (taken) held.current = { ...taken, x: event.clientX, y: event.clientY, isDrawn: false }
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
        if (now && day !== null && day !== now.from) take(now, daysBetween(now.from, day), { move, pull })
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
    aim: (event: PointerEvent, { entry, part, from }: Held): void => {
      const day = dayUnder(event)
      if (day === target) return
      setTarget(day)
      setTold(day === null ? null : toldAt(event, beforehand(entry, part, daysBetween(from, day))))
    },
    leave: (): void => {
      setTarget(null)
      setTold(null)
    },
  }
}

const toldAt = ({ clientX: x, clientY: y }: PointerEvent, consequences: Consequences): ToldState | null =>
  (consequences.asked.size + consequences.pushed.size > 0 ? { ...consequences, place: { x, y, height: 16 } } : null)

const take = ({ entry, part }: Held, days: number, { move, pull }: Pick<CalendarData, 'move' | 'pull'>): unknown => (part === 'whole' ? move(entry, days) : pull(entry, part, days))

function heldUnder(event: PointerEvent, entries: CalendarData['entries']): Held | null {
  const [entry, part] = [entryUnder(event, entries), partUnder(event)]
  return entry ? { entry, part, from: part === 'whole' ? dayUnder(event) ?? entry.day : entry[part] } : null
}

/** A bar is held by an end of it, or anywhere between. */
const partUnder = ({ target }: PointerEvent): BarPart => (target as Element).closest<HTMLElement>('[data-end]')?.dataset['end'] as BarPart | undefined ?? 'whole'

export function entryUnder(event: Pick<MouseEvent, 'target'>, entries: CalendarData['entries']): CalendarEntry | undefined {
  const key = (event.target as Element).closest<HTMLElement>('[data-entry]')?.dataset['entry']
  return key === undefined ? undefined : entries.get(key.slice(0, 10))?.find(one => one.key === key)
}
