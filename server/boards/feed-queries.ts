import { AppError } from '@kopa/shared/errors.ts'
import { calendarText, type CalendarEvent } from '@kopa/shared/boards/icalendar.ts'
import type { PublicContext, Queryable } from '../core/context.ts'
import { hashSecret } from '../people/queries.ts'
import { listDatedTasks, plannedDays } from './task-queries.ts'

export async function findFeed(database: Queryable, userId: string): Promise<{ createdAt: string } | null> {
  const row = await database.selectFrom('calendarFeeds').select('createdAt').where('userId', '=', userId).executeTakeFirst()
  return row ? { createdAt: row.createdAt.toISOString() } : null
}

/**
 * What is planned and due for whom this address was made, by their rights at this moment.
 * @throws AppError notFound for an address that never was, or is none any more
 */
export async function readFeed({ database, config, now }: PublicContext, secret: string): Promise<string> {
  const reader = await database.selectFrom('calendarFeeds').innerJoin('users', 'users.id', 'calendarFeeds.userId')
    .select(['users.id as userId', 'users.companyId', 'users.name']).where('calendarFeeds.secretHash', '=', hashSecret(secret))
    .where('users.suspendedAt', 'is', null).executeTakeFirst()
  if (!reader) throw new AppError('notFound')
  const tasks = await listDatedTasks(database, reader, now())
  return calendarText({ name: `Kopa: ${reader.name}`, now: now().getTime(), events: tasks.flatMap(task => eventsOf(task, config.url)) })
}

type DatedTask = Awaited<ReturnType<typeof listDatedTasks>>[number]

/** When it is planned, by whole days; and when it is due, unless the plan ends with that day. */
function eventsOf(task: DatedTask, address: string): CalendarEvent[] {
  const uid = `${task.taskId}@${task.documentId}`
  const told = { title: task.title, description: `${task.boardTitle} · ${task.workspaceName}`, url: `${address}/w/${task.workspaceId}/b/${task.boardId}?task=${encodeURIComponent(task.taskId)}` }
  const { startDay, finishDay } = plannedDays(task)
  const plan = startDay !== null && finishDay !== null ? [{ ...told, uid: `plan-${uid}`, at: { day: startDay }, untilDay: finishDay }] : []
  if (task.deadlineAt) return [...plan, { ...told, uid, at: { instant: task.deadlineAt.toISOString() } }]
  return task.deadlineDay === null || task.deadlineDay === finishDay ? plan : [...plan, { ...told, uid, at: { day: task.deadlineDay } }]
}
