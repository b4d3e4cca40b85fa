import type { FastifyInstance } from 'fastify'
import type { Reach, RunDone, WantedRun } from '@kopa/shared/boards/rule-verbs.ts'
import { can } from '@kopa/shared/policy.ts'
import { hour, minute } from '@kopa/shared/time.ts'
import { oneAfterAnother } from '../core/one-after-another.ts'
import { type Context, type ContextParts, contextFor } from '../core/context.ts'
import type { Engine } from '../documents/engine.ts'
import { findAccesses, listMembers } from '../workspaces/queries.ts'
import { finishUndoing } from './rule-commands.ts'
import { conditionsOf, doingsOf, getRuledBoard, listActiveRules, listDueTasks, type RuleRow } from './rule-queries.ts'
import { type Claim, type ClaimedRun, claimRuns, finishRuns, forgetOldRuns, giveUpRuns, noteAnswers, releaseRuns, setOffDue } from './rule-run-commands.ts'

/** Milliseconds between two looks for what another node, or a server that died, has left; and for deadlines. */
const [lookEvery, dueEvery, forgetEvery] = [2000, minute, hour]
/** Boards at once: one that is slow holds up few others. */
const boardsAtOnce = 3

/** Carries out what rules are set off to do: soon after a board has settled here, and otherwise at the next look. Every node does it. */
export function workForRules(app: FastifyInstance, parts: ContextParts & { documents: Engine }): void {
  const context = contextFor(parts, null)
  let isOver = false
  /** Boards that are at it here. */
  const busy = new Set<string>()
  const inTurn = oneAfterAnother()
  const takeOne = (): Promise<Claim | null> => inTurn(async () => {
    const claim = await claimRuns(context, [...busy])
    if (claim) busy.add(claim.boardId)
    return claim
  })
  const carryOutWaiting = async (): Promise<void> => {
    for (let claim = await takeOne(); claim; claim = isOver ? null : await takeOne()) {
      const { boardId } = claim
      await carryOut(context, claim, parts.documents).finally(() => busy.delete(boardId))
    }
  }
  const tell = (error: unknown): void => app.log.warn({ err: error }, 'rules could not be carried out; it is tried again')
  const carrying = Array.from({ length: boardsAtOnce }, () => oneAtATime(carryOutWaiting, tell))
  const looking = oneAtATime(async () => setOffDue(context, await listDueTasks(context.database, context.now())), tell)
  const finishing = oneAtATime(() => finishUndoing(context, parts.documents), tell)
  const forgetting = oneAtATime(() => forgetOldRuns(context), tell)
  const work = (): void => { if (!isOver) carrying.forEach(one => one.begin()) }
  parts.outbox.on('document.settled', ({ payload: { kind } }) => { if (kind === 'board') work() })
  const lookAround = (): void => [looking, finishing, forgetting].forEach(one => one.begin())
  const timers = [setInterval(work, lookEvery), setInterval(looking.begin, dueEvery), setInterval(finishing.begin, dueEvery), setInterval(forgetting.begin, forgetEvery), setTimeout(lookAround, lookEvery)]
  for (const timer of timers) timer.unref()
  // What the end of the engine has cut off waits for the next look, here or elsewhere.
  app.addHook('preClose', async () => {
    isOver = true
    for (const timer of timers) clearTimeout(timer)
    await Promise.all([...carrying, looking, finishing, forgetting].map(one => one.end()))
  })
}

/** Work that is begun again when it was asked for meanwhile, and never twice at once. */
function oneAtATime(work: () => Promise<void>, tell: (error: unknown) => void): { begin: () => void, end: () => Promise<void> } {
  let [isWanted, isOver] = [false, false]
  let working: Promise<void> | null = null
  const begin = (): void => {
    isWanted = working !== null
    working ??= work().catch(tell).finally(() => {
      working = null
      if (isWanted && !isOver) begin()
    })
  }
  const end = async (): Promise<void> => {
    isOver = true
    await working
  }
  return { begin, end }
}

/** What is in the way of one board stops no other. */
async function carryOut(context: Context, claim: Claim, documents: Engine): Promise<void> {
  try {
    await carryOutClaimed(context, claim, documents)
  } catch (error) {
    context.log.warn({ err: error, documentId: claim.boardId }, 'rules of a board could not be carried out; it is tried again')
    await releaseRuns(context, claim)
  }
}

/** With the rights of who has made the rule what it is: as they are now. */
async function carryOutClaimed(context: Context, claim: Claim, documents: Engine): Promise<void> {
  const { boardId, userId } = claim
  const board = await getRuledBoard(context.database, boardId)
  const where = { claim, workspaceId: board.workspaceId, privateTo: board.privateTo }
  if (board.archivedAt) return giveUpRuns(context, where, 'boardArchived')
  if (!await mayEdit(context, claim)) return giveUpRuns(context, where, 'makerGone')
  const rules = await listActiveRules(context.database, boardId)
  const wanted = claim.runs.flatMap(run => {
    const rule = rules.find(one => one.id === run.ruleId && isStillMeant(one, run, userId))
    return rule ? [wantedOf(rule, run)] : []
  })
  const members = await listMembers(context.database, board.workspaceId)
  const people = members.filter(({ companyId }) => board.privateTo === null || board.privateTo === companyId).map(member => member.userId)
  let done: readonly RunDone[] = []
  const told = async (answer: unknown, written: Reach | null): Promise<void> => {
    done = answer as RunDone[]
    // It has waited for its turn: they may have gone meanwhile, or the board is archived.
    if (!await mayEdit(context, claim)) throw new Error('they may not edit this board any more')
    await noteAnswers(context, claim, done, written)
  }
  const position = wanted.length === 0 ? null : await documents.edit({ documentId: boardId, userId, verb: 'carryOutRules', args: [wanted, { userId, now: context.now().getTime(), people }], told })
  await finishRuns(context, { ...where, rules, done, position })
}

/** What is archived nobody edits. */
async function mayEdit({ database }: Context, { boardId, userId }: Claim): Promise<boolean> {
  const [access] = await findAccesses(database, [{ userId, documentId: boardId }])
  return access != null && can({ userId, companyId: access.person.companyId, role: access.role, companyRole: 'member' }, 'document.edit')
}

/** What has been written anew meanwhile is not what was set off, nor in the name of whom it acted. */
const isStillMeant = ({ changedBy, onSince }: RuleRow, { triggeredAt }: ClaimedRun, userId: string): boolean => changedBy === userId && triggeredAt >= onSince

const wantedOf = (rule: RuleRow, { id: runId, taskId, triggeredAt, noted, written }: ClaimedRun): WantedRun => ({ runId, taskId, at: triggeredAt.getTime(), noted, written, companyId: rule.companyId, conditions: conditionsOf(rule), acts: doingsOf(rule) })
