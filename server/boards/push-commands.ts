import { sql } from 'kysely'
import type { Static } from 'typebox'
import type { BoardProjection, ProjectedTask } from '@kopa/shared/boards/board-projection.ts'
import { taskIdPattern } from '@kopa/shared/boards/contract.ts'
import { mostProposedTasks, type Proposal } from '@kopa/shared/boards/proposals-contract.ts'
import { canonicalJson } from '@kopa/shared/canonical-json.ts'
import { isId } from '@kopa/shared/ids.ts'
import { newId, type Transaction } from '../core/context.ts'
import { listCompanies } from '../workspaces/queries.ts'
import { tasksOf } from './proposal-queries.ts'

type Told = Static<typeof Proposal>['tasks'][number]
interface Writer { userId: string, companyId: string }
/** A task that ends later than its slack allowed, since people of another company have changed the board. */
interface Push { told: Told, toCompanyId: string, by: Writer }
interface Settled { documentId: string, workspaceId: string, before: number, position: number, projection: BoardProjection, at: Date }

/** Tasks of one statement, as in projection.ts. */
const atOnce = 500

/**
 * What the rows of a board, which say how it was, tell of its tasks as they are now: those that end later than before and than their slack allowed,
 * though it was not only their own company that has written. To be asked before the rows are written anew.
 */
export async function findPushes(transaction: Transaction, { documentId, workspaceId, before, position, projection }: Settled): Promise<Push[]> {
  const writers = await listWriters(transaction, { documentId, before, position })
  const pusherOf = ({ companyId }: ProjectedTask): Writer | undefined => writers.find(writer => writer.companyId !== companyId)
  const tasks = projection.tasks.filter(task => isTaskId.test(task.id) && task.companyId !== null && isId(task.companyId) && task.stage !== 'done' && task.dates?.lateFinish && pusherOf(task))
  const pushes: Push[] = []
  for (let from = 0; from < tasks.length; from += atOnce) {
    const some = new Map(tasks.slice(from, from + atOnce).map(task => [task.id, task]))
    for (const { taskId, ...pushed } of await listLater(transaction, documentId, [...some.values()])) {
      const task = some.get(taskId)
      const by = task && pusherOf(task)
      if (task?.companyId && by) pushes.push({ told: { taskId, plan: null, pushed }, toCompanyId: task.companyId, by })
    }
  }
  if (pushes.length === 0) return []
  const agreed = await listAgreed(transaction, { documentId, before, position })
  return amongThoseWhoSee(transaction, { documentId, workspaceId }, pushes.filter(({ told: { taskId }, toCompanyId }) => !agreed.has(`${toCompanyId} ${taskId}`)))
}

/** A commit and its answer take no longer. */
const decidedBefore = sql`interval '15 seconds'`

/** Tasks that their company has agreed to move in what was written since: nobody is told what they have said themselves. */
async function listAgreed(transaction: Transaction, { documentId, before, position }: Pick<Settled, 'documentId' | 'before' | 'position'>): Promise<Set<string>> {
  const { rows } = await sql<{ agreed: string }>`select to_company_id || ' ' || (task->>'taskId') as agreed from proposals, jsonb_array_elements(tasks) as task
    where board_id = ${documentId} and state = 'accepted' and kind <> 'push' and decided_at >= (
      select min(at) - ${decidedBefore} from document_updates where document_id = ${documentId} and position > ${before} and position <= ${position})`.execute(transaction)
  return new Set(rows.map(({ agreed }) => agreed))
}

const isTaskId = new RegExp(taskIdPattern)

/** Who has written since the rows were written: the last one of each company, the latest first. */
async function listWriters(transaction: Transaction, { documentId, before, position }: Pick<Settled, 'documentId' | 'before' | 'position'>): Promise<Writer[]> {
  const { rows } = await sql<Writer & { last: number }>`select distinct on (users.company_id) written.user_id, users.company_id, written.position as last from document_updates as written join users on users.id = written.user_id
    where written.document_id = ${documentId} and written.position > ${before} and written.position <= ${position} order by users.company_id, written.position desc`.execute(transaction)
  return rows.toSorted((one, other) => other.last - one.last)
}

async function listLater(transaction: Transaction, documentId: string, tasks: readonly ProjectedTask[]): Promise<{ taskId: string, was: string, late: string, is: string }[]> {
  const { rows } = await sql<{ taskId: string, was: string, late: string, is: string }>`select known.task_id, known.finish as was, known.late_finish as late, said.finish as "is"
    from unnest(${tasks.map(({ id }) => id)}::text[], ${tasks.map(({ companyId }) => companyId)}::uuid[], ${tasks.map(({ dates }) => dates?.finish ?? '')}::text[]) as said (task_id, company_id, finish)
    join tasks as known on known.document_id = ${documentId} and known.task_id = said.task_id
    where known.company_id = said.company_id and said.finish > known.finish and said.finish > known.late_finish`.execute(transaction)
  return rows
}

/** Companies that see the board are told: a side, and a private board, are one company's alone. */
async function amongThoseWhoSee(transaction: Transaction, { documentId, workspaceId }: Pick<Settled, 'documentId' | 'workspaceId'>, pushes: readonly Push[]): Promise<Push[]> {
  const board = await transaction.selectFrom('boards').innerJoin('documents', 'documents.id', 'boards.id').select('boards.id').where('boards.id', '=', documentId).where('documents.privateTo', 'is', null).executeTakeFirst()
  if (!board) return []
  const companies = new Set((await listCompanies(transaction, [workspaceId])).map(({ id }) => id))
  return pushes.filter(({ toCompanyId, by }) => companies.has(toCompanyId) && companies.has(by.companyId))
}

/** Writes what is told, and takes back what no longer holds: a task that is within its slack again, is gone or another's. Answers whether anything is told otherwise. */
export async function notePushes(transaction: Transaction, { documentId, projection, at }: Settled, pushes: readonly Push[]): Promise<boolean> {
  const open = await transaction.selectFrom('proposals').select(['id', 'fromCompanyId', 'toCompanyId', 'tasks'])
    .where('boardId', '=', documentId).where('kind', '=', 'push').where('state', '=', 'open').orderBy('proposedAt').forUpdate().execute()
  if (open.length + pushes.length === 0) return false
  const tasks = new Map(projection.tasks.map(task => [task.id, task]))
  const rows = open.map(row => ({ ...row, still: tasksOf(row).flatMap(one => stillPushed(one, row.toCompanyId, tasks)) }))
  const known = new Set(rows.flatMap(({ still }) => still.map(({ taskId }) => taskId)))
  const fresh = Map.groupBy(pushes.filter(({ told: { taskId } }) => !known.has(taskId)), ({ toCompanyId, by }) => between({ toCompanyId, fromCompanyId: by.companyId }))
  let isChanged = fresh.size > 0
  for (const row of rows) {
    const [latest, ...others] = fresh.get(between(row)) ?? []
    fresh.delete(between(row))
    const now = [...row.still, ...latest ? toldIn([latest, ...others]) : []].slice(0, mostProposedTasks)
    if (canonicalJson(now) === canonicalJson(tasksOf(row))) continue
    isChanged = true
    if (now.length === 0) await transaction.deleteFrom('proposals').where('id', '=', row.id).execute()
    else await transaction.updateTable('proposals').set({ tasks: JSON.stringify(now), ...(latest && { proposedBy: latest.by.userId, proposedAt: at }) }).where('id', '=', row.id).execute()
  }
  for (const [first, ...others] of fresh.values()) if (first) await insertPush(transaction, { boardId: documentId, at }, [first, ...others])
  return isChanged
}

const between = ({ toCompanyId, fromCompanyId }: { toCompanyId: string, fromCompanyId: string }): string => `${toCompanyId} ${fromCompanyId}`
const toldIn = (pushes: readonly Push[]): Told[] => pushes.map(({ told }) => told)

function stillPushed({ taskId, plan, pushed }: Told, companyId: string, tasks: ReadonlyMap<string, ProjectedTask>): Told[] {
  const task = tasks.get(taskId)
  const is = task?.dates?.finish
  return task?.companyId === companyId && pushed && is !== undefined && is > pushed.late ? [{ taskId, plan, pushed: { ...pushed, is } }] : []
}

async function insertPush(transaction: Transaction, { boardId, at }: { boardId: string, at: Date }, pushes: readonly [Push, ...Push[]]): Promise<void> {
  const [{ toCompanyId, by: { userId: proposedBy, companyId: fromCompanyId } }] = pushes
  const tasks = JSON.stringify(toldIn(pushes).slice(0, mostProposedTasks))
  await transaction.insertInto('proposals').values({ id: newId(), boardId, kind: 'push', fromCompanyId, toCompanyId, newCompanyId: null, note: '', tasks, proposedBy, proposedAt: at }).execute()
}
