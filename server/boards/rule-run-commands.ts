import { setImmediate as nextTurn } from 'node:timers/promises'
import { sql } from 'kysely'
import { eventsOf, isSameEvent, isTriggeredBy, logKept, meets, mostDepth, mostFailures, mostRuns, mostTries, type OffReason, type RuleEvent, type RuleTask, type SkipReason } from '@kopa/shared/boards/rule.ts'
import type { ActDone, Follower, Reach, RunDone } from '@kopa/shared/boards/rule-verbs.ts'
import { day, hour } from '@kopa/shared/time.ts'
import type { Context, Queryable, Transaction, Work } from '../core/context.ts'
import { storableJson } from '../core/storable.ts'
import { inMilliseconds, rightNow } from '../core/moments.ts'
import { conditionsOf, countRuns, type DueTask, hasWaitingRuns, listActiveRules, listAnswered, type RuleRow, triggerOf, unmet } from './rule-queries.ts'

/** What has set off a rule. `cause`: of one cause it runs once on a task. */
interface Fired { rule: RuleRow, taskId: string, event: RuleEvent, cause: string, chain?: { id: string, depth: number }, skipped?: SkipReason, leftOut?: number }
interface Maker { now: Date, newId: () => string }
/** `taskId`: of another task than the run's. */
export type Answered = RuleEvent & { taskId?: string }

/** A statement has so many values at most. */
const rowsAtOnce = 1000

async function insertRuns(transaction: Transaction, fired: readonly Fired[], { now, newId }: Maker): Promise<void> {
  if (fired.length === 0) return
  const rows = fired.map(({ rule, taskId, event, cause, chain, skipped, leftOut }) => {
    const id = newId()
    return {
      id, ruleId: rule.id, boardId: rule.boardId, taskId, cause, event: storableJson(event), chainId: chain?.id ?? id, depth: chain?.depth ?? 0, triggeredAt: rightNow(),
      ...skipped ? { state: 'skipped' as const, reason: skipped, leftOut: leftOut ?? null, finishedAt: now } : {},
    }
  })
  for (let at = 0; at < rows.length; at += rowsAtOnce) await transaction.insertInto('ruleRuns').values(rows.slice(at, at + rowsAtOnce)).onConflict(conflict => conflict.columns(['ruleId', 'taskId', 'cause']).doNothing()).execute()
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
  if (rules.length === 0) return
  const answered = await listAnswered(transaction, boardId, before)
  const limits = await limitsOf(transaction, boardId, maker)
  let seen = 0
  for (const task of changed) {
    // Ten thousand tasks that are pasted at once, and fifty rules: nobody else waits for all of that.
    if (++seen % tasksAtOnce === 0) await nextTurn()
    const known = answered.get(task.taskId) ?? []
    const events = eventsOf(task.before, task.after).filter(event => !known.some(other => isSameEvent(other, event)))
    limits.take(firedBy(rules, task, events).map(one => ({ ...one, cause: one.event.on === 'added' ? 'added' : `settled:${position}` })))
  }
  await insertTaken(transaction, limits, maker)
}

const tasksAtOnce = 200

const firedBy = (rules: readonly RuleRow[], { taskId, after }: Pick<ChangedTask, 'taskId' | 'after'>, events: readonly RuleEvent[]): Omit<Fired, 'cause'>[] => rules.flatMap(rule => {
  const event = events.find(one => isTriggeredBy(triggerOf(rule), one))
  return event && meets(after, conditionsOf(rule)) ? [{ rule, taskId, event }] : []
})

/** What is over an hour's number is left out. */
async function insertWithinLimits(transaction: Transaction, boardId: string, fired: readonly Fired[], maker: Maker): Promise<void> {
  if (fired.length === 0) return
  const limits = await limitsOf(transaction, boardId, maker)
  limits.take(fired)
  await insertTaken(transaction, limits, maker)
}

interface Limits { since: Date, within: Fired[], left: Map<string, Fired>, take: (fired: readonly Fired[]) => void }

/** Counts on from what has run in this hour. What is over is only counted, however much it is. */
async function limitsOf(transaction: Transaction, boardId: string, { now }: Maker): Promise<Limits> {
  const since = new Date(now.getTime() - hour)
  const counts = await countRuns(transaction, boardId, since)
  const [within, left] = [[] as Fired[], new Map<string, Fired>()]
  const takeOne = (one: Fired): void => {
    const { id, companyId } = one.rule
    const [ofRule, ofCompany] = [counts.get(id) ?? 0, counts.get(companyId) ?? 0]
    if (ofRule >= mostRuns.ofRule || ofCompany >= mostRuns.ofCompany) return leaveOut(left, one)
    counts.set(id, ofRule + 1).set(companyId, ofCompany + 1)
    within.push(one)
  }
  return { since, within, left, take: fired => fired.forEach(takeOne) }
}

function leaveOut(left: Map<string, Fired>, one: Fired): void {
  const known = left.get(one.rule.id)
  if (known) known.leftOut = (known.leftOut ?? 0) + 1
  else left.set(one.rule.id, { ...one, cause: `tooMany:${one.cause}`, skipped: 'tooMany', leftOut: 1 })
}

async function insertTaken(transaction: Transaction, { since, within, left }: Limits, maker: Maker): Promise<void> {
  await insertRuns(transaction, within, maker)
  for (const one of left.values()) await noteLeftOut(transaction, one, since, maker)
}

/** The log says it once an hour. A deadline that was left out comes again at the next look: it is not one more. */
async function noteLeftOut(transaction: Transaction, one: Fired, since: Date, maker: Maker): Promise<void> {
  const [count, comesAgain] = [one.leftOut ?? 0, one.event.on === 'due' || one.event.on === 'overdue']
  const said = await transaction.updateTable('ruleRuns').set({ leftOut: comesAgain ? count : sql`left_out + ${count}` })
    .where('ruleId', '=', one.rule.id).where('reason', '=', 'tooMany').where('triggeredAt', '>=', since).returning('id').executeTakeFirst()
  if (!said) await insertRuns(transaction, [one], maker)
}

/** Milliseconds, by the database's clock, for which whoever has taken runs has them for themselves; afterwards anybody takes them. */
const claimed = 20_000
const mostAtOnce = 50

export interface ClaimedRun { id: string, boardId: string, ruleId: string, taskId: string, chainId: string, depth: number, event: RuleEvent, triggeredAt: Date, /** what was about to be written when it was taken before */ noted: ActDone[], written: Reach | null }
/** Runs of one board that act in the name of one person. `tries`: how often they were taken with this time; for as long as a row says so, they are whose claim this is. */
export interface Claim { boardId: string, userId: string, tries: number, runs: ClaimedRun[] }

/** Takes runs that wait, the oldest first, of none of `except` (boards); null: none does. Two nodes never take the same. One that was taken before is taken alone: it may be what is in the way. */
export async function claimRuns(context: Context, except: readonly string[]): Promise<Claim | null> {
  if (!await hasWaitingRuns(context.database)) return null
  return context.write(async ({ transaction }) => {
    const waiting = transaction.selectFrom('ruleRuns').innerJoin('rules', 'rules.id', 'ruleRuns.ruleId')
      .select(['ruleRuns.id', 'ruleRuns.ruleId', 'ruleRuns.boardId', 'ruleRuns.taskId', 'ruleRuns.chainId', 'ruleRuns.depth', 'ruleRuns.event', 'ruleRuns.acts', 'ruleRuns.written', 'ruleRuns.tries', 'ruleRuns.triggeredAt', 'rules.changedBy'])
      .where('ruleRuns.state', '=', 'waiting').where(where => where.or([where('claimedUntil', 'is', null), where('claimedUntil', '<', rightNow())]))
      .$if(except.length > 0, query => query.where('ruleRuns.boardId', 'not in', except))
      .orderBy('triggeredAt').orderBy('ruleRuns.id').forUpdate('ruleRuns').skipLocked()
    const first = await waiting.limit(1).executeTakeFirst()
    if (!first) return null
    const { boardId, changedBy: userId } = first
    const rows = first.tries > 0 ? [first] : await waiting.where('ruleRuns.boardId', '=', boardId).where('rules.changedBy', '=', userId).where('ruleRuns.tries', '=', 0).limit(mostAtOnce).execute()
    await transaction.updateTable('ruleRuns').set({ claimedUntil: inMilliseconds(claimed), tries: sql`tries + 1` }).where('id', 'in', rows.map(({ id }) => id)).execute()
    return { boardId, userId, tries: first.tries + 1, runs: rows.map(({ id, ruleId, taskId, chainId, depth, triggeredAt, event, acts, written }) => ({ id, boardId, ruleId, taskId, chainId, depth, triggeredAt, event: event as RuleEvent, noted: acts as ActDone[], written: written as Reach | null })) }
  })
}

/** Something was in the way: they are taken again a little later, until it is no use any more. */
export async function releaseRuns(context: Context, claim: Claim): Promise<void> {
  await claimedRows(context.database, claim).set({ state: 'skipped', reason: 'notWritten', finishedAt: context.now(), claimedUntil: null }).where('tries', '>=', mostTries).execute()
  await claimedRows(context.database, claim).set({ claimedUntil: inMilliseconds(claim.tries * 5000) }).execute()
}

/** What somebody else has taken meanwhile, or finished, is none of this claim any more. */
const claimedRows = (database: Queryable, { runs, tries }: Claim) => database.updateTable('ruleRuns').where('id', 'in', runs.map(({ id }) => id)).where('state', '=', 'waiting').where('tries', '=', tries)

/**
 * Before it is written into the board: whoever folds that finds it answered. What was answered before a server died stays so.
 * @throws Error when somebody else has taken one of them meanwhile: then nothing may be written
 */
export async function noteAnswers(context: Context, { tries }: Claim, done: readonly RunDone[], written: Reach | null): Promise<void> {
  const [ids, answers, acts] = [done.map(({ runId }) => runId), done.map(one => storableJson(answeredBy(one))), done.map(one => storableJson(one.acts))]
  await context.database.transaction().execute(async transaction => {
    const { numAffectedRows } = await sql`update rule_runs set answered = rule_runs.answered || said.answered, acts = said.acts, written = coalesce(${written && JSON.stringify(written)}::jsonb, rule_runs.written), claimed_until = ${inMilliseconds(claimed)}
      from unnest(${ids}::uuid[], ${answers}::jsonb[], ${acts}::jsonb[]) as said (id, answered, acts) where rule_runs.id = said.id and state = 'waiting' and tries = ${tries}`.execute(transaction)
    if (numAffectedRows !== BigInt(done.length)) throw new Error('somebody else has taken these runs meanwhile')
  })
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
        .where('id', '=', run.id).where('state', '=', 'waiting').where('tries', '=', claim.tries).returning('answered').executeTakeFirst()
      if (!finished || outcome.state === 'skipped') continue
      await countOutcome(work, { ruleId: run.ruleId, boardId, workspaceId, privateTo }, outcome.state === 'failed', finishedAt)
      if (outcome.acts.some(({ outcome: came }) => came === 'done')) await emit('rule.ran', { workspaceId, boardId, ruleId: run.ruleId, runId: run.id, privateTo }, { userId })
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
export async function giveUpRuns(context: Context, { claim, workspaceId, privateTo }: Pick<Carried, 'claim' | 'workspaceId' | 'privateTo'>, reason: 'makerGone' | 'boardArchived'): Promise<void> {
  await context.write(async work => {
    await claimedRows(work.transaction, claim).set({ state: 'skipped', reason, finishedAt: context.now(), claimedUntil: null }).execute()
    if (reason !== 'makerGone') return
    const { runs, boardId, userId } = claim
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

/** What has set it off cannot do so again: a fold is stored once. That a task was added, or a deadline came near, is remembered for as long as the log goes back. */
const isOver = sql`state <> 'waiting' and cause not like 'added%' and cause not like 'due:%' and cause not like 'overdue:%'`

/** What is older than the log goes back, and what is more; and removed rules that nothing tells of any more. */
export async function forgetOldRuns(context: Context): Promise<void> {
  const before = new Date(context.now().getTime() - logKept.days * day)
  await sql`delete from rule_runs where state <> 'waiting' and triggered_at < ${before}`.execute(context.database)
  await sql`delete from rule_runs using (select id, row_number() over (partition by board_id order by id desc) as place from rule_runs where ${isOver}) as placed
    where placed.id = rule_runs.id and placed.place > ${logKept.runs}`.execute(context.database)
  await sql`delete from rules where removed_at is not null and not exists (select from rule_runs where rule_runs.rule_id = rules.id)`.execute(context.database)
}
