import type { KeyboardEvent } from 'react'
import { type BoardUse, useBoardContext, useShownCards } from './board-context.ts'
import { cellKey, cellOf, type PickerKind, type Spot } from './board-ui.ts'
import { mirrored } from './direction.ts'
import { nextColumn, nextLane, type Shown } from './shown.ts'
import { useCardMoves } from './use-card-moves.ts'
import { useDuplicate } from './use-duplicate.ts'
import { useRemoval } from './use-removal.ts'

/** Where the keyboard is: on a card, or on the button below the cards of a cell. */
interface Place { spot: Spot | null, cell: string, element: HTMLElement }

const pickers: Readonly<Record<string, PickerKind>> = { m: 'column', a: 'people', l: 'labels', p: 'priority', d: 'deadline', r: 'repeat', c: 'company', s: 'parent' }
const pageStep = 6

/** All keys of the board's columns: arrows go from card to card, with Alt they take the card along, Space lifts and drops. */
export function useBoardKeys(): (event: KeyboardEvent) => void {
  const use = useBoardContext()
  const shown = useShownCards()
  const moves = useCardMoves()
  const { remove } = useRemoval()
  const duplicate = useDuplicate()
  return event => {
    const place = placeOf(event.target as Element)
    if (!place || event.nativeEvent.isComposing) return
    const isDone = use.ui.state().lift ? moves.onLiftKey(event)
      : event.altKey && place.spot ? moves.onAltKey(event, place.spot)
        : goBy(event, place, { use, shown }) || (place.spot !== null && actOn(event, place.spot, { use, place, lift: moves.lift, remove, duplicate, shown })) || anywhere(event, place, use)
    if (!isDone) return
    event.preventDefault()
    event.stopPropagation()
  }
}

function placeOf(target: Element): Place | null {
  const element = target.closest<HTMLElement>('[data-card], [data-add]')
  const cell = element?.closest<HTMLElement>('[data-cell]')?.dataset['cell']
  if (!element || element !== target || cell === undefined) return null
  const id = element.dataset['card']
  return { element, cell, spot: id === undefined ? null : { cell, id } }
}

interface Going { use: BoardUse, shown: Shown }

function goBy(event: KeyboardEvent, place: Place, going: Going): boolean {
  if (event.ctrlKey || event.metaKey) return false
  const cards = going.shown.cards(place.cell)
  const at = place.spot ? cards.indexOf(place.spot.id) : cards.length
  const goes: Record<string, () => void> = {
    ArrowDown: () => goTo(at + 1, event, place, going),
    ArrowUp: () => goTo(at - 1, event, place, going),
    Home: () => goTo(0, event, place, going),
    End: () => goTo(cards.length - 1, event, place, going),
    PageDown: () => goTo(Math.min(cards.length - 1, at + pageStep), event, place, going),
    PageUp: () => goTo(Math.max(0, at - pageStep), event, place, going),
    ArrowLeft: () => goAside('left', at, place, going),
    ArrowRight: () => goAside('right', at, place, going),
  }
  goes[event.key]?.()
  return event.key in goes
}

function goTo(index: number, event: KeyboardEvent, place: Place, { use: { ui }, shown }: Going): void {
  const cards = shown.cards(place.cell)
  const id = cards[index]
  if (id !== undefined) {
    if (event.shiftKey) ui.extendTo(id, cards)
    else ui.startAt(id)
    return ui.goTo({ cell: place.cell, id })
  }
  if (index < 0) return goToLane('up', place, { shown, ui })
  if (place.spot && focusAdd(place)) return
  goToLane('down', place, { shown, ui })
}

function goToLane(step: 'up' | 'down', place: Place, { shown, ui }: { shown: Shown, ui: BoardUse['ui'] }): void {
  const other = nextLane(cellOf(place.cell), step, shown.lanes)
  if (!other) return
  const cards = shown.cards(cellKey(other))
  const id = step === 'up' ? cards.at(-1) : cards[0]
  if (id !== undefined) ui.goTo({ cell: cellKey(other), id })
  else addButton(cellKey(other))?.focus()
}

const addButton = (cell: string): HTMLElement | null => document.querySelector<HTMLElement>(`[data-add="${CSS.escape(cell)}"]`)

function focusAdd(place: Place): boolean {
  const button = addButton(place.cell)
  button?.focus()
  return button !== null
}

/** To the card beside, else to the last one of the next column, else to its button. In right-to-left writing the sides change. */
function goAside(step: 'left' | 'right', at: number, place: Place, { use: { board, ui }, shown }: Going): void {
  const other = nextColumn(cellOf(place.cell), mirrored(step), board.columns())
  if (!other) return
  const cards = shown.cards(cellKey(other))
  const id = cards[Math.min(at, cards.length - 1)]
  if (id !== undefined) {
    ui.startAt(id)
    return ui.goTo({ cell: cellKey(other), id })
  }
  const button = addButton(cellKey(other))
  button?.focus()
  button?.scrollIntoView({ inline: 'nearest', block: 'nearest' })
}

interface Acting { use: BoardUse, place: Place, shown: Shown, lift: (spot: Spot) => void, remove: (ids: readonly string[], spot: Spot) => void, duplicate: (ids: readonly string[]) => readonly string[] }

function actOn(event: KeyboardEvent, spot: Spot, { use, place, shown, lift, remove, duplicate }: Acting): boolean {
  const { ui, openTask, mayEdit } = use
  const ids = ui.targets(spot.id)
  if (event.ctrlKey || event.metaKey) {
    const key = event.key.toLowerCase()
    const [copy] = key === 'd' && mayEdit ? duplicate(ids) : []
    if (copy !== undefined) ui.goTo({ cell: spot.cell, id: copy })
    if (key !== 'a') return key === 'd'
    ui.select([...ui.state().selected, ...shown.cards(spot.cell)])
    return true
  }
  const kind = pickers[event.key.toLowerCase()]
  if (kind && !event.shiftKey) {
    if (mayEdit) ui.change({ picker: { kind, ids, anchor: place.element } })
    return true
  }
  const isMenu = event.key === 'ContextMenu' || (event.key === 'F10' && event.shiftKey)
  const acts: Record<string, () => void> = {
    Enter: () => openTask(spot.id),
    F2: () => openTask(spot.id),
    ' ': () => { if (mayEdit) lift(spot) },
    x: () => ui.toggle(spot.id),
    Delete: () => { if (mayEdit) remove(ids, spot) },
    Backspace: () => { if (mayEdit) remove(ids, spot) },
  }
  const act = isMenu ? () => ui.change({ menu: { ...spot, anchor: place.element } }) : acts[event.key.length === 1 ? event.key.toLowerCase() : event.key]
  act?.()
  return act !== undefined
}

function anywhere(event: KeyboardEvent, place: Place, { ui, mayEdit }: BoardUse): boolean {
  if (event.ctrlKey || event.metaKey || event.altKey) return false
  const acts: Record<string, () => void> = {
    n: () => { if (mayEdit) ui.change({ adding: { cell: place.cell, place: 'bottom' } }) },
    '/': () => document.querySelector<HTMLElement>('[data-filter-text]')?.focus(),
    f: () => document.querySelector<HTMLElement>('[data-filter-text]')?.focus(),
    Escape: () => ui.clearSelection(),
  }
  acts[event.key]?.()
  return event.key in acts
}
