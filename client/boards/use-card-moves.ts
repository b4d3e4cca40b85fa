import { useLingui } from '@lingui/react/macro'
import type { KeyboardEvent } from 'react'
import { announce } from '../ui/announce.ts'
import { arrangedIds } from './arrange.ts'
import { columnIn, useBoardContext, useShownCards } from './board-context.ts'
import { cellOf, type Lift, type Spot } from './board-ui.ts'
import { mirrored } from './direction.ts'
import { stepLift, withLift } from './shown.ts'

type Step = Parameters<typeof stepLift>[1]
const steps: Readonly<Record<string, Step>> = { ArrowUp: 'up', ArrowDown: 'down', ArrowLeft: 'left', ArrowRight: 'right', Home: 'first', End: 'last' }
const stepOf = (event: KeyboardEvent): Step | undefined => {
  const step = steps[event.key]
  return step === 'left' || step === 'right' ? mirrored(step) : step
}

/** Moving cards by keyboard: lifted, carried and dropped; or with Alt, a step at a time. The focus goes along. */
export function useCardMoves() {
  const { board, ui, acts, mayEdit } = useBoardContext()
  const shown = useShownCards()
  const { startedAt, lift, carry, drop, putBack } = useLifting()
  return {
    lift,
    /** While something is lifted all keys are about it; Tab too, so that nothing is left hanging. */
    onLiftKey: (event: KeyboardEvent): boolean => {
      const lifted = ui.state().lift
      if (!lifted) return false
      const step = stepOf(event)
      if (step) carry(lifted, step)
      else if (event.key === ' ' || event.key === 'Enter') drop(lifted)
      else if (event.key === 'Escape' || event.key === 'Tab') putBack(lifted)
      return event.key !== 'Tab'
    },
    onAltKey: (event: KeyboardEvent, spot: Spot): boolean => {
      const step = stepOf(event)
      if (!step) return false
      const next = mayEdit ? stepLift(startedAt(spot), step, shown, board.columns()) : null
      if (!next) return true
      announce(acts.move(next.ids, next.to, { grouping: shown.grouping, from: cellOf(spot.cell).lane }))
      ui.goTo({ cell: next.to.cell, id: spot.id })
      return true
    },
  }
}

function useLifting() {
  const { t } = useLingui()
  const { board, ui, acts } = useBoardContext()
  const shown = useShownCards()
  const tell = useTellLanding()
  function startedAt(spot: Spot): Lift {
    const ids = arrangedIds(board, ui.targets(spot.id))
    const rest = shown.cards(spot.cell)
    const after = rest.slice(0, rest.indexOf(spot.id)).findLast(id => !ids.includes(id)) ?? null
    return { ids, from: spot, to: { cell: spot.cell, after } }
  }
  function lift(spot: Spot): void {
    const lifted = startedAt(spot)
    ui.change({ lift: lifted })
    const title = board.task(spot.id)?.title || t`Untitled`
    announce(lifted.ids.length === 1 ? t`${title} lifted. Arrows move it, Space drops it, Escape puts it back.` : t`${lifted.ids.length} tasks lifted. Arrows move them, Space drops them, Escape puts them back.`)
  }
  function carry(lifted: Lift, step: Step): void {
    const next = stepLift(lifted, step, shown, board.columns())
    if (!next) return
    ui.change({ lift: next })
    ui.goTo({ cell: next.to.cell, id: lifted.from.id })
    announce(tell(next))
  }
  function drop(lifted: Lift): void {
    ui.change({ lift: null })
    if (lifted.to.cell === lifted.from.cell && lifted.to.after === startedAt(lifted.from).to.after) announce(t`Back where it was.`)
    else announce(acts.move(lifted.ids, lifted.to, { grouping: shown.grouping, from: cellOf(lifted.from.cell).lane }))
    ui.goTo({ cell: lifted.to.cell, id: lifted.from.id })
  }
  function putBack(lifted: Lift): void {
    ui.change({ lift: null })
    ui.goTo(lifted.from)
    announce(t`Back where it was.`)
  }
  return { startedAt, lift, carry, drop, putBack }
}

function useTellLanding(): (lift: Lift) => string {
  const { t } = useLingui()
  const { board } = useBoardContext()
  const shown = useShownCards()
  return lift => {
    const cards = withLift(shown.cards(lift.to.cell), lift.to.cell, lift)
    const column = columnIn(board.columns(), cellOf(lift.to.cell).column)?.title || t`Untitled`
    const [position, of] = [cards.indexOf(lift.ids[0] ?? '') + 1, cards.length]
    return t`${column}, ${position} of ${of}`
  }
}
