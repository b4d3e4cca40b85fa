import type { Static } from 'typebox'
import { sql } from 'kysely'
import type { Rule, RuleRun } from '@kopa/shared/boards/rules-contract.ts'
import type { Condition, RuleDoing, RuleEvent, Trigger } from '@kopa/shared/boards/rule.ts'
import type { ActDone } from '@kopa/shared/boards/rule-verbs.ts'
import { addDays, dayAt, momentOf } from '@kopa/shared/boards/zoned-time.ts'
import { AppError } from '@kopa/shared/errors.ts'
import { day } from '@kopa/shared/time.ts'
import type { Queryable, Transaction } from '../core/context.ts'
import { rightNow } from '../core/moments.ts'

type RuleEntry = Static<typeof Rule>
type RunEntry = Static<typeof RuleRun>

const ruleColumns = ['id', 'boardId', 'companyId', 'name', 'trigger', 'conditions', 'acts', 'isOn', 'offReason', 'madeBy', 'changedBy', 'changedAt', 'onSince', 'lastRunAt'] as const

/** Of a board that the reader may see. */
const livingRules = (database: Queryable, boardId: string) => database.selectFrom('rules').select(ruleColumns).where('boardId', '=', boardId).where('removedAt', 'is', null)

export type RuleRow = Awaited<ReturnType<typeof listRuleRows>>[number]

/** In the order in which they were made. */
export const listRuleRows = (database: Queryable, boardId: string) => livingRules(database, boardId).orderBy('id').execute()
export const listActiveRules = (database: Queryable, boardId: string): Promise<RuleRow[]> => livingRules(database, boardId).where('isOn', '=', true).orderBy('id').execute()

/** Whoever changes the same rule at the same moment waits. */
export async function lockRule(transaction: Transaction, boardId: string, ruleId: string): Promise<RuleRow> {
  const row = await livingRules(transaction, boardId).where('id', '=', ruleId).forUpdate().executeTakeFirst()
  if (!row) throw new AppError('notFound')
  return row
}

/** Written by the contract's schemas. */
export const triggerOf = ({ trigger }: Pick<RuleRow, 'trigger'>): Trigger => trigger as Trigger
export const conditionsOf = ({ conditions }: Pick<RuleRow, 'conditions'>): Condition[] => conditions as Condition[]
export const doingsOf = ({ acts }: Pick<RuleRow, 'acts'>): RuleDoing[] => acts as RuleDoing[]

/** As the contract says it. */
export const ruleOf = ({ id, companyId, name, isOn, offReason, madeBy, changedBy, changedAt, lastRunAt, ...row }: RuleRow): RuleEntry => ({
  id, companyId, name, isOn, offReason: offReason as RuleEntry['offReason'], madeBy, changedBy, changedAt: changedAt.toISOString(), lastRunAt: lastRunAt?.toISOString() ?? null,
  trigger: triggerOf(row), conditions: conditionsOf(row), acts: doingsOf(row),
})

export const mostRunsAtOnce = 50
/** Kept so that it is not looked at again, and of no interest: a deadline came near, of a task that is none of the rule's. */
export const unmet = 'unmet'

const runsOf = (database: Queryable, boardId: string) => database.selectFrom('ruleRuns').innerJoin('rules', 'rules.id', 'ruleRuns.ruleId')
  .select(['ruleRuns.id', 'ruleRuns.ruleId', 'rules.name as ruleName', 'ruleRuns.taskId', 'ruleRuns.event', 'ruleRuns.depth', 'ruleRuns.state', 'ruleRuns.reason', 'ruleRuns.leftOut', 'ruleRuns.acts', 'ruleRuns.triggeredAt', 'ruleRuns.undoneAt', 'ruleRuns.undoneBy'])
  .where('ruleRuns.boardId', '=', boardId).where('ruleRuns.reason', 'is distinct from', unmet)

export type RunRow = Awaited<ReturnType<typeof listRunRows>>[number]

/** The latest first. */
export const listRunRows = (database: Queryable, boardId: string, { ruleId, before }: { ruleId?: string, before?: string }) =>
  runsOf(database, boardId).$if(ruleId !== undefined, query => query.where('ruleRuns.ruleId', '=', ruleId ?? '')).$if(before !== undefined, query => query.where('ruleRuns.id', '<', before ?? ''))
    .orderBy('ruleRuns.id', 'desc').limit(mostRunsAtOnce + 1).execute()

export async function findRun(database: Queryable, boardId: string, runId: string): Promise<RunRow> {
  const row = await runsOf(database, boardId).where('ruleRuns.id', '=', runId).executeTakeFirst()
  if (!row) throw new AppError('notFound')
  return row
}

export const actsDone = ({ acts }: Pick<RunRow, 'acts'>): ActDone[] => acts as ActDone[]

export const runOf = ({ event, depth, reason, triggeredAt, undoneAt, ...row }: RunRow): RunEntry => ({
  ...row, event: event as RunEntry['event'], reason: reason as RunEntry['reason'], isChained: depth > 0, acts: actsDone(row).map(({ act, outcome }) => ({ act, outcome })), at: triggeredAt.toISOString(), undoneAt: undoneAt?.toISOString() ?? null,
})

const mostUndoing = 20

/** What somebody is taking back, and has been for longer than that takes. */
export const listUndoing = (database: Queryable) => database.selectFrom('ruleRuns').select(['id', 'ruleId', 'boardId', 'taskId', 'acts', 'written', 'undoingBy'])
  .where('undoingBy', 'is not', null).where('claimedUntil', '<', rightNow()).orderBy('claimedUntil').limit(mostUndoing).execute()

/** What rules have made happen to tasks of a board, as far as it was not settled at a position: that sets off nothing again. */
export async function listAnswered(database: Queryable, boardId: string, settledBefore: number): Promise<Map<string, RuleEvent[]>> {
  const { rows } = await sql<{ taskId: string, answered: RuleEvent }>`select coalesce(said ->> 'taskId', task_id) as task_id, said as answered from rule_runs, jsonb_array_elements(answered) as said
    where board_id = ${boardId} and answered <> '[]' and (state = 'waiting' or claimed_until > now() or carried_position > ${settledBefore})`.execute(database)
  return new Map([...Map.groupBy(rows, ({ taskId }) => taskId)].map(([taskId, same]) => [taskId, same.map(({ answered }) => answered)]))
}

/** Runs since then that were not left out, whatever came of them: of each rule and each company (both are ids) on a board. */
export async function countRuns(database: Queryable, boardId: string, since: Date): Promise<Map<string, number>> {
  const rows = await database.selectFrom('ruleRuns').innerJoin('rules', 'rules.id', 'ruleRuns.ruleId').select(({ fn }) => ['ruleId', 'companyId', fn.countAll<number>().as('count')])
    .where('ruleRuns.boardId', '=', boardId).where('triggeredAt', '>=', since).where('reason', 'is distinct from', 'tooMany').groupBy(['ruleId', 'companyId']).execute()
  const counts = new Map(rows.map(({ ruleId, count }) => [ruleId, count]))
  for (const { companyId, count } of rows) counts.set(companyId, (counts.get(companyId) ?? 0) + count)
  return counts
}

export const hasWaitingRuns = async (database: Queryable): Promise<boolean> =>
  await database.selectFrom('ruleRuns').select('id').where('state', '=', 'waiting').limit(1).executeTakeFirst() !== undefined

export interface DueTask { ruleId: string, boardId: string, taskId: string, deadline: string, on: 'due' | 'overdue' }

/** Longer ago nothing is caught up with (milliseconds). */
const caughtUp = 7 * day
/** Of one rule in one round: more than it may run in an hour. */
const mostDue = 500

interface DatedTask { ruleId: string, boardId: string, taskId: string, on: DueTask['on'], days: number, onSince: Date, zone: string, deadlineDay: string | null, deadlineAt: Date | null }

/**
 * Tasks whose deadline is so near, or has passed, as a rule waits for, and that were not told to it yet; a day is one of the responsible company's
 * zone, else of the company whose rule it is. What had come before the rule was switched on does not count.
 */
export async function listDueTasks(database: Queryable, now: Date): Promise<DueTask[]> {
  const days = sql`coalesce((rules.trigger ->> 'days')::integer, 0)`
  // In UTC, and hence up to a day and a half beside it: what may be so is looked at closely below, first what is so most likely. Each rule has its own number: none waits for what is another's.
  const near = sql`(tasks.due_at - (${days} + case rules.trigger ->> 'on' when 'due' then 1 else 0 end) * interval '1 day')`
  const since = sql`greatest(rules.on_since, ${now}::timestamptz - ${caughtUp} * interval '1 millisecond')`
  const { rows } = await sql<DatedTask>`
    select * from (
    select rules.id as rule_id, rules.board_id, rules.on_since, tasks.task_id, rules.trigger ->> 'on' as "on", ${days} as days, tasks.deadline_day, tasks.deadline_at, companies.time_zone as zone,
      row_number() over (partition by rules.id order by ${near} between ${since} and ${now} desc, ${near}) as place
    from rules join boards on boards.id = rules.board_id and boards.archived_at is null
    join tasks on tasks.document_id = rules.board_id and tasks.stage <> 'done' and ${near} between ${since} - interval '2 days' and ${now}::timestamptz + interval '2 days'
      and (rules.trigger ->> 'on' = 'overdue' or tasks.due_at > ${now}::timestamptz - interval '2 days')
    left join workspace_companies as responsible on responsible.workspace_id = boards.workspace_id and responsible.company_id = tasks.company_id
    join companies on companies.id = coalesce(responsible.company_id, rules.company_id)
    where rules.is_on and rules.removed_at is null and rules.trigger ->> 'on' in ('due', 'overdue')
      and not exists (select from rule_runs where rule_runs.rule_id = rules.id and rule_runs.task_id = tasks.task_id
        and rule_runs.cause = (rules.trigger ->> 'on') || ':' || coalesce(tasks.deadline_day::text, floor(extract(epoch from tasks.deadline_at))::bigint::text))
    ) as dated where place <= ${mostDue} order by rule_id, place`.execute(database)
  return rows.filter(row => isDue(row, now.getTime())).map(({ ruleId, boardId, taskId, on, deadlineDay, deadlineAt }) =>
    ({ ruleId, boardId, taskId, on, deadline: deadlineDay ?? String(Math.floor((deadlineAt?.getTime() ?? 0) / 1000)) }))
}

/** What is over does not come near any more. */
function isDue(task: DatedTask, now: number): boolean {
  const at = momentDue(task)
  if (task.on === 'due' && momentDue({ ...task, on: 'overdue' }) <= now) return false
  return at <= now && at > now - caughtUp && at > task.onSince.getTime()
}

/** When the deadline is over, or when the day begins that lies so many days before it. */
function momentDue({ on, days, zone, deadlineDay, deadlineAt }: DatedTask): number {
  const startOf = (date: string): number => momentOf(`${date}T00:00`, zone)
  if (on === 'overdue') return deadlineDay === null ? deadlineAt?.getTime() ?? Infinity : startOf(addDays(deadlineDay, 1))
  const lastDay = deadlineDay ?? dayAt(deadlineAt?.getTime() ?? 0, zone)
  return startOf(addDays(lastDay, -days))
}

/** For the work of rules, never for an answer. */
export const getRuledBoard = (database: Queryable, boardId: string) => database.selectFrom('boards').innerJoin('documents', 'documents.id', 'boards.id')
  .select(['boards.archivedAt', 'boards.workspaceId', 'documents.privateTo']).where('boards.id', '=', boardId).executeTakeFirstOrThrow()
