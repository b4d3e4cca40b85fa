import { useLingui } from '@lingui/react/macro'
import { showToast } from '../ui/toasts.ts'
import { useBoardContext } from './board-context.ts'
import { useGanttContext } from './gantt-context.ts'

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
