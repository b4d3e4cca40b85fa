import { isFiltering } from '@kopa/shared/boards/filter.ts'
import type { Task } from '@kopa/shared/boards/task.ts'
import { useCallback, useMemo, useSyncExternalStore } from 'react'
import { useMinute } from '../ui/DateText.tsx'
import { stageIn } from './board-store.ts'
import { useBoardContext } from './board-context.ts'
import { type BoardSearch, filterIn } from './board-search.ts'
import { type Shown, shownOf, standingIn } from './shown.ts'
import { fieldIdOf } from './table-columns.ts'
import { laneFieldIn } from './table-lines.ts'
import { useColumns, useFields } from './use-board.ts'
import { useFieldReader } from './use-field-reader.ts'
import { useLaneOrder } from './use-lane-names.tsx'

const never = () => () => undefined
const nothing = () => null

/** Which cards the address asks for. The board's own lists follow their changes by themselves; filters and lanes are made anew with every change. */
export function useShown(search: BoardSearch): Shown {
  const { board, me, people, companies } = useBoardContext()
  const columns = useColumns(board)
  const now = useMinute()
  const fields = useFields(board)
  const field = laneFieldIn(search.by ?? '', fields)
  const grouping = field || fieldIdOf(search.by ?? '') === null ? search.by ?? 'none' : 'none'
  const laneNames = useLaneOrder(grouping, { people, companies, field })
  const isPlain = grouping === 'none' && !isFiltering(filterIn(search))
  const watchTasks = useMemo(() => (isPlain ? never : board.watch('tasks')), [board, isPlain])
  const tasks = useSyncExternalStore(watchTasks, isPlain ? nothing : board.tasks)
  const moment = isPlain ? 0 : now
  const isDone = useCallback((task: Task) => stageIn(columns, task.column) === 'done', [columns])
  const fieldValue = useFieldReader(search)
  const filter = useMemo(() => filterIn(search), [search])
  return useMemo(() => shownOf({ board, columns, tasks, filter, grouping, field, laneNames, view: { now: moment, timeZone: me.timeZone, isDone, fieldValue, ...standingIn(board, columns) } }), [board, columns, tasks, filter, grouping, field, laneNames, moment, me.timeZone, isDone, fieldValue])
}
