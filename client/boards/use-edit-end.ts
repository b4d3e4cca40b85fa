import type { Task } from '@kopa/shared/boards/task.ts'
import { useBoardContext } from './board-context.ts'
import { useGanttContext } from './gantt-context.ts'
import { columnBeside, type GanttColumn, typedColumns } from './gantt-cursor.ts'
import type { EditEnd } from './GanttCellEditor.tsx'

export const focusPlan = (): void => document.querySelector<HTMLElement>('[data-plan]')?.focus({ preventScroll: true })

/** Where the keyboard goes when a cell is written: Enter down, and below the last row to a new one; Tab to the next cell; Escape stays. */
export function useEditEnd(): (task: Task, column: GanttColumn, how: EditEnd) => void {
  const { scene, cursor, window, form } = useGanttContext()
  const { board } = useBoardContext()
  return ({ id }, column, how) => {
    const rows = scene.rows()
    if (how === 'leave') return cursor.stop()
    if (how === 'tab' || how === 'backTab') {
      const next = columnBeside(column, how === 'tab' ? 1 : -1, form === 'list' ? ['title'] : typedColumns)
      if (next !== null) return cursor.edit(id, next)
      return stay()
    }
    // A row that was added and never written in was a mistake.
    if (how === 'escape' && cursor.isDraft(id) && board.task(id)?.title === '') board.undo.undo()
    const at = scene.rowOf(id) ?? 0
    const below = how === 'enter' ? rows[at + 1]?.task.id : id
    if (below === undefined) return addAtEnd()
    cursor.goTo(below, form === 'list' ? null : column)
    window.reveal(scene.rowOf(below) ?? 0)
    focusPlan()
  }
  function stay(): void {
    cursor.stop()
    focusPlan()
  }
  function addAtEnd(): void {
    cursor.stop()
    document.querySelector<HTMLElement>('[data-add-row]')?.click()
  }
}
