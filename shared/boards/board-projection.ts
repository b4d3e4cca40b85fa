import type * as Y from 'yjs'
import { type BoardDates, boardDatesOf } from './board-dates.ts'
import { boardTitleOf } from './board-settings.ts'
import { columnsOf, type Stage } from './column.ts'
import type { Deadline, Priority, Progress } from './task.ts'
import { liveTasksOf } from './tasks.ts'

/** A task as lists across boards and search need it. */
export interface ProjectedTask {
  id: string
  title: string
  column: string
  stage: Stage
  companyId: string | null
  assignees: string[]
  labels: string[]
  priority: Priority | null
  deadline: Deadline | null
  progress: Progress
  parent: string | null
  /** among the children of the parent */
  rank: string
  /** null: it has no place in time, or lies in a company's own side, whose plan hangs on the board's */
  dates: BoardDates | null
}

/** The rows that follow from a board. */
export interface BoardProjection { title: string, tasks: ProjectedTask[], /** what its columns mean, by id; under '' the one in which stands what is in none */ stages: Record<string, Stage> }

/** Pure; may be run again at any time. */
export function projectBoard(doc: Y.Doc): BoardProjection {
  const columns = columnsOf(doc)
  const stages = new Map(columns.map(({ id, stage }) => [id, stage]))
  const firstStage = columns[0]?.stage ?? 'open'
  const live = liveTasksOf(doc)
  const dates = boardDatesOf(doc, live)
  const tasks = [...live.values()].map(({ id, title, column, companyId, assignees, labels, priority, deadline, progress, parent, rank }): ProjectedTask => ({
    id, title, column, companyId, priority, deadline, progress, parent, rank, stage: stages.get(column) ?? firstStage, labels: [...labels], assignees: assignees.map(({ userId }) => userId), dates: dates.get(id) ?? null,
  }))
  return { title: boardTitleOf(doc), tasks, stages: Object.fromEntries([['', firstStage], ...stages]) }
}
