import { useEffect, useMemo } from 'react'
import { type GanttUse, useGanttContext } from './gantt-context.ts'
import type { Pull } from './gantt-hand.ts'
import type { ToldState } from './gantt-told.ts'

/** Milliseconds for which what is pulled stands still before it is told: while it moves, every frame is for moving. */
const rest = 80

/** Says, before it is let go, what that would do to partners' tasks. */
export function useTellPull(): (pull: Pull | null) => void {
  const use = useGanttContext()
  const tell = useMemo(() => tellerIn(use), [use])
  useEffect(() => () => tell(null), [tell])
  return tell
}

function tellerIn({ scene, window, told }: GanttUse): (pull: Pull | null) => void {
  let aim: unknown = null
  let timer: ReturnType<typeof setTimeout> | undefined
  const become = (state: ToldState | null): void => {
    told.become(state)
    const pushed = new Set(state ? [...state.asked.values(), ...state.pushed.values()].flat() : [])
    if (pushed.size + window.state().pushed.size > 0) window.look({ pushed })
  }
  const look = (pull: Pull): void => {
    const consequences = pull.consequences()
    const place = consequences.asked.size + consequences.pushed.size > 0 ? window.placeOf(scene.rowOf(pull.aimedAt) ?? 0) : null
    become(place && { ...consequences, place })
  }
  return pull => {
    // A pointer moves more often than what it holds.
    if (pull && pull.aim === aim) return
    aim = pull?.aim ?? null
    clearTimeout(timer)
    if (pull && aim !== null) timer = setTimeout(() => look(pull), rest)
    else become(null)
  }
}
