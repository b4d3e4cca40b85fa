import { type PointerEvent, type RefObject, useEffect, useRef } from 'react'
import { announce } from '../ui/announce.ts'
import { arrangedIds } from './arrange.ts'
import { useBoardContext, useShownCards } from './board-context.ts'
import { cellOf } from './board-ui.ts'
import { CardDrag, type DragParts } from './card-drag.ts'

/** Dragging cards with a mouse, a pen or, after a long press, a finger. */
export function useCardDrag(root: RefObject<HTMLElement | null>): (event: PointerEvent) => void {
  const { board, ui, acts, mayEdit } = useBoardContext()
  const shown = useShownCards()
  const parts = useRef<DragParts | null>(null)
  const running = useRef<CardDrag | null>(null)
  useEffect(() => {
    parts.current = {
      ui, root,
      cards: shown.cards,
      carried: id => arrangedIds(board, ui.targets(id)),
      onDrop: (ids, landing, from) => {
        announce(acts.move(ids, landing, { grouping: shown.grouping, from: cellOf(from.cell).lane }))
        ui.goTo({ cell: landing.cell, id: from.id })
      },
    }
  })
  useEffect(() => () => running.current?.stop(), [])
  return event => {
    const target = event.target as Element
    const card = target.closest<HTMLElement>('[data-card]')
    const cell = card?.closest<HTMLElement>('[data-cell]')?.dataset['cell']
    const id = card?.dataset['card']
    if (!mayEdit || !card || cell === undefined || id === undefined || event.button !== 0 || target.closest('button, a, input, textarea')) return
    running.current?.stop()
    running.current = new CardDrag(event.nativeEvent, { card, spot: { cell, id } }, () => parts.current)
  }
}
