import { type CalendarChange, calendarAccepted } from '@kopa/shared/boards/calendar-changes.ts'
import { copyOf } from '@kopa/shared/boards/board-values.ts'
import { comparePlans, type PlanComparison } from '@kopa/shared/boards/plan-comparison.ts'
import { BoardStore } from './board-store.ts'
import { resultOf } from './sandbox-consent.ts'

/** What becomes of the plan when a company works otherwise: reckoned on a copy, nothing is written. */
export function comparedWithCalendar(board: BoardStore, companyId: string, changes: readonly CalendarChange[]): PlanComparison {
  const copy = copyOf(board.doc)
  calendarAccepted(copy, companyId, changes)
  const changed = new BoardStore(copy)
  changed.setSide(board.side())
  const comparison = comparePlans(resultOf(board), resultOf(changed))
  changed.close()
  copy.destroy()
  return comparison
}
