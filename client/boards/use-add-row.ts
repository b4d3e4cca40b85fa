import { useLingui } from '@lingui/react/macro'
import type { QuickTask } from '@kopa/shared/boards/quick-add.ts'
import { showToast } from '../ui/toasts.ts'
import { useBoardContext } from './board-context.ts'
import { useGanttContext } from './gantt-context.ts'
import { endOfPlan } from './outline-acts.ts'

/** A new row of the plan, for everybody or for the own company, as it was chosen beside where rows are written. Answers its id; null: there is none, and it was said why. */
export function useAddRow(): (title: string, above: string | null) => string | null {
  const { t } = useLingui()
  const { outline } = useGanttContext()
  const { ui } = useBoardContext()
  return (title, above) => {
    const id = outline.add(title, above, { isPrivate: ui.state().addsPrivately })
    if (id === null) showToast({ text: t`What only your company sees is not open here.` })
    return id
  }
}

/** Rows at the end of the plan, as they were typed. Answers their ids; none: it was said why. */
export function useAddRows(): (tasks: readonly QuickTask[]) => readonly string[] {
  const { t } = useLingui()
  const { board, acts, ui } = useBoardContext()
  return tasks => {
    const isPrivate = ui.state().addsPrivately
    if (isPrivate && board.side() === null) {
      showToast({ text: t`What only your company sees is not open here.` })
      return []
    }
    return acts.add({ tasks, ...endOfPlan(board), isPrivate, isPlanned: true })
  }
}
