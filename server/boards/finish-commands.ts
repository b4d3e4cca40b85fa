import type { BoardGround, ChangeAnswer, DeadlineFrom, FinishedFrom } from '@kopa/shared/boards/finish-verbs.ts'
import { type Deadline, readDeadline } from '@kopa/shared/boards/task.ts'
import type { myWork } from '@kopa/shared/boards/my-work-contract.ts'
import type { Input } from '@kopa/shared/contract.ts'
import { AppError } from '@kopa/shared/errors.ts'
import { can } from '@kopa/shared/policy.ts'
import type { Events } from '@kopa/shared/events.ts'
import type { MemberContext } from '../core/context.ts'
import type { Engine } from '../documents/engine.ts'
import { findAccesses } from '../workspaces/queries.ts'
import { findSide, getBoardRow } from './queries.ts'

interface OneTask { boardId: string, taskId: string, isInSide?: boolean }
type Place = OneTask & { documentId: string }

/** Answers how it is taken back; null: it was done already, or is again what it was. */
export async function finishTask(context: MemberContext, { from: back, ...task }: Input<typeof myWork.finishTask>, documents: Engine): Promise<FinishedFrom | null> {
  const place = await placeOf(context, task)
  const from = await write<FinishedFrom | null>(context, place, documents, { what: 'finished', verb: 'finishTask', args: [place.taskId, back ?? null, await handOf(context, place, documents)] })
  if (from?.next != null) await followInSide(context, place, from.next, documents)
  return from
}

/** Answers how it is taken back; null: it was not done, or is again what it was. */
export async function reopenTask(context: MemberContext, { from, ...task }: Input<typeof myWork.reopenTask>, documents: Engine): Promise<FinishedFrom | null> {
  const place = await placeOf(context, task)
  return write<FinishedFrom | null>(context, place, documents, { what: 'reopened', verb: 'reopenTask', args: [place.taskId, from ?? null, await handOf(context, place, documents)] })
}

/** Answers what it said before; null: it was so already. */
export async function changeTaskDeadline(context: MemberContext, { deadline, was, ...task }: Input<typeof myWork.changeTaskDeadline>, documents: Engine): Promise<DeadlineFrom | null> {
  const wanted = checkDeadline(deadline, 'deadline')
  const before = was === undefined ? null : { deadline: checkDeadline(was, 'was') }
  const place = await placeOf(context, task)
  return write<DeadlineFrom>(context, place, documents, { what: 'deadline', verb: 'changeDeadline', args: [place.taskId, wanted, before] })
}

function checkDeadline(said: Input<typeof myWork.changeTaskDeadline>['deadline'], field: string): Deadline | null {
  const deadline = readDeadline(said)
  if (said !== null && (deadline === null || Object.keys(said).length !== 1)) throw new AppError('invalid', { fields: field })
  return deadline
}

/** The document in which the task lies: behind a wall of one's own company it is that company's side. */
async function placeOf({ database, actor, workspaceId }: MemberContext, { isInSide = false, ...task }: OneTask): Promise<Place> {
  const { archivedAt } = await getBoardRow(database, actor, workspaceId, task.boardId)
  const documentId = isInSide ? await findSide(database, task.boardId, actor.companyId) : task.boardId
  if (documentId === null) throw new AppError('notFound')
  if (archivedAt) throw new AppError('boardArchived')
  return { ...task, isInSide, documentId }
}

/** A side has no columns: those of its board are asked for. */
async function handOf({ actor: { userId }, now }: MemberContext, { boardId, isInSide }: Place, documents: Engine) {
  let ground: BoardGround | null = null
  if (isInSide) await documents.edit({ documentId: boardId, userId, verb: 'groundOf', args: [], told: said => { ground = said as BoardGround; return Promise.resolve() } })
  return { ground, userId, at: now().getTime(), chance: Math.random() }
}

interface Writing { what: Events['task.changed']['what'], verb: 'finishTask' | 'reopenTask' | 'changeDeadline', args: readonly unknown[] }

/** Written down where it changed something, in the transaction that stores it. Answers what takes it back; null: it was so already. */
async function write<From>(context: MemberContext, { boardId, taskId, documentId }: Place, documents: Engine, { what, verb, args }: Writing): Promise<From | null> {
  const { workspaceId, actor: { userId } } = context
  let answer: ChangeAnswer<From> = { outcome: 'gone' }
  const told = async (said: unknown): Promise<void> => {
    answer = said as ChangeAnswer<From> // what the verb of that name answers (finish-verbs.ts)
    checkAnswer(answer)
    await checkMayEdit(context, documentId)
  }
  const along = context.along(async ({ emit, transaction }) => {
    if (answer.outcome !== 'done') return
    // As the wall stands now: it may have come while this waited for its turn.
    const { privateTo } = await transaction.selectFrom('documents').select('privateTo').where('id', '=', documentId).executeTakeFirstOrThrow()
    await emit('task.changed', { workspaceId, boardId, taskId, what, privateTo })
  })
  await documents.edit({ documentId, userId, verb, args, told, along })
  return answerOf(answer)
}

const answerOf = <From>(answer: ChangeAnswer<From>): From | null => (answer.outcome === 'done' ? answer.from : null)

function checkAnswer({ outcome }: ChangeAnswer<unknown>): void {
  if (outcome === 'gone') throw new AppError('notFound')
  if (outcome === 'noColumn') throw new AppError('noDoneColumn')
  if (outcome === 'changed') throw new AppError('taskMovedOn')
}

/** It has waited for its turn: they may have gone meanwhile, the board is archived, or behind a wall. */
async function checkMayEdit({ database, actor: { userId } }: MemberContext, documentId: string): Promise<void> {
  const [access] = await findAccesses(database, [{ userId, documentId }])
  if (access == null) throw new AppError('notFound')
  if (!can({ userId, companyId: access.person.companyId, role: access.role, companyRole: 'member' }, 'document.edit')) throw new AppError('forbidden')
}

/** What the company says of a shared task in fields of its own, its next one says as well. The task is done, whatever comes of it. */
async function followInSide({ database, log, actor: { userId, companyId } }: MemberContext, { boardId, taskId, isInSide }: Place, next: string, documents: Engine): Promise<void> {
  const side = isInSide ? null : await findSide(database, boardId, companyId)
  if (side === null) return
  await documents.edit({ documentId: side, userId, verb: 'followInSide', args: [{ from: taskId, to: next }] })
    .catch((error: unknown) => { log.warn({ err: error, documentId: side }, 'own fields of a task that comes again were not taken over') })
}
