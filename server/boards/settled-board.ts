import type { BoardProjection } from '@kopa/shared/boards/board-projection.ts'
import { newId, type Transaction } from '../core/context.ts'
import { asRulesLookAtIt, type SettledBoard, type TaskChanges, writeBoardProjection } from './projection.ts'
import { findPushes, notePushes } from './push-commands.ts'
import { type ChangedTask, setOffRules } from './rule-run-commands.ts'

/** All that follows from a board that has settled, in the transaction that stores it: rows for lists, who is told that their tasks were pushed, and the rules that are set off. Answers which lists are others now besides its own. */
export async function settleBoard(transaction: Transaction, settled: SettledBoard & { workspaceId: string, before: number, position: number }): Promise<readonly 'proposals'[]> {
  const pushes = await findPushes(transaction, settled)
  const changes = await writeBoardProjection(transaction, settled)
  const isTold = await notePushes(transaction, settled, pushes)
  if (changes) await setOffRulesOf(transaction, settled, changes)
  return isTold ? ['proposals'] : []
}

async function setOffRulesOf(transaction: Transaction, settled: SettledBoard & { before: number, position: number }, changes: TaskChanges): Promise<void> {
  const { before, position } = settled
  await setOffRules(transaction, { boardId: changes.boardId, before, position }, changedTasks(settled.projection, changes), { now: new Date(), newId })
}

function changedTasks({ tasks }: BoardProjection, { before, assigned }: TaskChanges): ChangedTask[] {
  const newPeople = Map.groupBy(assigned, ({ taskId }) => taskId)
  return tasks.filter(({ id }) => before.has(id) || newPeople.has(id)).map((task): ChangedTask => {
    const after = asRulesLookAtIt(task)
    const known = before.get(task.id)
    const people = (newPeople.get(task.id) ?? []).map(({ userId }) => userId)
    if (known === null) return { taskId: task.id, before: null, after }
    return { taskId: task.id, before: { ...after, ...known, assignees: after.assignees.filter(userId => !people.includes(userId)) }, after }
  })
}
