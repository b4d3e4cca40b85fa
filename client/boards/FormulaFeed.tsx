import { useEffect } from 'react'
import { useBoardContext } from './board-context.ts'
import { useFields, useTasks } from './use-board.ts'
import { useFormulas } from './use-formulas.ts'

/** Works formulas out for as long as a filter asks for what they give, or cards show it; draws nothing. */
export function FormulaFeed() {
  const { board, ui } = useBoardContext()
  const { formulas } = useFormulas(useTasks(board), useFields(board), { needsDates: false })
  useEffect(() => ui.change({ formulas }), [ui, formulas])
  useEffect(() => () => ui.change({ formulas: null }), [ui])
  return null
}
