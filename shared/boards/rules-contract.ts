import { Type } from 'typebox'
import { defineContract, Id, Instant, Nothing, OneOf, OrNull, Shape } from '../contract.ts'
import { actOutcomes, offReasons, runStates, skipReasons } from './rule.ts'
import { priorities } from './task.ts'

/** Of a company on a board. */
export const mostRules = 50
export const mostRuleName = 120
const mostConditions = 8
const mostActs = 8
export const mostLines = 20

const OneBoard = Shape({ workspaceId: Id, boardId: Id })
const OneRule = Shape({ workspaceId: Id, boardId: Id, ruleId: Id })
const OneRun = Shape({ workspaceId: Id, boardId: Id, runId: Id })
/** Of a column or label of the board: made by a client. */
const Key = Type.String({ minLength: 1, maxLength: 64, pattern: '^[0-9A-Za-z_-]+$' })
const Priority = OneOf(priorities)
const PriorityOrNone = OneOf([...priorities, 'none'])

/** Says something, in characters that can be stored. */
const Line = Type.String({ minLength: 1, maxLength: 200, pattern: '^\\s*[^\\s\\u0000\\ud800-\\udfff][^\\u0000\\ud800-\\udfff]*$' })

/** Null: any. */
export const RuleTrigger = Type.Union([
  Shape({ on: Type.Literal('added') }),
  Shape({ on: Type.Literal('entered'), column: OrNull(Key) }),
  Shape({ on: Type.Literal('done') }),
  Shape({ on: Type.Literal('assigned'), userId: OrNull(Id) }),
  Shape({ on: Type.Literal('labelled'), label: OrNull(Key) }),
  Shape({ on: Type.Literal('prioritised'), priority: OneOf([...priorities, 'any']) }),
  /** So many calendar days before its deadline. */
  Shape({ on: Type.Literal('due'), days: Type.Integer({ minimum: 0, maximum: 365 }) }),
  Shape({ on: Type.Literal('overdue') }),
])

/** `is` false: it must not be so. Null: nobody. */
const Is = { is: Type.Boolean() }
export const RuleCondition = Type.Union([
  Shape({ of: Type.Literal('label'), label: Key, ...Is }),
  Shape({ of: Type.Literal('priority'), priority: PriorityOrNone, ...Is }),
  Shape({ of: Type.Literal('company'), companyId: OrNull(Id), ...Is }),
  Shape({ of: Type.Literal('person'), userId: OrNull(Id), ...Is }),
  Shape({ of: Type.Literal('column'), column: Key, ...Is }),
  Shape({ of: Type.Literal('deadline'), ...Is }),
])

export const RuleAct = Type.Union([
  Shape({ do: Type.Literal('move'), column: Key }),
  Shape({ do: Type.Literal('assign'), userId: Id }),
  Shape({ do: Type.Literal('label'), label: Key }),
  Shape({ do: Type.Literal('unlabel'), label: Key }),
  Shape({ do: Type.Literal('prioritise'), priority: PriorityOrNone }),
  /** So many days from the day on which it was set off, in the board's zone; working days: of the responsible company's calendar, else the board's. */
  Shape({ do: Type.Literal('deadline'), days: Type.Integer({ minimum: 0, maximum: 3650 }), isWorking: Type.Boolean() }),
  Shape({ do: Type.Literal('checklist'), lines: Type.Array(Line, { minItems: 1, maxItems: mostLines }) }),
])

const ruleFields = {
  name: Type.String({ maxLength: mostRuleName }),
  trigger: RuleTrigger,
  conditions: Type.Array(RuleCondition, { maxItems: mostConditions }),
  acts: Type.Array(RuleAct, { minItems: 1, maxItems: mostActs }),
}

export const Rule = Shape({
  id: Id,
  ...ruleFields,
  /** Whose rule it is: their people change it, and it may do what they may. */
  companyId: Id,
  isOn: Type.Boolean(),
  /** Why the server has switched it off. */
  offReason: OrNull(OneOf(offReasons)),
  madeBy: Id,
  /** In whose name it acts. */
  changedBy: Id,
  changedAt: Instant,
  lastRunAt: OrNull(Instant),
})

/** What has set it off, and what was done about it. */
export const RuleRun = Shape({
  id: Id,
  ruleId: Id,
  ruleName: Type.String(),
  taskId: Type.String(),
  event: Type.Union([
    Shape({ on: OneOf(['added', 'done', 'overdue']) }),
    Shape({ on: Type.Literal('entered'), column: Type.String() }), Shape({ on: Type.Literal('assigned'), userId: Type.String() }),
    Shape({ on: Type.Literal('labelled'), label: Type.String() }), Shape({ on: Type.Literal('prioritised'), priority: Priority }), Shape({ on: Type.Literal('due'), days: Type.Integer() }),
  ]),
  /** Set off by another rule. */
  isChained: Type.Boolean(),
  state: OneOf(runStates),
  reason: OrNull(OneOf(skipReasons)),
  /** Of `tooMany`: tasks that were left out. */
  leftOut: OrNull(Type.Integer()),
  /** What was to be done, and what came of it, in its order. */
  acts: Type.Array(Shape({ act: RuleAct, outcome: OneOf(actOutcomes) })),
  at: Instant,
  undoneAt: OrNull(Instant),
  undoneBy: OrNull(Id),
})

export const rules = defineContract({
  listRules: {
    method: 'GET', path: '/workspaces/:workspaceId/boards/:boardId/rules', action: 'board.read', summary: 'The automation rules of a board, of all companies.',
    params: OneBoard, result: Shape({ rules: Type.Array(Rule) }),
  },
  createRule: {
    method: 'POST', path: '/workspaces/:workspaceId/boards/:boardId/rules', action: 'rule.change', triesPerMinute: 60,
    summary: 'Makes an automation rule of your company. It acts in your name, on tasks that everybody on the board sees, and is switched on.',
    params: OneBoard, body: Shape(ruleFields), result: Shape({ rule: Rule }),
  },
  changeRule: {
    method: 'PUT', path: '/workspaces/:workspaceId/boards/:boardId/rules/:ruleId', action: 'rule.change', triesPerMinute: 60,
    summary: 'Writes a rule of your company anew. From then on it acts in your name.', params: OneRule, body: Shape(ruleFields), result: Shape({ rule: Rule }),
  },
  switchRule: {
    method: 'PUT', path: '/workspaces/:workspaceId/boards/:boardId/rules/:ruleId/switch', action: 'rule.switchOff', triesPerMinute: 120,
    summary: 'Switches a rule off, whichever company it is of; or a rule of your company on.', params: OneRule, body: Shape({ isOn: Type.Boolean() }), result: Nothing,
  },
  removeRule: {
    method: 'DELETE', path: '/workspaces/:workspaceId/boards/:boardId/rules/:ruleId', action: 'rule.change',
    summary: 'Removes a rule of your company. What it did stays, and stands in the log.', params: OneRule, result: Nothing,
  },
  listRuleRuns: {
    method: 'GET', path: '/workspaces/:workspaceId/boards/:boardId/rule-runs', action: 'board.read',
    summary: 'What rules did on this board in the last 90 days, the latest first, 50 at most; `before`: the `next` of the answer before.',
    params: OneBoard, query: Shape({ ruleId: Type.Optional(Id), before: Type.Optional(Id) }), result: Shape({ runs: Type.Array(RuleRun), next: OrNull(Id) }),
  },
  undoRuleRun: {
    method: 'POST', path: '/workspaces/:workspaceId/boards/:boardId/rule-runs/:runId/undo', action: 'document.edit', triesPerMinute: 120,
    summary: 'Takes back all that a run did, in your name, if the task still says what the run has made it say.', params: OneRun, result: Nothing,
  },
})
