import { useLingui } from '@lingui/react/macro'
import type { BoardUse } from './board-context.ts'
import { columnIn, companyIn, personIn } from './board-context.ts'
import type { ToldTask } from './live-board.ts'
import { useColumns, useTasks } from './use-board.ts'
import { useDueWords } from './use-due-words.ts'

/** characters of a title that stand in a line of a page */
const mostTitle = 140
const mostPeople = 2

/** Tells tasks in a few words; another function whenever one of them, or the time, has moved on. */
export function useTaskTeller(use: BoardUse): (taskId: string) => ToldTask | null {
  const { t } = useLingui()
  const columns = useColumns(use.board)
  const tasks = useTasks(use.board)
  const tellDue = useDueWords(use.me.timeZone)
  return id => {
    const task = tasks.get(id)
    if (!task) return null
    const column = columnIn(columns, task.column)
    const stage = column?.stage ?? 'open'
    const due = task.deadline && tellDue(task.deadline, { isDone: stage === 'done' })
    const people = task.assignees.flatMap(({ userId }) => personIn(use, userId)?.name ?? [])
    const shown = [...people.slice(0, mostPeople), ...people.length > mostPeople ? [`+${people.length - mostPeople}`] : []]
    return {
      title: shortened(task.title) || t`Untitled`, stage, isLate: due?.tone === 'late',
      facts: [column?.title ?? '', due?.text ?? '', companyIn(use, task.companyId)?.name ?? '', shown.join(', ')].filter(Boolean),
    }
  }
}

const shortened = (title: string): string => (title.length > mostTitle ? `${title.slice(0, mostTitle).toWellFormed()}…` : title)
