import { sql } from 'kysely'
import { type MyWorkPart, myWorkParts } from '@kopa/shared/boards/my-work-contract.ts'
import { addDays, dayAt, momentOf, weekdayOf } from '@kopa/shared/boards/zoned-time.ts'
import type { Queryable } from '../core/context.ts'
import { isAssignedTo, isNotDone, isWithPartner, type MyTasksQuestion, type Reader, stageNow, visibleTasks } from './task-queries.ts'

const startDay = sql<string>`left(tasks.start, 10)`
/** A time at midnight is the end of the day before it. */
const finishDay = sql<string>`case when right(tasks.finish, 6) = 'T00:00' and left(tasks.finish, 10) > left(tasks.start, 10) then to_char(left(tasks.finish, 10)::date - 1, 'YYYY-MM-DD') else left(tasks.finish, 10) end`

/** The part of "My work" in which a task stands: what `partOf` (client/boards/my-work.ts) says, asked of all rows. */
function partNow(now: Date, zone: string) {
  const today = dayAt(now.getTime(), zone)
  const weekEnd = addDays(today, 7 - weekdayOf(today))
  const endOf = (day: string): Date => new Date(momentOf(`${addDays(day, 1)}T00:00`, zone))
  const planned = sql<string>`case when tasks.start is null or tasks.finish is null then null when ${startDay} >= ${today} then ${startDay} else ${finishDay} end`
  const comesBy = (day: string) => sql<boolean>`(tasks.deadline_day <= ${day} or tasks.deadline_at < ${endOf(day)} or ${planned} <= ${day})`
  return sql<MyWorkPart>`case when ${stageNow} = 'done' then 'done' when tasks.deadline_day < ${today} or tasks.deadline_at < ${now} then 'late'
    when ${comesBy(today)} then 'today' when ${comesBy(weekEnd)} then 'week' when tasks.deadline_day is null and tasks.deadline_at is null and ${planned} is null then 'undated' else 'later' end`
}

interface CountQuestion extends Omit<MyTasksQuestion, 'after'> { zone?: string }

/** How many tasks each part has, whatever part of them a screen has fetched. */
export async function countMyTasks(database: Queryable, reader: Reader, { workspaceId, whose = 'mine', show = 'open', zone }: CountQuestion, now: Date): Promise<Record<MyWorkPart, number>> {
  const part = partNow(now, zone ?? (await database.selectFrom('users').select('timeZone').where('id', '=', reader.userId).executeTakeFirstOrThrow()).timeZone)
  const rows = await visibleTasks(database, reader)
    .where(whose === 'mine' ? isAssignedTo(reader) : isWithPartner(reader))
    .select([part.as('part'), sql<string>`count(*)`.as('count')])
    .$if(workspaceId !== undefined, query => query.where('boards.workspaceId', '=', workspaceId ?? ''))
    .$if(show === 'open', query => query.where(isNotDone))
    .groupBy('part').execute()
  return Object.fromEntries(myWorkParts.map(name => [name, Number(rows.find(row => row.part === name)?.count ?? 0)])) as Record<MyWorkPart, number>
}
