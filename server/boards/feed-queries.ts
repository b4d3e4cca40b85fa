import { AppError } from '@kopa/shared/errors.ts'
import { calendarText, type CalendarEvent } from '@kopa/shared/boards/icalendar.ts'
import type { PublicContext, Queryable } from '../core/context.ts'
import { hashSecret } from '../people/queries.ts'
import { listDueTasks } from './task-queries.ts'

export async function findFeed(database: Queryable, userId: string): Promise<{ createdAt: string } | null> {
  const row = await database.selectFrom('calendarFeeds').select('createdAt').where('userId', '=', userId).executeTakeFirst()
  return row ? { createdAt: row.createdAt.toISOString() } : null
}

/**
 * What is due for whom this address was made, by their rights at this moment.
 * @throws AppError notFound for an address that never was, or is none any more
 */
export async function readFeed({ database, config, now }: PublicContext, secret: string): Promise<string> {
  const reader = await database.selectFrom('calendarFeeds').innerJoin('users', 'users.id', 'calendarFeeds.userId')
    .select(['users.id as userId', 'users.companyId', 'users.name']).where('calendarFeeds.secretHash', '=', hashSecret(secret))
    .where('users.suspendedAt', 'is', null).executeTakeFirst()
  if (!reader) throw new AppError('notFound')
  const tasks = await listDueTasks(database, reader)
  return calendarText({ name: `Kopa: ${reader.name}`, now: now().getTime(), events: tasks.map(task => eventOf(task, config.url)) })
}

type DueTask = Awaited<ReturnType<typeof listDueTasks>>[number]

const eventOf = (task: DueTask, address: string): CalendarEvent => ({
  uid: `${task.taskId}@${task.documentId}`, title: task.title, description: `${task.boardTitle} · ${task.workspaceName}`,
  at: task.deadlineAt ? { instant: task.deadlineAt.toISOString() } : { day: task.deadlineDay ?? '' },
  url: `${address}/w/${task.workspaceId}/b/${task.boardId}?task=${encodeURIComponent(task.taskId)}`,
})
