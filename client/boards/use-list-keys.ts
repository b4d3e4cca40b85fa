import type { KeyboardEvent } from 'react'
import { useBoardContext, useShownCards } from './board-context.ts'
import type { Spot } from './board-ui.ts'
import type { ListLine } from './TaskList.tsx'
import { useBoardKeys } from './use-board-keys.ts'
import { useCardMoves } from './use-card-moves.ts'

const steps: Readonly<Record<string, number>> = { ArrowDown: 1, ArrowUp: -1, PageDown: 10, PageUp: -10, Home: -Infinity, End: Infinity }

/** As on the board; up and down go through all rows, and F2 changes the title where it stands. */
export function useListKeys(lines: readonly ListLine[]): (event: KeyboardEvent) => void {
  const { ui, mayEdit } = useBoardContext()
  const shown = useShownCards()
  const moves = useCardMoves()
  const others = useBoardKeys()
  return event => {
    const id = (event.target as HTMLElement).dataset['card']
    const cell = (event.target as HTMLElement).closest<HTMLElement>('[data-cell]')?.dataset['cell']
    const step = steps[event.key]
    if (id === undefined || cell === undefined) return others(event)
    if (event.altKey && (event.key === 'ArrowUp' || event.key === 'ArrowDown')) {
      if (moves.onAltKey(event, { cell, id })) event.preventDefault()
      return
    }
    if (step !== undefined && !event.altKey && !event.ctrlKey && !event.metaKey && ui.state().lift === null) {
      const next = rowAt(lines, { cell, id }, step)
      if (next && event.shiftKey && next.cell === cell) ui.extendTo(next.id, shown.cards(cell))
      else if (next) ui.startAt(next.id)
      if (next) ui.goTo(next)
      return event.preventDefault()
    }
    if (event.key === 'F2' && mayEdit) {
      ui.change({ renaming: id })
      return event.preventDefault()
    }
    // Lifting shows its effect in columns; rows move at once, with Alt.
    if (event.key === ' ') {
      ui.toggle(id)
      return event.preventDefault()
    }
    others(event)
  }
}

function rowAt(lines: readonly ListLine[], from: Spot, step: number): Spot | undefined {
  const rows = lines.flatMap(line => (line.kind === 'task' ? [line] : []))
  const at = rows.findIndex(row => row.id === from.id && row.cell === from.cell)
  const row = rows[Math.min(rows.length - 1, Math.max(0, at + step))]
  return row && { cell: row.cell, id: row.id }
}
