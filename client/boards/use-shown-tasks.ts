import { filterBy } from '@kopa/shared/boards/filter.ts'
import type { Task } from '@kopa/shared/boards/task.ts'
import { useMemo } from 'react'
import { useMinute } from '../ui/DateText.tsx'
import { useBoardContext } from './board-context.ts'
import { type BoardSearch, filterIn } from './board-search.ts'
import { stageIn } from './board-store.ts'
import { standingIn } from './shown.ts'
import { boardOrder } from './table-lines.ts'
import { useColumns } from './use-board.ts'
import { useFieldReader } from './use-field-reader.ts'

/** The tasks that the filters of the address let through, in the order of the board. */
export function useShownTasks(tasks: ReadonlyMap<string, Task>, search: BoardSearch): readonly Task[] {
  const { board, me: { timeZone } } = useBoardContext()
  const columns = useColumns(board)
  const now = useMinute()
  const fieldValue = useFieldReader(search)
  const filter = useMemo(() => filterIn(search), [search])
  return useMemo(() => {
    const view = { now, timeZone, isDone: (task: Task): boolean => stageIn(columns, task.column) === 'done', fieldValue, ...standingIn(board, columns) }
    return boardOrder(columns, board.cards, tasks).filter(filterBy(filter, view))
  }, [board, columns, tasks, filter, now, timeZone, fieldValue])
}
