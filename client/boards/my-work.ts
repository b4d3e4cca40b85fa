import { myWork, type MyWorkPart, myWorkParts } from '@kopa/shared/boards/my-work-contract.ts'
import type { boards } from '@kopa/shared/boards/contract.ts'
import { dueDay, isOverdue } from '@kopa/shared/boards/filter.ts'
import type { Deadline } from '@kopa/shared/boards/task.ts'
import { addDays, dayAt, weekdayOf } from '@kopa/shared/boards/zoned-time.ts'
import type { Result } from '@kopa/shared/contract.ts'
import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query'
import { makeApi } from '../core/api.ts'
import { boardsApi } from './boards-queries.ts'
import type { MyWorkSearch } from './my-work-search.ts'

export type { MyWorkPart }
export const myWorkApi = makeApi(myWork)
export type MyTask = Result<typeof boards['listMyTasks']>['tasks'][number]

/** Rows follow a board a moment after it was written, and nothing tells when: so they are asked for again. */
const askedAgain = 30_000

export interface WorkQuestion extends MyWorkSearch { zone: string }

/** A page of the list, and how many tasks there are in all. */
export interface WorkPage { tasks: MyTask[], next: string | null, counts: WorkCounts }
export type WorkCounts = Readonly<Record<MyWorkPart, number>>

export const myWorkQuery = ({ workspace, whose, show, zone }: WorkQuestion) => infiniteQueryOptions({
  queryKey: ['tasks', 'all', 'counted', workspace ?? '', whose ?? 'mine', show ?? 'open', zone],
  queryFn: async ({ pageParam }): Promise<WorkPage> => {
    const asked = { ...workspace !== undefined && { workspaceId: workspace }, ...whose !== undefined && { whose }, ...show !== undefined && { show } }
    const [page, counts] = await Promise.all([boardsApi.listMyTasks({ ...asked, ...pageParam !== null && { after: pageParam } }), myWorkApi.countMyTasks({ ...asked, zone })])
    return { ...page, counts }
  },
  initialPageParam: null as string | null,
  getNextPageParam: ({ next }) => next,
  refetchInterval: askedAgain,
  meta: { keepOffline: true },
})

export const calendarFeedQuery = queryOptions({ queryKey: ['me', 'calendarFeed'], queryFn: () => boardsApi.getCalendarFeed() })

export const deadlineOf = ({ deadlineDay, deadlineAt }: MyTask): Deadline | null =>
  (deadlineAt !== null ? { instant: deadlineAt } : deadlineDay !== null ? { day: deadlineDay } : null)

export interface Reader { now: number, timeZone: string }

/** What comes first for a task, its deadline or its plan, as its reader's calendar has it. */
export function partOf(task: MyTask, reader: Reader): MyWorkPart {
  if (task.stage === 'done') return 'done'
  const deadline = deadlineOf(task)
  if (deadline && isOverdue(deadline, reader)) return 'late'
  const today = dayAt(reader.now, reader.timeZone)
  const days = [deadline && dueDay(deadline, reader.timeZone), plannedNext(task, today)].flatMap(day => day ?? []).toSorted()
  return days[0] === undefined ? 'undated' : partOfDay(days[0], today)
}

/** A week ends on Sunday. */
function partOfDay(day: string, today: string): 'today' | 'week' | 'later' {
  if (day <= today) return 'today'
  return day <= addDays(today, 7 - weekdayOf(today)) ? 'week' : 'later'
}

/** When it is planned to begin, or to end if it should have begun: what should have ended is for today. null: it has no place in time. */
export const plannedNext = ({ startDay, finishDay }: Pick<MyTask, 'startDay' | 'finishDay'>, today: string): string | null =>
  (startDay !== null && startDay >= today ? startDay : finishDay)

/** In their order, without those in which nothing is. `stays`: the part in which a task is shown whatever it says. */
export function inParts(tasks: readonly MyTask[], reader: Reader, stays: (task: MyTask) => MyWorkPart | undefined = () => undefined): { part: MyWorkPart, tasks: MyTask[] }[] {
  const found = Map.groupBy(tasks, task => stays(task) ?? partOf(task, reader))
  return myWorkParts.flatMap(part => {
    const inPart = found.get(part)
    return inPart ? [{ part, tasks: inPart }] : []
  })
}
