import { sql } from 'kysely'
import { eventsOf, isSameEvent, isTriggeredBy, logKept, meets, mostDepth, mostFailures, mostRuns, mostTries, type OffReason, type RuleEvent, type RuleTask, type SkipReason } from '@kopa/shared/boards/rule.ts'
import type { ActDone, Follower, RunDone } from '@kopa/shared/boards/rule-verbs.ts'
import { day, hour } from '@kopa/shared/time.ts'
import type { Context, Transaction, Work } from '../core/context.ts'
import { storableJson } from '../core/storable.ts'
import { rightNow } from '../core/moments.ts'
import { conditionsOf, countRuns, type DueTask, hasWaitingRuns, listActiveRules, listAnswered, type RuleRow, triggerOf, unmet } from './rule-queries.ts'

/** What has set off a rule. `cause`: of one cause it runs once on a task. */
interface Fired { rule: RuleRow, taskId: string, event: RuleEvent, cause: string, chain?: { id: string, depth: number }, skipped?: SkipReason, leftOut?: number }
interface Maker { now: Date, newId: () => string }
/** `taskId`: of another task than the run's. */
export type Answered = RuleEvent & { taskId?: string }

async function insertRuns(transaction: Transaction, fired: readonly Fired[], { now, newId }: Maker): Promise<void> {
  if (fired.length === 0) return
  const rows = fired.map(({ rule, taskId, event, cause, chain, skipped, leftOut }) => {
    const id = newId()
    return {
      id, ruleId: rule.id, boardId: rule.boardId, taskId, cause, event: storableJson(event), chainId: chain?.id ?? id, depth: chain?.depth ?? 0, triggeredAt: rightNow(),
      ...skipped ? { state: 'skipped' as const, reason: skipped, leftOut: leftOut ?? null, finishedAt: now } : {},
    }
  })
  await transaction.insertInto('ruleRuns').values(rows).onConflict(conflict => conflict.columns(['ruleId', 'taskId', 'cause']).doNothing()).execute()
}

/** A task of a board that has settled, before and now. */
export interface ChangedTask { taskId: string, before: Parameters<typeof eventsOf>[0], after: RuleTask }

/**
 * The rules that what has settled sets off, in the transaction that stores it: a fold is stored once, whichever node has made it, and with it
 * what waits to be done. What rules themselves have done is answered already; a task is added once, also when it comes back later.
 */
export async function setOffRules(transaction: Transaction, { boardId, before, position }: { boardId: string, before: number, position: number }, changed: readonly ChangedTask[], maker: Maker): Promise<void> {
  if (changed.length === 0) return
  const rules = await listActiveRules(transaction, boardId)
  const answered = await listAnswered(transaction, boardId, before)
  const fired = changed.flatMap(task => {
    const known = answered.get(task.taskId) ?? []
    const events = eventsOf(task.before, task.after).filter(event => !known.some(other => isSameEvent(other, event)))
    return firedBy(rules, task, events).map(one => ({ ...one, cause: one.event.on === 'added' ? 'added' : `settled:${position}` }))
  })
  await insertWithinLimits(transaction, boardId, fired, maker)
}

const firedBy = (rules: readonly RuleRow[], { taskId, after }: Pick<ChangedTask, 'taskId' | 'after'>, events: readonly RuleEvent[]): Omit<Fired, 'cause'>[] => rules.flatMap(rule => {
  const event = events.find(one => isTriggeredBy(triggerOf(rule), one))
  return event && meets(after, conditionsOf(rule)) ? [{ rule, taskId, event }] : []
})

/** What is over an hour's number is left out. */
async function insertWithinLimits(transaction: Transaction, boardId: string, fired: readonly Fired[], maker: Maker): Promise<void> {
  if (fired.length === 0) return
  const since = new Date(maker.now.getTime() - hour)
  const { within, left } = divided(fired, await countRuns(transaction, boardId, since))
  await insertRuns(transaction, within, maker)
  for (const one of left) await noteLeftOut(transaction, one, since, maker)
}

/** The log says it once an hour. */
async function noteLeftOut(transaction: Transaction, one: Fired, since: Date, maker: Maker): Promise<void> {
  const said = await transaction.updateTable('ruleRuns').set({ leftOut: sql`left_out + ${one.leftOut ?? 0}` })
    .where('ruleId', '=', one.rule.id).where('reason', '=', 'tooMany').where('triggeredAt', '>=', since).returning('id').executeTakeFirst()
  if (!said) await insertRuns(transaction, [one], maker)
}

function divided(fired: readonly Fired[], counts: Map<string, number>): { within: Fired[], left: Fired[] } {
  let ofBoard = [...counts.values()].reduce((sum, count) => sum + count, 0)
  const left = new Map<string, Fired>()
  const within = fired.filter(one => {
    const ofRule = counts.get(one.rule.id) ?? 0
    if (ofRule < mostRuns.ofRule && ofBoard < mostRuns.ofBoard) {
      counts.set(one.rule.id, ofRule + 1)
      ofBoard++
      return true
    }
    left.set(one.rule.id, { ...one, cause: `tooMany:${one.cause}`, skipped: 'tooMany', leftOut: (left.get(one.rule.id)?.leftOut ?? 0) + 1 })
    return false
  })
  return { within, left: [...left.values()] }
}

/** Milliseconds for which whoever has taken runs has them for themselves; afterwards anybody takes them. */
const claimed = 20_000
const mostAtOnce = 50

export interface ClaimedRun { id: string, boardId: string, ruleId: string, taskId: string, chainId: string, depth: number, event: RuleEvent, triggeredAt: Date, /** what was about to be written when it was taken before */ noted: ActDone[] }
/** Runs of one board that act in the name of one person. */
export interface Claim { boardId: string, userId: string, runs: ClaimedRun[] }

/** Takes runs that wait, the oldest first; null: none does. Two nodes never take the same. One that was taken before is taken alone: it may be what is in the way. */
export async function claimRuns(context: Context): Promise<Claim | null> {
  if (!await hasWaitingRuns(context.database)) return null
  return context.write(async ({ transaction }) => {
    const now = context.now()
    const waiting = transaction.selectFrom('ruleRuns').innerJoin('rules', 'rules.id', 'ruleRuns.ruleId')
      .select(['ruleRuns.id', 'ruleRuns.ruleId', 'ruleRuns.boardId', 'ruleRuns.taskId', 'ruleRuns.chainId', 'ruleRuns.depth', 'ruleRuns.event', 'ruleRuns.acts', 'ruleRuns.tries', 'ruleRuns.triggeredAt', 'rules.changedBy'])
      .where('ruleRuns.state', '=', 'waiting').where(where => where.or([where('claimedUntil', 'is', null), where('claimedUntil', '<', now)]))
      .orderBy('triggeredAt').orderBy('ruleRuns.id').forUpdate('ruleRuns').skipLocked()
    const first = await waiting.limit(1).executeTakeFirst()
    if (!first) return null
    const { boardId, changedBy: userId } = first
    const rows = first.tries > 0 ? [first] : await waiting.where('ruleRuns.boardId', '=', boardId).where('rules.changedBy', '=', userId).where('ruleRuns.tries', '=', 0).limit(mostAtOnce).execute()
    await transaction.updateTable('ruleRuns').set({ claimedUntil: new Date(now.getTime() + claimed), tries: sql`tries + 1` }).where('id', 'in', rows.map(({ id }) => id)).execute()
    return { boardId, userId, runs: rows.map(({ id, ruleId, taskId, chainId, depth, triggeredAt, event, acts }) => ({ id, boardId, ruleId, taskId, chainId, depth, triggeredAt, event: event as RuleEvent, noted: acts as ActDone[] })) }
  })
}

/** Something was in the way: they are taken again a little later, until it is no use any more. */
export async function releaseRuns(context: Context, { runs }: Claim): Promise<void> {
  const [ids, now] = [runs.map(({ id }) => id), context.now()]
  await context.database.updateTable('ruleRuns').set({ state: 'skipped', reason: 'notWritten', finishedAt: now, claimedUntil: null }).where('id', 'in', ids).where('state', '=', 'waiting').where('tries', '>=', mostTries).execute()
  await context.database.updateTable('ruleRuns').set({ claimedUntil: sql`${now}::timestamptz + tries * interval '5 seconds'` }).where('id', 'in', ids).where('state', '=', 'waiting').execute()
}

/** Before it is written into the board: whoever folds that finds it answered. What was answered before a server died stays so. */
export async function noteAnswers(context: Context, done: readonly RunDone[]): Promise<void> {
  const [ids, answers, acts] = [done.map(({ runId }) => runId), done.map(one => storableJson(answeredBy(one))), done.map(one => storableJson(one.acts))]
  await sql`update rule_runs set answered = rule_runs.answered || said.answered, acts = said.acts from unnest(${ids}::uuid[], ${answers}::jsonb[], ${acts}::jsonb[]) as said (id, answered, acts)
    where rule_runs.id = said.id`.execute(context.database)
}

const answeredBy = ({ events, followers }: RunDone): Answered[] => [...events, ...followers.flatMap(({ taskId, events: ofIt }) => ofIt.map(event => ({ ...event, taskId })))]

export interface Carried { workspaceId: string, privateTo: string | null, claim: Claim, rules: readonly RuleRow[], done: readonly RunDone[], position: number | null }

/** What came of runs, with the rules that they set off. */
export async function finishRuns(context: Context, { workspaceId, privateTo, claim, rules, done, position }: Carried): Promise<void> {
  const { boardId, userId } = claim
  await context.write(async work => {
    const { transaction, emit } = work
    const finishedAt = context.now()
    for (const run of claim.runs) {
      const outcome = done.find(({ runId }) => runId === run.id) ?? { runId: run.id, state: 'skipped' as const, reason: 'ruleOff' as const, acts: [], events: [], after: null, followers: [] }
      const reason = outcome.reason === 'changed' && (run.event.on === 'due' || run.event.on === 'overdue') ? unmet : outcome.reason
      const finished = await transaction.updateTable('ruleRuns')
        .set({ state: outcome.state, reason, acts: storableJson(outcome.acts), carriedPosition: position, claimedUntil: null, finishedAt })
        .where('id', '=', run.id).where('state', '=', 'waiting').returning('answered').executeTakeFirst()
      if (!finished || outcome.state === 'skipped') continue
      await countOutcome(work, { ruleId: run.ruleId, boardId, workspaceId, privateTo }, outcome.state === 'failed', finishedAt)
      await emit('rule.ran', { workspaceId, boardId, ruleId: run.ruleId, runId: run.id, privateTo }, { userId })
      await setOffOthers(transaction, { run, rules, changed: [...outcome.after ? [{ taskId: run.taskId, after: outcome.after }] : [], ...outcome.followers], answered: finished.answered as Answered[] }, { now: finishedAt, newId: context.newId })
    }
  })
}

interface OneRule { ruleId: string, boardId: string, workspaceId: string, privateTo: string | null }

async function countOutcome(work: Work, one: OneRule, hasFailed: boolean, at: Date): Promise<void> {
  const rule = await work.transaction.updateTable('rules').set({ failures: hasFailed ? sql`failures + 1` : 0, lastRunAt: at }).where('id', '=', one.ruleId).returning(['failures', 'isOn']).executeTakeFirstOrThrow()
  if (rule.isOn && rule.failures >= mostFailures) await switchOff(work, one, 'failed')
}

/** By the server, which tells why. `actsFor`: not where it acts in somebody else's name by now. */
async function switchOff({ transaction, emit }: Work, { ruleId, ...where }: OneRule, offReason: OffReason, actsFor?: string): Promise<void> {
  const row = await transaction.updateTable('rules').set({ isOn: false, offReason }).where('id', '=', ruleId).where('isOn', '=', true)
    .$if(actsFor !== undefined, query => query.where('changedBy', '=', actsFor ?? '')).returning('id').executeTakeFirst()
  if (row) await emit('rule.switched', { ...where, ruleId, isOn: false }, { userId: null })
}

interface Chained { run: ClaimedRun, rules: readonly RuleRow[], changed: readonly Pick<Follower, 'taskId' | 'after'>[], answered: readonly Answered[] }

/** A rule runs at most once in a chain, also on what comes after the task, and a chain ends. The log tells where it did. */
async function setOffOthers(transaction: Transaction, { run, rules, changed, answered }: Chained, maker: Maker): Promise<void> {
  const fired = changed.flatMap(one => firedBy(rules, one, answered.flatMap(({ taskId = run.taskId, ...event }) => (taskId === one.taskId ? [event] : []))))
  if (fired.length === 0) return
  const earlier = await transaction.selectFrom('ruleRuns').select('ruleId').where('boardId', '=', run.boardId).where('chainId', '=', run.chainId).execute()
  const inChain = new Set(earlier.map(({ ruleId }) => ruleId))
  const chain = { id: run.chainId, depth: run.depth + 1 }
  const chained = fired.map((one): Fired => {
    if (inChain.has(one.rule.id)) return { ...one, chain, cause: `loop:${run.chainId}`, skipped: 'loop' }
    return { ...one, chain, cause: `chain:${run.id}`, ...chain.depth > mostDepth ? { skipped: 'tooDeep' as const } : {} }
  })
  const [stopped, others] = [chained.filter(({ skipped }) => skipped), chained.filter(({ skipped }) => !skipped)]
  await insertRuns(transaction, stopped, maker)
  await insertWithinLimits(transaction, run.boardId, others, maker)
}

/** Nothing can be done in this person's name any more, or on this board: why, and with the first the rules are off. */
export async function giveUpRuns(context: Context, { claim: { runs, boardId, userId }, workspaceId, privateTo }: Pick<Carried, 'claim' | 'workspaceId' | 'privateTo'>, reason: 'makerGone' | 'boardArchived'): Promise<void> {
  await context.write(async work => {
    await work.transaction.updateTable('ruleRuns').set({ state: 'skipped', reason, finishedAt: context.now(), claimedUntil: null }).where('id', 'in', runs.map(({ id }) => id)).where('state', '=', 'waiting').execute()
    if (reason !== 'makerGone') return
    for (const ruleId of new Set(runs.map(run => run.ruleId))) await switchOff(work, { ruleId, boardId, workspaceId, privateTo }, 'makerGone', userId)
  })
}

/** Deadlines that have come near, or passed. */
export async function setOffDue(context: Context, due: readonly DueTask[]): Promise<void> {
  for (const [boardId, tasks] of Map.groupBy(due, one => one.boardId)) {
    await context.write(async ({ transaction }) => {
      const rules = new Map((await listActiveRules(transaction, boardId)).map(rule => [rule.id, rule]))
      const fired = tasks.flatMap(({ ruleId, taskId, deadline, on }): Fired[] => {
        const rule = rules.get(ruleId)
        const trigger = rule && triggerOf(rule)
        if (!rule || !trigger || trigger.on !== on) return []
        return [{ rule, taskId, event: trigger.on === 'due' ? { on: 'due', days: trigger.days } : { on: 'overdue' }, cause: `${on}:${deadline}` }]
      })
      await insertWithinLimits(transaction, boardId, fired, { now: context.now(), newId: context.newId })
    })
  }
}

/** What is older than the log goes back, and what is more. */
export async function forgetOldRuns(context: Context): Promise<void> {
  const before = new Date(context.now().getTime() - logKept.days * day)
  await sql`delete from rule_runs where state <> 'waiting' and triggered_at < ${before}`.execute(context.database)
  await sql`delete from rule_runs using (select id, row_number() over (partition by board_id order by id desc) as place from rule_runs) as placed
    where placed.id = rule_runs.id and placed.place > ${logKept.runs} and rule_runs.state <> 'waiting'`.execute(context.database)
}
