import { createContext, useContext, useMemo, useSyncExternalStore } from 'react'
import { useActWords } from './act-words.ts'
import { useBoardContext } from './board-context.ts'
import { type CursorState, GanttCursor } from './gantt-cursor.ts'
import { GanttOpen } from './gantt-open.ts'
import { GanttTip } from './gantt-tip.ts'
import { GanttTold } from './gantt-told.ts'
import { makeOutlineActs, type OutlineActs } from './outline-acts.ts'
import { makePlanActs, type PlanActs } from './plan-acts.ts'
import type { ScheduleStore } from './schedule-store.ts'
import type { Gantt } from './use-gantt.ts'

/** Where there is no room for bars, the plan is a list with dates. */
export type GanttForm = 'bars' | 'list'

/** What every part of a Gantt needs; the same object for as long as it is shown in one form. */
export interface GanttUse extends Gantt { readonly form: GanttForm, readonly cursor: GanttCursor, readonly open: GanttOpen, readonly tip: GanttTip, readonly told: GanttTold, readonly plan: PlanActs, readonly outline: OutlineActs }

export const GanttContext = createContext<GanttUse | null>(null)

export function useGanttContext(): GanttUse {
  const use = useContext(GanttContext)
  if (!use) throw new Error('a part of a Gantt outside of one')
  return use
}

export function usePlanActs(schedule: ScheduleStore): PlanActs {
  const words = useActWords()
  return useMemo(() => makePlanActs(schedule, words), [schedule, words])
}

export function useGanttUse(gantt: Gantt, form: GanttForm): GanttUse {
  const { board, me, consent, whatIf } = useBoardContext()
  const takeAway = whatIf.sandbox ? undefined : consent.takeAway
  const words = useActWords()
  const plan = usePlanActs(gantt.scene.schedule)
  const cursor = useMemo(() => new GanttCursor(), [])
  const open = useMemo(() => new GanttOpen(), [])
  const tip = useMemo(() => new GanttTip(), [])
  const told = useMemo(() => new GanttTold(), [])
  const outline = useMemo(() => makeOutlineActs(board, me.id, words, takeAway), [board, me.id, words, takeAway])
  return useMemo(() => ({ ...gantt, form, cursor, open, tip, told, plan, outline }), [gantt, form, cursor, open, tip, told, plan, outline])
}

/** `read` answers plain values or the state itself. */
export function useCursor<T>(read: (state: CursorState) => T): T {
  const { cursor } = useGanttContext()
  return useSyncExternalStore(cursor.subscribe, () => read(cursor.state()))
}
