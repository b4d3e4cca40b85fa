import type { Static } from 'typebox'
import type { rules } from '@kopa/shared/boards/rules-contract.ts'
import { mostRules, type Rule } from '@kopa/shared/boards/rules-contract.ts'
import type { Reach, UndoDone } from '@kopa/shared/boards/rule-verbs.ts'
import type { Input } from '@kopa/shared/contract.ts'
import { AppError } from '@kopa/shared/errors.ts'
import { can } from '@kopa/shared/policy.ts'
import type { Context, MemberContext, Queryable, Transaction } from '../core/context.ts'
import { inMilliseconds, rightNow } from '../core/moments.ts'
import type { Engine } from '../documents/engine.ts'
import { getBoardRow, lockOpenBoard } from './queries.ts'
import { actsDone, findRun, getRuledBoard, listRuleRows, listUndoing, lockRule, ruleOf, type RuleRow } from './rule-queries.ts'

type RuleEntry = Static<typeof Rule>
type Written = Pick<Input<typeof rules.createRule>, 'name' | 'trigger' | 'conditions' | 'acts'>
interface OneRule { boardId: string, ruleId: string }

const columnsFrom = ({ name, trigger, conditions, acts }: Written) =>
  ({ name: name.trim(), trigger: JSON.stringify(trigger), conditions: JSON.stringify(conditions), acts: JSON.stringify(acts) })

export async function createRule(context: MemberContext, { boardId, ...written }: Input<typeof rules.createRule>): Promise<RuleEntry> {
  const { workspaceId, actor: { userId, companyId } } = context
  await getBoardRow(context.database, context.actor, workspaceId, boardId)
  return context.write(async ({ transaction, emit }) => {
    const { privateTo } = await lockOpenBoard(transaction, context, boardId)
    if ((await listRuleRows(transaction, boardId)).filter(rule => rule.companyId === companyId).length >= mostRules) throw new AppError('rulesFull', { most: mostRules })
    const [id, at] = [context.newId(), context.now()]
    await transaction.insertInto('rules').values({ id, boardId, companyId, ...columnsFrom(written), madeBy: userId, madeAt: at, changedBy: userId, changedAt: at, onSince: rightNow() }).execute()
    await emit('rule.made', { workspaceId, boardId, ruleId: id, privateTo })
    return ruleOf(await lockRule(transaction, boardId, id))
  })
}

async function lockOwnRule(transaction: Transaction, { actor }: MemberContext, { boardId, ruleId }: OneRule): Promise<RuleRow> {
  const rule = await lockRule(transaction, boardId, ruleId)
  if (!can(actor, 'rule.change', rule)) throw new AppError('otherCompanysRule')
  return rule
}

/** What has come before the change does not set it off; whoever changes it acts by it from now on. */
export async function changeRule(context: MemberContext, { boardId, ruleId, ...written }: Input<typeof rules.changeRule>): Promise<RuleEntry> {
  const { workspaceId, actor: { userId } } = context
  await getBoardRow(context.database, context.actor, workspaceId, boardId)
  return context.write(async ({ transaction, emit }) => {
    const { privateTo } = await lockOpenBoard(transaction, context, boardId)
    await lockOwnRule(transaction, context, { boardId, ruleId })
    const at = context.now()
    await transaction.updateTable('rules').set({ ...columnsFrom(written), changedBy: userId, changedAt: at, onSince: rightNow(), failures: 0 }).where('id', '=', ruleId).execute()
    await emit('rule.changed', { workspaceId, boardId, ruleId, privateTo })
    return ruleOf(await lockRule(transaction, boardId, ruleId))
  })
}

/** Off by whoever may edit here, on by the company whose rule it is: in the name of who switches it on. */
export async function switchRule(context: MemberContext, { boardId, ruleId, isOn }: Input<typeof rules.switchRule>): Promise<void> {
  const { workspaceId, actor } = context
  await getBoardRow(context.database, actor, workspaceId, boardId)
  await context.write(async ({ transaction, emit }) => {
    const { privateTo } = await getBoardRow(transaction, actor, workspaceId, boardId)
    const rule = isOn ? await lockOwnRule(transaction, context, { boardId, ruleId }) : await lockRule(transaction, boardId, ruleId)
    if (rule.isOn === isOn) return
    const at = context.now()
    const change = isOn ? { changedBy: actor.userId, changedAt: at, onSince: rightNow(), failures: 0 } : {}
    await transaction.updateTable('rules').set({ isOn, offReason: null, ...change }).where('id', '=', ruleId).execute()
    await emit('rule.switched', { workspaceId, boardId, ruleId, isOn, privateTo })
  })
}

export async function removeRule(context: MemberContext, one: OneRule): Promise<void> {
  const { workspaceId, actor } = context
  await getBoardRow(context.database, actor, workspaceId, one.boardId)
  await context.write(async ({ transaction, emit }) => {
    const { privateTo } = await getBoardRow(transaction, actor, workspaceId, one.boardId)
    await lockOwnRule(transaction, context, one)
    await transaction.updateTable('rules').set({ removedAt: context.now(), isOn: false }).where('id', '=', one.ruleId).execute()
    await emit('rule.removed', { workspaceId, boardId: one.boardId, ruleId: one.ruleId, privateTo })
  })
}

/** Milliseconds in which nobody else takes it back, and whoever folds the board meanwhile finds it answered. */
const soon = 20_000

/** In the name of who takes it back. It is no news for rules: what it makes happen to the task is answered. */
export async function undoRuleRun(context: MemberContext, { boardId, runId }: { boardId: string, runId: string }, documents: Engine): Promise<void> {
  const { database, workspaceId, actor: { userId } } = context
  const { archivedAt, privateTo } = await getBoardRow(database, context.actor, workspaceId, boardId)
  const run = await findRun(database, boardId, runId)
  if (archivedAt) throw new AppError('boardArchived')
  if (run.state !== 'done' && run.state !== 'failed') throw new AppError('runNotUndoable')
  if (!await claimUndo(database, runId)) throw new AppError('runNotUndoable')
  let isDone: boolean | null = null
  const told = async (answer: unknown, written: Reach | null): Promise<void> => {
    const undone = answer as UndoDone
    isDone = undone.isDone
    const begun = { undoingBy: userId, written: written && JSON.stringify(written) }
    await database.updateTable('ruleRuns').set({ answered: JSON.stringify(undone.events), claimedUntil: inMilliseconds(soon), ...undone.isDone ? begun : {} }).where('id', '=', runId).execute()
  }
  const edit = documents.edit({ documentId: boardId, userId, verb: 'takeBackRun', args: [run.taskId, actsDone(run)], told })
  const position = await edit.catch(async (error: unknown) => {
    if (isDone === null) await releaseUndo(database, runId)
    throw error
  })
  if (!isDone) {
    await releaseUndo(database, runId)
    throw new AppError('runNotUndoable')
  }
  await noteUndone(context, { workspaceId, boardId, ruleId: run.ruleId, runId, privateTo }, userId, position)
}

/** Nobody is at it. */
const claimUndo = (database: Queryable, runId: string) => database.updateTable('ruleRuns').set({ claimedUntil: inMilliseconds(soon) }).where('id', '=', runId).where('undoneAt', 'is', null)
  .where(where => where.or([where('claimedUntil', 'is', null), where('claimedUntil', '<', rightNow())])).returning('id').executeTakeFirst()

const releaseUndo = (database: Queryable, runId: string) => database.updateTable('ruleRuns').set({ undoingBy: null, claimedUntil: null }).where('id', '=', runId).execute()

interface OneRun { workspaceId: string, boardId: string, ruleId: string, runId: string, privateTo: string | null }

/** `position` null: not known. */
async function noteUndone({ write, now }: Context, one: OneRun, userId: string, position: number | null): Promise<void> {
  await write(async ({ transaction, emit }) => {
    const row = await transaction.updateTable('ruleRuns').set({ undoneAt: now(), undoneBy: userId, undoingBy: null, claimedUntil: null, ...position === null ? {} : { carriedPosition: position } })
      .where('id', '=', one.runId).where('undoingBy', '=', userId).returning('id').executeTakeFirst()
    if (row) await emit('rule.runUndone', one, { userId })
  })
}

/** What was being taken back when a server died: whether it is, is in the board, and the log says so. */
export async function finishUndoing(context: Context, documents: Engine): Promise<void> {
  for (const run of await listUndoing(context.database)) {
    const { id: runId, ruleId, boardId, taskId, undoingBy: userId, written } = run
    if (userId === null || !await claimUndo(context.database, runId)) continue
    let isThere = false
    await documents.edit({ documentId: boardId, userId, verb: 'isTakenBack', args: [taskId, actsDone(run), written], async told(answer) { isThere = answer === true } })
    const { workspaceId, privateTo } = await getRuledBoard(context.database, boardId)
    await (isThere ? noteUndone(context, { workspaceId, boardId, ruleId, runId, privateTo }, userId, null) : releaseUndo(context.database, runId))
  }
}
