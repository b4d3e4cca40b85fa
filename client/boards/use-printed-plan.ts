import { useEffect, useState } from 'react'
import { useGanttContext } from './gantt-context.ts'
import { type PrintedPlan, printedPlan, type PrintedWish, takenAnew } from './printed-plan.ts'

const now = (): string => new Date().toISOString()

/** The plan as it is to be printed, as the board has it by now; while `isHeld`, as it was when that began. Null for the moment before. */
export function usePrintedPlan({ reach, withPrivate }: PrintedWish, { isHeld }: { isHeld: boolean }): PrintedPlan | null {
  const { scene, window } = useGanttContext()
  const [plan, setPlan] = useState<PrintedPlan | null>(null)
  useEffect(() => {
    if (isHeld) return
    const made = printedPlan({ scene, window }, { reach, withPrivate }, now)
    // oxlint-disable-next-line react/set-state-in-effect -- it listens to the board for as long as it is shown
    setPlan(made)
    // Either may be told first; what is in sight is asked of both.
    const stops = [scene, made.scene].map(one => one.subscribe(() => setPlan(takenAnew(made, { scene, window }, now))))
    return () => {
      stops.forEach(stop => stop())
      made.close()
    }
  }, [scene, window, reach, withPrivate, isHeld])
  return plan
}
