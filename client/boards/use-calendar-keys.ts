import { addDays } from '@kopa/shared/boards/zoned-time.ts'
import { type KeyboardEvent, type RefObject, useLayoutEffect, useRef } from 'react'
import { type BoardUse, useBoardContext } from './board-context.ts'
import { entriesIn } from './calendar-bars.ts'
import { mirrored } from './direction.ts'
import { type CalendarEntry, stepped } from './month-days.ts'
import type { CalendarData } from './use-calendar.ts'

/** A day, or a task on it by the key of its entry. */
export interface CalendarSpot { readonly day: string, readonly entry: string | null }

interface Parts { calendar: CalendarData, at: CalendarSpot, setSpot: (spot: CalendarSpot) => void, root: RefObject<HTMLElement | null>, onAdd: (day: string) => void, onMenu: (entry: CalendarEntry, anchor: Element) => void }

const daysBy = (key: string): number => {
  if (key === 'ArrowUp' || key === 'ArrowDown') return key === 'ArrowUp' ? -7 : 7
  if (key !== 'ArrowLeft' && key !== 'ArrowRight') return 0
  return mirrored(key === 'ArrowLeft' ? 'left' : 'right') === 'left' ? -1 : 1
}

/** Arrows go by days and weeks, Enter goes into a day and opens a task, Alt with an arrow takes the task along, Shift its end and both its beginning, N writes a new one. */
export function useCalendarKeys({ calendar, at, setSpot, root, onAdd, onMenu }: Parts): (event: KeyboardEvent) => void {
  const use = useBoardContext()
  const wanted = useRef<CalendarSpot | null>(null)
  useLayoutEffect(() => {
    const to = wanted.current
    const element = to && root.current && (to.entry === null ? root.current.querySelector<HTMLElement>(`[data-day="${to.day}"]`) : entryElement(root.current, to.entry))
    if (!element) return
    wanted.current = null
    element.focus()
  })
  const goTo = (spot: CalendarSpot): void => {
    wanted.current = spot
    setSpot(spot)
    if (!calendar.days.includes(spot.day)) calendar.goTo(spot.day)
  }
  return event => {
    const target = event.target as HTMLElement
    if (event.nativeEvent.isComposing || event.ctrlKey || event.metaKey || !target.matches('[data-day], [data-entry]')) return
    const isDone = at.entry === null ? onDay(event, { calendar, at, goTo, onAdd, onMenu, use }) : onEntry(event, { calendar, at, goTo, onAdd, onMenu, use })
    if (!isDone) return
    event.preventDefault()
    event.stopPropagation()
  }
}

/** A plan is drawn where it begins in each week: of its bars that of the day that is meant, or the last one before. */
function entryElement(root: HTMLElement, key: string): HTMLElement | null | undefined {
  const exact = root.querySelector<HTMLElement>(`[data-entry="${CSS.escape(key)}"]`)
  if (exact) return exact
  const bars = [...root.querySelectorAll<HTMLElement>(`[data-entry$="${CSS.escape(key.slice(10))}"]`)]
  return bars.findLast(bar => (bar.dataset['entry'] ?? '') <= key) ?? bars[0]
}

interface Keys extends Pick<Parts, 'calendar' | 'at' | 'onAdd' | 'onMenu'> { goTo: (spot: CalendarSpot) => void, use: BoardUse }

const listOn = (shown: CalendarData['shown'], day: string): CalendarEntry[] => { const on = shown.get(day); return on ? entriesIn(on) : [] }

function onDay(event: KeyboardEvent, { calendar: { days, shown, span, today }, at: { day }, goTo, onAdd, use }: Keys): boolean {
  if (event.altKey) return false
  const week = Math.floor(days.indexOf(day) / 7) * 7
  const first = listOn(shown, day)[0]
  const goes: Record<string, string | undefined> = {
    Home: days[week], End: days[week + 6], PageUp: stepped(span, day, -1), PageDown: stepped(span, day, 1), t: today,
  }
  const by = daysBy(event.key)
  const next = by === 0 ? goes[event.key] : addDays(day, by)
  if (next !== undefined) {
    goTo({ day: next, entry: null })
    return true
  }
  if (event.key === 'Enter' && first) goTo({ day: first.day, entry: first.key })
  else if ((event.key === 'n' || event.key === 'Enter') && use.mayEdit) onAdd(day)
  else return false
  return true
}

function onEntry(event: KeyboardEvent, { calendar, at: { day, entry: key }, goTo, onMenu, use: { ui, mayEdit } }: Keys): boolean {
  const list = listOn(calendar.shown, day)
  const index = list.findIndex(one => one.key === key)
  const entry = list[index]
  if (!entry) return false
  const by = daysBy(event.key)
  const side = event.key === 'ArrowLeft' || event.key === 'ArrowRight' ? Math.sign(by) as 1 | -1 : null
  if (event.shiftKey && side !== null && entry.kind === 'plan') {
    const start = calendar.step(entry, event.altKey ? 'start' : 'finish', side)
    if (start !== null && entry.day === entry.start) goTo({ day: start, entry: `${start} plan ${entry.id}` })
    return true
  }
  if (event.altKey && by !== 0) {
    const to = addDays(day, by)
    if (calendar.move(entry, by)) goTo({ day: to, entry: `${to} ${entry.kind} ${entry.id}` })
    return true
  }
  if (event.altKey) return false
  if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
    const next = list[index + Math.sign(by)]
    goTo(next ? { day: next.day, entry: next.key } : { day, entry: null })
    return true
  }
  if (by !== 0) goTo({ day: addDays(day, by), entry: null })
  else if (event.key === 'Escape') goTo({ day, entry: null })
  else if (event.key === 'ContextMenu' || (event.key === 'F10' && event.shiftKey)) onMenu(entry, event.target as Element)
  else if (event.key === 'd' && mayEdit) ui.change({ picker: { kind: 'deadline', ids: [entry.id], anchor: event.target as Element } })
  else return false
  return true
}
