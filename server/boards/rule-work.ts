import type { FastifyInstance } from 'fastify'
import type { RunDone, WantedRun } from '@kopa/shared/boards/rule-verbs.ts'
import { can } from '@kopa/shared/policy.ts'
import { hour, minute } from '@kopa/shared/time.ts'
import { type Context, type ContextParts, contextFor } from '../core/context.ts'
import type { Engine } from '../documents/engine.ts'
import { findAccesses, listMembers } from '../workspaces/queries.ts'
import { conditionsOf, doingsOf, getRuledBoard, listActiveRules, listDueTasks, type RuleRow } from './rule-queries.ts'
import { type Claim, type ClaimedRun, claimRuns, finishRuns, forgetOldRuns, giveUpRuns, noteAnswers, releaseRuns, setOffDue } from './rule-run-commands.ts'

/** Milliseconds between two looks for what another node, or a server that died, has left; and for deadlines. */
const [lookEvery, dueEvery, forgetEvery] = [2000, minute, hour]

/** Carries out what rules are set off to do: soon after a board has settled here, and otherwise at the next look. Every node does it. */
export function workForRules(app: FastifyInstance, parts: ContextParts & { documents: Engine }): void {
  const context = contextFor(parts, null)
  let working: Promise<void> | null = null
  let [isWanted, isOver, lookedForDue, forgot] = [false, false, 0, 0]
  const round = async (): Promise<void> => {
    isWanted = false
    const now = context.now()
    if (now.getTime() - lookedForDue >= dueEvery) {
      lookedForDue = now.getTime()
      await setOffDue(context, await listDueTasks(context.database, now))
    }
    if (now.getTime() - forgot >= forgetEvery) {
      forgot = now.getTime()
      await forgetOldRuns(context)
    }
    for (let claim = await claimRuns(context); claim; claim = isOver ? null : await claimRuns(context)) await carryOut(context, claim, parts.documents)
  }
  const work = (): void => {
    isWanted = true
    working ??= round().catch((error: unknown) => app.log.warn({ err: error }, 'rules could not be carried out; it is tried again')).finally(() => {
      working = null
      if (isWanted && !isOver) work()
    })
  }
  parts.outbox.on('document.settled', ({ payload: { kind } }) => { if (kind === 'board') work() })
  const timer = setInterval(work, lookEvery)
  timer.unref()
  // What the end of the engine has cut off waits for the next look, here or elsewhere.
  app.addHook('preClose', async () => {
    isOver = true
    clearInterval(timer)
    await working
  })
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
  const [access] = await findAccesses(context.database, [{ userId, documentId: boardId }])
  const board = await getRuledBoard(context.database, boardId)
  const where = { claim, workspaceId: board.workspaceId, privateTo: board.privateTo }
  if (board.archivedAt) return giveUpRuns(context, where, 'boardArchived')
  if (!access || !can({ userId, companyId: access.person.companyId, role: access.role, companyRole: 'member' }, 'document.edit')) return giveUpRuns(context, where, 'makerGone')
  const rules = await listActiveRules(context.database, boardId)
  const wanted = claim.runs.flatMap(run => {
    const rule = rules.find(one => one.id === run.ruleId && isStillMeant(one, run, userId))
    return rule ? [wantedOf(rule, run)] : []
  })
  const members = await listMembers(context.database, board.workspaceId)
  const people = members.filter(({ companyId }) => board.privateTo === null || board.privateTo === companyId).map(member => member.userId)
  let done: readonly RunDone[] = []
  const told = async (answer: unknown): Promise<void> => {
    done = answer as RunDone[]
    await noteAnswers(context, done)
  }
  const position = wanted.length === 0 ? null : await documents.edit({ documentId: boardId, userId, verb: 'carryOutRules', args: [wanted, { userId, now: context.now().getTime(), people }], told })
  await finishRuns(context, { ...where, rules, done, position })
}

/** What has been written anew meanwhile is not what was set off, nor in the name of whom it acted. */
const isStillMeant = ({ changedBy, onSince }: RuleRow, { triggeredAt }: ClaimedRun, userId: string): boolean => changedBy === userId && triggeredAt >= onSince

const wantedOf = (rule: RuleRow, { id: runId, taskId, noted }: ClaimedRun): WantedRun => ({ runId, taskId, noted, companyId: rule.companyId, conditions: conditionsOf(rule), acts: doingsOf(rule) })
