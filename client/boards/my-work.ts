import type { boards } from '@kopa/shared/boards/contract.ts'
import { dueDay, isOverdue } from '@kopa/shared/boards/filter.ts'
import type { Deadline } from '@kopa/shared/boards/task.ts'
import { addDays, dayAt, weekdayOf } from '@kopa/shared/boards/zoned-time.ts'
import type { Result } from '@kopa/shared/contract.ts'
import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query'
import { boardsApi } from './boards-queries.ts'
import type { MyWorkSearch } from './my-work-search.ts'

export type MyTask = Result<typeof boards['listMyTasks']>['tasks'][number]

/** Rows follow a board a moment after it was written, and nothing tells when: so they are asked for again. */
const askedAgain = 30_000

export const myWorkQuery = ({ workspace, whose, show }: MyWorkSearch) => infiniteQueryOptions({
  queryKey: ['tasks', 'all', workspace ?? '', whose ?? 'mine', show ?? 'open'],
  queryFn: ({ pageParam }) => boardsApi.listMyTasks({
    ...workspace !== undefined && { workspaceId: workspace }, ...whose !== undefined && { whose }, ...show !== undefined && { show }, ...pageParam !== null && { after: pageParam },
  }),
  initialPageParam: null as string | null,
  getNextPageParam: ({ next }) => next,
  refetchInterval: askedAgain,
  meta: { keepOffline: true },
})

export const calendarFeedQuery = queryOptions({ queryKey: ['me', 'calendarFeed'], queryFn: () => boardsApi.getCalendarFeed() })

export const deadlineOf = ({ deadlineDay, deadlineAt }: MyTask): Deadline | null =>
  (deadlineAt !== null ? { instant: deadlineAt } : deadlineDay !== null ? { day: deadlineDay } : null)

export const myWorkParts = ['late', 'today', 'week', 'later', 'undated', 'done'] as const
export type MyWorkPart = (typeof myWorkParts)[number]

/** When a task is due as its reader's calendar has it. A week ends on Sunday. */
export function partOf(task: MyTask, { now, timeZone }: { now: number, timeZone: string }): MyWorkPart {
  if (task.stage === 'done') return 'done'
  const deadline = deadlineOf(task)
  if (!deadline) return 'undated'
  if (isOverdue(deadline, { now, timeZone })) return 'late'
  const [day, today] = [dueDay(deadline, timeZone), dayAt(now, timeZone)]
  if (day === today) return 'today'
  return day <= addDays(today, 7 - weekdayOf(today)) ? 'week' : 'later'
}

/** In their order, without those in which nothing is. */
export function inParts(tasks: readonly MyTask[], reader: { now: number, timeZone: string }): { part: MyWorkPart, tasks: MyTask[] }[] {
  const found = Map.groupBy(tasks, task => partOf(task, reader))
  return myWorkParts.flatMap(part => {
    const inPart = found.get(part)
    return inPart ? [{ part, tasks: inPart }] : []
  })
}
