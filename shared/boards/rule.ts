import type { Static } from 'typebox'
import type { Stage } from './column.ts'
import type { Task } from './task.ts'
import type { RuleAct, RuleCondition, RuleTrigger } from './rules-contract.ts'

/**
 * Automation rules of a board: when something happens to a task, and it is such a task, then something is done to it. Rows, made by a
 * company; the board holds only what they did (docs/decisions/0028).
 */

export type Trigger = Static<typeof RuleTrigger>
export type Condition = Static<typeof RuleCondition>
export type RuleDoing = Static<typeof RuleAct>

/** A task as rules look at it. */
export interface RuleTask {
  column: string
  stage: Stage
  companyId: string | null
  assignees: readonly string[]
  labels: readonly string[]
  priority: Task['priority']
  hasDeadline: boolean
}

/** What has happened to a task. `column`, `label` and so on: which. */
export type RuleEvent =
  | { on: 'added' } | { on: 'entered', column: string } | { on: 'done' } | { on: 'assigned', userId: string }
  | { on: 'labelled', label: string } | { on: 'prioritised', priority: NonNullable<Task['priority']> } | { on: 'due', days: number } | { on: 'overdue' }

/** Null before: it was not there. What was unknown of it before (null) has not happened to it. */
export type TaskBefore = Omit<RuleTask, 'column' | 'labels' | 'hasDeadline'> & { column: string | null, labels: readonly string[] | null }

/** That a column counts as done from now on happens to no task: only who is moved is done by it. */
export function eventsOf(before: TaskBefore | null, after: RuleTask): RuleEvent[] {
  const [labels, people] = [before ? before.labels ?? after.labels : [], before?.assignees ?? []]
  const hasMoved = before === null || (before.column !== null && before.column !== after.column)
  return [
    ...before === null ? [{ on: 'added' as const }] : [],
    ...hasMoved ? [{ on: 'entered' as const, column: after.column }] : [],
    ...hasMoved && after.stage === 'done' && before?.stage !== 'done' ? [{ on: 'done' as const }] : [],
    ...after.assignees.filter(userId => !people.includes(userId)).map(userId => ({ on: 'assigned' as const, userId })),
    ...after.labels.filter(label => !labels.includes(label)).map(label => ({ on: 'labelled' as const, label })),
    ...after.priority !== null && after.priority !== (before?.priority ?? null) ? [{ on: 'prioritised' as const, priority: after.priority }] : [],
  ]
}

/** Is this what the rule waits for? Null in a trigger: any. */
export function isTriggeredBy(trigger: Trigger, event: RuleEvent): boolean {
  switch (trigger.on) {
    case 'added': case 'done': case 'overdue': return event.on === trigger.on
    case 'entered': return event.on === 'entered' && isOneOf(trigger.column, event.column)
    case 'assigned': return event.on === 'assigned' && isOneOf(trigger.userId, event.userId)
    case 'labelled': return event.on === 'labelled' && isOneOf(trigger.label, event.label)
    case 'prioritised': return event.on === 'prioritised' && (trigger.priority === 'any' || trigger.priority === event.priority)
    case 'due': return event.on === 'due' && event.days === trigger.days
  }
}

const isOneOf = (wanted: string | null, found: string): boolean => wanted === null || wanted === found

export const meets = (task: RuleTask, conditions: readonly Condition[]): boolean => conditions.every(condition => isSo(task, condition) === condition.is)

function isSo(task: RuleTask, condition: Condition): boolean {
  switch (condition.of) {
    case 'label': return task.labels.includes(condition.label)
    case 'priority': return (task.priority ?? 'none') === condition.priority
    case 'company': return task.companyId === condition.companyId
    case 'person': return condition.userId === null ? task.assignees.length === 0 : task.assignees.includes(condition.userId)
    case 'column': return task.column === condition.column
    case 'deadline': return task.hasDeadline
  }
}

/** Does the task look now as it does after what the rule waits for? For telling beforehand which tasks a rule is about. */
export function looksTriggered(task: RuleTask, trigger: Trigger): boolean {
  switch (trigger.on) {
    case 'added': return true
    case 'due': case 'overdue': return task.hasDeadline && task.stage !== 'done'
    case 'done': return task.stage === 'done'
    case 'entered': return isOneOf(trigger.column, task.column)
    case 'assigned': return trigger.userId === null ? task.assignees.length > 0 : task.assignees.includes(trigger.userId)
    case 'labelled': return trigger.label === null ? task.labels.length > 0 : task.labels.includes(trigger.label)
    case 'prioritised': return task.priority !== null && (trigger.priority === 'any' || trigger.priority === task.priority)
  }
}

export const ruleTaskOf = (task: Task, stageOf: (column: string) => Stage): RuleTask => ({
  column: task.column, stage: stageOf(task.column), companyId: task.companyId, assignees: task.assignees.map(({ userId }) => userId), labels: task.labels,
  priority: task.priority, hasDeadline: task.deadline !== null,
})

export const isSameEvent = (one: RuleEvent, other: RuleEvent): boolean => isTriggeredBy(asTrigger(one), other)
const asTrigger = (event: RuleEvent): Trigger => event

/**
 * What came of one thing that a rule was to do:
 * - done, already: it says so now, or said so before
 * - partnersTask: the task is another company's, and this is theirs to decide
 * - noColumn, noLabel, noPerson: what the rule names is gone
 */
export const actOutcomes = ['done', 'already', 'partnersTask', 'noColumn', 'noLabel', 'noPerson'] as const
export type ActOutcome = (typeof actOutcomes)[number]
const failures: ReadonlySet<ActOutcome> = new Set<ActOutcome>(['noColumn', 'noLabel', 'noPerson'])

/** What came of a run; `reason`: why nothing was done. */
export const runStates = ['waiting', 'done', 'failed', 'skipped'] as const
export type RunState = (typeof runStates)[number]
export const skipReasons = ['taskGone', 'changed', 'nothingToDo', 'ruleOff', 'boardArchived', 'makerGone', 'notWritten', 'loop', 'tooDeep', 'tooMany'] as const
export type SkipReason = (typeof skipReasons)[number]
/** Why a rule was switched off by the server. */
export const offReasons = ['failed', 'makerGone'] as const
export type OffReason = (typeof offReasons)[number]

export function stateFrom(outcomes: readonly ActOutcome[]): { state: RunState, reason: SkipReason | null } {
  if (outcomes.some(outcome => failures.has(outcome))) return { state: 'failed', reason: null }
  return outcomes.includes('done') ? { state: 'done', reason: null } : { state: 'skipped', reason: 'nothingToDo' }
}

/** A rule may set off others, these others, and so on so many times. */
export const mostDepth = 3
/** Runs in an hour: of one rule, and of a company's rules on one board. */
export const mostRuns = { ofRule: 200, ofCompany: 1000 } as const
/** A board that cannot be written is tried so many times for a run. */
export const mostTries = 8
/** A rule that fails so many times in a row is switched off. */
export const mostFailures = 5
/** The log is kept so many days, and so many runs of a board at most. */
export const logKept = { days: 90, runs: 20_000 } as const
