import { Trans, useLingui } from '@lingui/react/macro'
import { mostTitle } from '@kopa/shared/boards/task.ts'
import { Dialog } from '../ui/Dialog.tsx'
import { Form } from '../ui/Form.tsx'
import { FormActs } from '../ui/FormActs.tsx'
import { TextField } from '../ui/TextField.tsx'
import { useBoardContext } from './board-context.ts'
import { useGanttContext } from './gantt-context.ts'
import type { GanttColumn } from './gantt-cursor.ts'
import { usePlanCells } from './use-plan-cells.ts'
import { useGanttColumnNames, useTellCell } from './use-gantt-words.ts'

/** One value of a row, asked for: the way without pulling and where the list is too narrow for cells. */
export function CellDialog({ id, column, onClose }: { id: string, column: GanttColumn, onClose: () => void }) {
  const { t } = useLingui()
  const { board } = useBoardContext()
  const { scene } = useGanttContext()
  const [names, words, tellCell] = [useGanttColumnNames(), usePlanCells(), useTellCell(scene)]
  const task = board.task(id)
  const hints: Partial<Record<GanttColumn, string>> = {
    start: t`It begins then, or as soon after it as what it waits for allows.`, finish: t`It ends then, or as soon after it as what it waits for allows.`, duration: t`For example 3d, 4h or 2w; 0 is a milestone.`, percent: t`From 0 to 100.`,
  }
  if (!task) return null
  const take = (text: string): Promise<void> => {
    const why = words.take(task, column, text)
    if (why !== null) return Promise.reject(new Error(why))
    tellCell(task, column)
    onClose()
    return Promise.resolve()
  }
  return (
    <Dialog title={task.title || t`Untitled`} isOpen onClose={onClose}>
      <Form act={({ value = '' }) => take(value)}>
        <TextField name="value" label={names[column]} defaultValue={words.text(task, column)} hint={hints[column]} maxLength={column === 'title' ? mostTitle : 200} autoComplete="off" isProposed autoFocus />
        <FormActs onClose={onClose}><Trans>Save</Trans></FormActs>
      </Form>
    </Dialog>
  )
}
