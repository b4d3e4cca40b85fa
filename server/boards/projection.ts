import { sql } from 'kysely'
import type { BoardProjection, ProjectedTask } from '@kopa/shared/boards/board-projection.ts'
import { taskIdPattern } from '@kopa/shared/boards/contract.ts'
import type { RuleTask, TaskBefore } from '@kopa/shared/boards/rule.ts'
import type { Deadline } from '@kopa/shared/boards/task.ts'
import { limits } from '@kopa/shared/documents/protocol.ts'
import { isId } from '@kopa/shared/ids.ts'
import type { Transaction } from '../core/context.ts'
import { storable } from '../core/storable.ts'

export interface SettledBoard { documentId: string, projection: BoardProjection, changedBy: string | null, at: Date }

/** Rows of one document. A board with more tasks is whole on its own screen; lists across boards know these. */
const mostTasks = 100_000
const mostPeople = 200
const mostLabels = 200
const mostColumns = 500

/**
 * The rows that follow from a board's document, or from a company's side of it: title, tasks and whom they are assigned to. Runs in the
 * keeper's transaction. What somebody has written into the document may be anything: what a column cannot hold is left out.
 * @returns what is told of the tasks that changed, where rules of the board wait for that; else null
 */
export async function writeBoardProjection(transaction: Transaction, { documentId, projection, changedBy, at }: SettledBoard): Promise<TaskChanges | null> {
  const title = storable(projection.title).slice(0, limits.titleCharacters)
  const board = await transaction.updateTable('boards').set({ title, changedAt: at, columnStages: stagesOf(projection), ...(changedBy && { changedBy }) }).where('id', '=', documentId).returning(['id', 'isTemplate']).executeTakeFirst() ?? await findBoardOfSide(transaction, documentId)
  if (!board) return null
  const boardId = board.id
  // What a company keeps for itself is none of the board's rules' business.
  const isWatched = boardId === documentId && await hasRules(transaction, boardId)
  // What a template says is nobody's work: no list across boards, search, feed or rule hears of it.
  const tasks = board.isTemplate ? [] : projection.tasks.filter(({ id }) => isTaskId.test(id)).slice(0, mostTasks)
  const before = await writeTasks(transaction, { documentId, boardId, isWatched }, tasks)
  const assigned = await writePeople(transaction, documentId, tasks)
  return isWatched ? { boardId, before, assigned } : null
}

/** What a company keeps in its own side stands in columns of the board: lists ask here what they mean. */
const stagesOf = ({ stages }: BoardProjection): string => JSON.stringify(Object.fromEntries(Object.entries(stages).slice(0, mostColumns).map(([id, stage]) => [storable(id), stage])))

/** `before`: of tasks that say something else now, or are new (null). `assigned`: who has been given which task. */
export interface TaskChanges { boardId: string, before: Map<string, Omit<TaskBefore, 'assignees'> | null>, assigned: { taskId: string, userId: string }[] }

async function hasRules(transaction: Transaction, boardId: string): Promise<boolean> {
  return await transaction.selectFrom('rules').select('id').where('boardId', '=', boardId).where('isOn', '=', true).where('removedAt', 'is', null).limit(1).executeTakeFirst() !== undefined
}

/** The words of a task's description, for search. */
export async function writeTaskPageText(transaction: Transaction, { documentId, projection: { text } }: { documentId: string, projection: { text: string } }): Promise<void> {
  await transaction.updateTable('taskPages').set({ text: storable(text) }).where('pageId', '=', documentId).execute()
}

const findBoardOfSide = (transaction: Transaction, documentId: string): Promise<{ id: string, isTemplate: boolean } | undefined> =>
  transaction.selectFrom('boardSides').innerJoin('boards', 'boards.id', 'boardSides.boardId').select(['boards.id', 'boards.isTemplate']).where('boardSides.documentId', '=', documentId).executeTakeFirst()

const isTaskId = new RegExp(taskIdPattern)
const idOrNull = (text: string | null): string | null => (text !== null && isId(text) ? text : null)

/** Years that the database and our own cursors can write. */
const isUsualYear = (date: string): boolean => date >= '0001' && date < '9999'

function deadlineColumns(deadline: Deadline | null): { day: string | null, at: string | null } {
  if (deadline === null) return { day: null, at: null }
  if ('day' in deadline) return { day: isUsualYear(deadline.day) ? deadline.day : null, at: null }
  const at = new Date(deadline.instant).toISOString()
  return { day: null, at: /^\d/.test(at) && isUsualYear(at) ? at : null }
}

/** A column of the table from all tasks. */
const columnOf = <V>(tasks: readonly ProjectedTask[], read: (task: ProjectedTask) => V): V[] => tasks.map(read)

/** Tasks of one statement: to make ready all of a large board at once would keep everybody waiting. */
const atOnce = 500

interface Written { documentId: string, boardId: string, isWatched: boolean }

/** Few statements, whatever the number of tasks; a row that says what it said is not written. Where they are watched, answers what the others said before. */
async function writeTasks(transaction: Transaction, written: Written, tasks: readonly ProjectedTask[]): Promise<TaskChanges['before']> {
  await sql`delete from tasks where document_id = ${written.documentId}
    and not exists (select from jsonb_array_elements_text(${JSON.stringify(columnOf(tasks, ({ id }) => id))}::jsonb) as kept (task_id) where kept.task_id = tasks.task_id)`.execute(transaction)
  const before: TaskChanges['before'] = new Map()
  for (let from = 0; from < tasks.length; from += atOnce) {
    for (const { taskId, isKnown, ...said } of await writeSome(transaction, written, tasks.slice(from, from + atOnce))) before.set(taskId, isKnown ? said : null)
  }
  return before
}

/** A statement does not see what it writes: where tasks are watched, it answers what was said before. */
async function writeSome(transaction: Transaction, { documentId, boardId, isWatched }: Written, tasks: readonly ProjectedTask[]): Promise<TaskRow[]> {
  const ids = columnOf(tasks, ({ id }) => id)
  const deadlines = columnOf(tasks, ({ deadline }) => deadlineColumns(deadline))
  const { rows } = await sql<TaskRow>`
    with said as (
      select * from unnest(
        ${ids}::text[], ${columnOf(tasks, ({ title }) => storable(title))}::text[], ${columnOf(tasks, ({ stage }) => stage)}::text[],
        ${columnOf(tasks, ({ companyId }) => idOrNull(companyId))}::uuid[], ${columnOf(tasks, ({ priority }) => priority)}::text[],
        ${deadlines.map(({ day }) => day)}::date[], ${deadlines.map(({ at }) => at)}::timestamptz[], ${columnOf(tasks, ({ progress }) => progress.percent)}::smallint[],
        ${columnOf(tasks, ({ parent }) => (parent !== null && isTaskId.test(parent) ? parent : null))}::text[], ${columnOf(tasks, ({ rank }) => storable(rank))}::text[],
        ${columnOf(tasks, ({ column }) => storable(column))}::text[], ${columnOf(tasks, labelsOf)}::jsonb[],
        ${columnOf(tasks, ({ dates }) => dates?.start ?? null)}::text[], ${columnOf(tasks, ({ dates }) => dates?.finish ?? null)}::text[], ${columnOf(tasks, ({ dates }) => dates?.lateFinish ?? null)}::text[]
      ) as said (task_id, title, stage, company_id, priority, deadline_day, deadline_at, percent, parent, rank, column_id, labels, start, finish, late_finish)
    ), written as (
    insert into tasks (document_id, board_id, task_id, title, stage, company_id, priority, deadline_day, deadline_at, percent, parent, rank, column_id, labels, start, finish, late_finish)
    select ${documentId}::uuid, ${boardId}::uuid, said.* from said left join tasks as known on known.document_id = ${documentId} and known.task_id = said.task_id
    where known.task_id is null or (known.title, known.stage, known.company_id, known.priority, known.deadline_day, known.deadline_at, known.percent, known.parent, known.rank, known.column_id, known.labels, known.start, known.finish, known.late_finish)
      is distinct from (said.title, said.stage, said.company_id, said.priority, said.deadline_day, said.deadline_at, said.percent, said.parent, said.rank, said.column_id, said.labels, said.start, said.finish, said.late_finish)
    on conflict (document_id, task_id) do update set title = excluded.title, stage = excluded.stage, company_id = excluded.company_id, priority = excluded.priority,
      deadline_day = excluded.deadline_day, deadline_at = excluded.deadline_at, percent = excluded.percent, parent = excluded.parent, rank = excluded.rank, column_id = excluded.column_id, labels = excluded.labels,
      start = excluded.start, finish = excluded.finish, late_finish = excluded.late_finish
    returning task_id)
    select written.task_id, known.task_id is not null as is_known, known.stage, known.company_id, known.priority, known.column_id as "column", known.labels
    from written left join tasks as known on known.document_id = ${documentId} and known.task_id = written.task_id where ${isWatched}::boolean`.execute(transaction)
  return rows
}

type TaskRow = Omit<TaskBefore, 'assignees'> & { taskId: string, isKnown: boolean }

const storedLabels = (labels: readonly string[]): string[] => labels.slice(0, mostLabels).map(storable)
const labelsOf = ({ labels }: ProjectedTask): string => JSON.stringify(storedLabels(labels))

/** A task as rules look at it: as its row has it, whatever somebody has written. */
export const asRulesLookAtIt = ({ column, stage, companyId, assignees, labels, priority, deadline }: ProjectedTask): RuleTask => ({
  column: storable(column), stage, companyId: idOrNull(companyId), assignees: storedPeople(assignees), labels: storedLabels(labels), priority, hasDeadline: deadline !== null,
})

const storedPeople = (assignees: readonly string[]): string[] => assignees.filter(isId).slice(0, mostPeople)

async function writePeople(transaction: Transaction, documentId: string, tasks: readonly ProjectedTask[]): Promise<TaskChanges['assigned']> {
  // In one text: the driver takes far longer for arrays.
  const assigned = JSON.stringify(tasks.flatMap(({ id, assignees }) => storedPeople(assignees).map(userId => ({ task_id: id, user_id: userId }))))
  const said = sql`jsonb_to_recordset(${assigned}::jsonb) as said (task_id text, user_id uuid)`
  await sql`delete from task_people where document_id = ${documentId}
    and not exists (select from ${said} where said.task_id = task_people.task_id and said.user_id = task_people.user_id)`.execute(transaction)
  const { rows } = await sql<TaskChanges['assigned'][number]>`insert into task_people (document_id, task_id, user_id) select ${documentId}::uuid, said.task_id, said.user_id from ${said}
    where not exists (select from task_people as known where known.document_id = ${documentId} and known.task_id = said.task_id and known.user_id = said.user_id) returning task_id, user_id`.execute(transaction)
  return rows
}
