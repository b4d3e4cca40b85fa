import { linesOf, readQuickTask } from '@kopa/shared/boards/quick-add.ts'
import type { Task } from '@kopa/shared/boards/task.ts'
import type { LiveTaskList } from '@kopa/shared/pages/live-tasks.ts'
import { useMemo } from 'react'
import { announce } from '../ui/announce.ts'
import { useMinute } from '../ui/DateText.tsx'
import { useActWords } from './act-words.ts'
import { useBoardContext } from './board-context.ts'
import { filterIn, readBoardSearch } from './board-search.ts'
import { stageIn } from './board-store.ts'
import { cellKey } from './board-ui.ts'
import { landingIn, type ListedTasks, listedTasks, type ListGroup } from './live-list-lines.ts'
import { useColumns, useTasks, useViews } from './use-board.ts'
import { standingIn } from './shown.ts'
import { useFieldReader } from './use-field-reader.ts'
import { useLaneOrder } from './use-lane-names.tsx'
import { useTypingPlace } from './use-typing-place.ts'
import { useToggleDone } from './use-toggle-done.ts'

/** What a list in a page shows right now. */
export function useListedTasks(list: LiveTaskList): ListedTasks {
  const { board, me: { timeZone }, people, companies } = useBoardContext()
  const [columns, tasks, views, now] = [useColumns(board), useTasks(board), useViews(board), useMinute()]
  const kept = views.find(({ id }) => id === list.view)
  const search = useMemo(() => readBoardSearch(kept?.search ?? {}), [kept])
  const fieldValue = useFieldReader(search)
  const lanes = useLaneOrder(list.group === 'column' ? 'none' : list.group, { people, companies })
  return useMemo(() => {
    const view = { now, timeZone, fieldValue, isDone: (task: Task): boolean => stageIn(columns, task.column) === 'done', ...standingIn(board, columns) }
    const order = list.group === 'column' ? new Map(columns.map(({ id }, at) => [id, at])) : lanes
    return listedTasks({ columns, cards: board.cards, tasks, list, filter: filterIn(search), view, order })
  }, [board, columns, tasks, list, search, lanes, now, timeZone, fieldValue])
}

export interface ListActs {
  toggle: (task: Task) => void
  /** Puts a row of a group at another place in it. */
  place: (group: ListGroup, id: string, to: number) => void
  /** null: nothing can be added here */
  add: ((text: string) => void) | null
}

/** What is done to tasks in a page: the same acts as on the board, each undone as one. `onAdded`: their ids. */
export function useListActs(list: LiveTaskList, onAdded: (ids: readonly string[]) => void): ListActs {
  const { board, acts, mayEdit } = useBoardContext()
  const place = useTypingPlace()
  const columns = useColumns(board)
  const words = useActWords()
  const toggle = useToggleDone()
  const home = columns.find(({ stage }) => stage !== 'done') ?? columns[0]
  return {
    toggle,
    place: ({ tasks }, id, to) => {
      const column = board.task(id)?.column ?? ''
      const landing = landingIn(tasks, id, to, board.cards(column))
      if (landing) announce(acts.move([id], { cell: cellKey({ column, lane: '' }), ...landing }))
    },
    add: !mayEdit || !home || list.show === 'done' ? null : text => {
      const tasks = linesOf(text).map(line => readQuickTask(line, place())).filter(({ title }) => title !== '')
      if (tasks.length === 0) return
      onAdded(acts.add({ tasks, column: home.id, after: board.cards(home.id).at(-1) ?? null, areMilestones: list.show === 'milestones' }))
      announce(words.added(tasks))
    },
  }
}
