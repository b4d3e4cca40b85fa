import { sql } from 'kysely'
import type { Stage } from '@kopa/shared/boards/column.ts'
import { AppError } from '@kopa/shared/errors.ts'
import { addDays } from '@kopa/shared/boards/zoned-time.ts'
import { isId } from '@kopa/shared/ids.ts'
import type { Actor } from '@kopa/shared/policy.ts'
import type { Queryable } from '../core/context.ts'

export type Reader = Pick<Actor, 'companyId' | 'userId'>

/**
 * Tasks on living boards of all workspaces that the person is in. Two walls are in the query: that of the document in which the
 * task lies, and that of the board, whose title is shown with it. What needs no index of its own is asked beside the joins: with two tables
 * more to be joined PostgreSQL takes 20 ms to decide in which order.
 */
export const visibleTasks = (database: Queryable, { companyId, userId }: Reader) =>
  database.selectFrom('tasks')
    .innerJoin('documents', 'documents.id', 'tasks.documentId')
    .innerJoin('boards', 'boards.id', 'tasks.boardId')
    .innerJoin('memberships', join => join.onRef('memberships.workspaceId', '=', 'boards.workspaceId').on('memberships.userId', '=', userId))
    .where(where => where.or([where('documents.privateTo', 'is', null), where('documents.privateTo', '=', companyId)]))
    .where(sql<boolean>`coalesce((select private_to from documents as own where own.id = boards.id), ${companyId}) = ${companyId}`)
    .where('boards.archivedAt', 'is', null)

/** What its column means. Of a task in a company's side the board knows that: a side has no columns, and its rows say nothing. */
export const stageNow = sql<Stage>`case when tasks.document_id = boards.id then tasks.stage else coalesce(boards.column_stages ->> tasks.column_id, boards.column_stages ->> '', tasks.stage) end`
export const isNotDone = sql<boolean>`(tasks.stage <> 'done' and ${stageNow} <> 'done')`

const placeColumns = ['tasks.taskId', 'tasks.documentId', 'tasks.boardId', 'boards.title as boardTitle', 'boards.workspaceId',
  sql<string>`(select name from workspaces where workspaces.id = boards.workspace_id)`.as('workspaceName'), 'tasks.title', stageNow.as('stage'), 'documents.privateTo'] as const

const mostMine = 100

export interface MyTasksQuestion { workspaceId?: string, whose?: 'mine' | 'partner', show?: 'open' | 'all', after?: string }

export const isAssignedTo = ({ userId }: Reader) => sql<boolean>`exists (select from task_people where task_people.document_id = tasks.document_id
  and task_people.task_id = tasks.task_id and task_people.user_id = ${userId})`

/** Another company is responsible for it, or its column says that it waits. */
export const isWithPartner = ({ companyId }: Reader) => sql<boolean>`(tasks.company_id <> ${companyId} or ${stageNow} = 'waiting')`

/** A day of a plan ends as a day without an hour does. */
const endOf = (column: 'start' | 'finish') => sql<Date | null>`(left(${sql.ref(`tasks.${column}`)}, 10)::date + 1)::timestamp at time zone 'UTC'`

/** What comes next for a task: its deadline, or when it is planned to begin, or to end if it should have begun. null: nothing. */
const nextFor = (today: string) => sql<Date | null>`least(tasks.due_at, case when left(tasks.start, 10) >= ${today} then ${endOf('start')} else ${endOf('finish')} end)`

/** What is assigned to the person, or what waits for a partner, by what comes next; tasks of which nothing is known last. */
export async function listMyTasks(database: Queryable, reader: Reader, { workspaceId, whose = 'mine', show = 'open', after }: MyTasksQuestion, now: Date) {
  const next = nextFor(now.toISOString().slice(0, 10))
  const due = sql<Date | number>`coalesce(${next}, 'infinity')`
  const cursor = after === undefined ? null : readCursor(after)
  const rows = await visibleTasks(database, reader)
    .where(whose === 'mine' ? isAssignedTo(reader) : isWithPartner(reader))
    .select([...placeColumns, 'tasks.companyId', 'tasks.priority', 'tasks.deadlineDay', 'tasks.deadlineAt', 'tasks.percent', 'tasks.start', 'tasks.finish', next.as('next')])
    .$if(workspaceId !== undefined, query => query.where('boards.workspaceId', '=', workspaceId ?? ''))
    .$if(show === 'open', query => query.where(isNotDone))
    .$if(cursor !== null, query => query.where(sql<boolean>`(${due}, tasks.document_id, tasks.task_id) > (${cursor?.due}::timestamptz, ${cursor?.documentId}::uuid, ${cursor?.taskId})`))
    .orderBy(due).orderBy('tasks.documentId').orderBy('tasks.taskId').limit(mostMine + 1).execute()
  const shown = rows.slice(0, mostMine)
  const last = shown.at(-1)
  return {
    tasks: shown.map(({ start, finish, ...task }) => ({ ...task, ...plannedDays({ start, finish }), deadlineAt: task.deadlineAt?.toISOString() ?? null })),
    next: last && rows.length > mostMine ? `${last.next?.toISOString() ?? 'infinity'} ${last.documentId} ${last.taskId}` : null,
  }
}

/** A time at midnight is the end of the day before it. */
export function plannedDays({ start, finish }: { start: string | null, finish: string | null }): { startDay: string | null, finishDay: string | null } {
  if (start === null || finish === null) return { startDay: null, finishDay: null }
  const [startDay, day] = [start.slice(0, 10), finish.slice(0, 10)]
  return { startDay, finishDay: finish.endsWith('T00:00') && day > startDay ? addDays(day, -1) : day }
}

const mostInCalendar = 1000

/** What is assigned to the person, not done, and planned or due: the nearest first, what is long over last. */
export async function listDatedTasks(database: Queryable, reader: Reader, now: Date) {
  const next = nextFor(now.toISOString().slice(0, 10))
  return visibleTasks(database, reader)
    .innerJoin('taskPeople', join => join.onRef('taskPeople.documentId', '=', 'tasks.documentId').onRef('taskPeople.taskId', '=', 'tasks.taskId').on('taskPeople.userId', '=', reader.userId))
    .select([...placeColumns, 'tasks.deadlineDay', 'tasks.deadlineAt', 'tasks.start', 'tasks.finish'])
    .where(isNotDone).where(where => where.or([where('tasks.dueAt', 'is not', null), where('tasks.start', 'is not', null)]))
    .orderBy(sql`${next} < now()`).orderBy(next).orderBy('tasks.documentId').orderBy('tasks.taskId').limit(mostInCalendar).execute()
}

/** The place behind the last task of an answer. @throws AppError invalid when it is none that an answer ever gave */
function readCursor(text: string): { due: string, documentId: string, taskId: string } {
  const [due = '', documentId = '', taskId = ''] = text.split(' ')
  if (!(due === 'infinity' || isMoment(due)) || !isId(documentId)) throw new AppError('invalid', { fields: 'after' })
  return { due, documentId, taskId }
}

/** As we write it, and a year that the database knows. */
const isMoment = (text: string): boolean => /^\d{4}-/.test(text) && !text.startsWith('0000') && !Number.isNaN(Date.parse(text)) && new Date(text).toISOString() === text

const likePattern = (words: string): string => `%${words.trim().replace(/[\\%_]/g, '\\$&')}%`

/** characters shown around the first hit */
const excerptLength = 160

/** Tasks whose title or description holds the words; titles first. */
export async function searchTasks(database: Queryable, reader: Reader, words: string, workspaceId?: string) {
  const pattern = likePattern(words)
  const start = sql<number>`greatest(1, position(lower(${words.trim()}) in lower(task_pages.text)) - ${excerptLength / 4})`
  return visibleTasks(database, reader)
    .leftJoin('taskPages', join => join.onRef('taskPages.documentId', '=', 'tasks.documentId').onRef('taskPages.taskId', '=', 'tasks.taskId'))
    .select([...placeColumns, sql<string>`coalesce(substring(task_pages.text from ${start}::int for ${excerptLength}), '')`.as('excerpt')])
    .where(where => where.or([where('tasks.title', 'ilike', pattern), where('taskPages.text', 'ilike', pattern)]))
    .$if(workspaceId !== undefined, query => query.where('boards.workspaceId', '=', workspaceId ?? ''))
    .orderBy(sql`tasks.title ilike ${pattern}`, 'desc').orderBy(sql`${stageNow} = 'done'`).orderBy('tasks.title').orderBy('tasks.documentId').orderBy('tasks.taskId')
    .limit(20).execute()
}
