import { useEffect, useState } from 'react'
import { useGanttContext } from './gantt-context.ts'
import { type PrintedPlan, printedPlan, type PrintedWish } from './printed-plan.ts'

/** The plan as it is to be printed, as of the moment in which that was chosen; null for the moment before. */
export function usePrintedPlan({ reach, withPrivate }: PrintedWish): PrintedPlan | null {
  const { scene, window } = useGanttContext()
  const [plan, setPlan] = useState<PrintedPlan | null>(null)
  useEffect(() => {
    const made = printedPlan({ scene, window }, { reach, withPrivate }, () => new Date().toISOString())
    // oxlint-disable-next-line react/set-state-in-effect -- it listens to the board for as long as it is shown
    setPlan(made)
    return () => {
      setPlan(null)
      made.close()
    }
  }, [scene, window, reach, withPrivate])
  return plan
}
