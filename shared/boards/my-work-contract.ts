import { Type } from 'typebox'
import { defineContract, Id, Instant, OrNull, OneOf, Shape } from '../contract.ts'
import { taskIdPattern } from './contract.ts'

/** The groups of "My work": an order in which one works. */
export const myWorkParts = ['late', 'today', 'week', 'later', 'undated', 'done'] as const
export type MyWorkPart = (typeof myWorkParts)[number]

const TaskId = Type.String({ pattern: taskIdPattern })
const OneTask = Shape({ workspaceId: Id, boardId: Id, taskId: TaskId })
const Count = Type.Integer()
/** Of columns and places: made by clients. */
const Key = Type.String({ maxLength: 300 })
const Moment = Type.Integer({ minimum: 0, maximum: Number.MAX_SAFE_INTEGER })

/** Where a task stood before it was done: for taking that back, exactly as it was answered. */
export const FinishedFrom = Shape({
  column: Key, order: Key, flow: Type.Array(OrNull(Moment), { maxItems: 3 }), to: Key, next: OrNull(TaskId), at: Moment,
})

/** A day of everybody's calendar, or a moment; null: none. */
const SomeDeadline = OrNull(Shape({ day: Type.Optional(Type.String({ pattern: '^\\d{4}-\\d\\d-\\d\\d$' })), instant: Type.Optional(Instant) }))

/** What can be done with a task in a list, where its board is not open. `isInSide`: it lies in your company's side of the board. */
export const myWork = defineContract({
  countMyTasks: {
    method: 'GET', path: '/tasks/mine/counts', action: 'signedIn',
    summary: 'How many tasks listMyTasks has, by when they come: late, for today, in this week (which ends on Sunday), later, without a date, done; by the calendar of `zone` (an IANA time zone), else by yours.',
    query: Shape({ workspaceId: Type.Optional(Id), whose: Type.Optional(OneOf(['mine', 'partner'])), show: Type.Optional(OneOf(['open', 'all'])), zone: Type.Optional(Type.String({ minLength: 1, maxLength: 64 })) }),
    result: Shape({ late: Count, today: Count, week: Count, later: Count, undated: Count, done: Count }),
  },
  finishTask: {
    method: 'POST', path: '/workspaces/:workspaceId/boards/:boardId/tasks/:taskId/finish', action: 'document.edit',
    summary: 'Moves a task to the board\'s first column of done things, in your name; one that repeats makes its next one. `from` in the answer (null: it was done already) takes it back, with reopenTask. `from` in the question, as reopenTask answered: exactly to where it stood, and none comes after it.',
    params: OneTask, body: Shape({ isInSide: Type.Optional(Type.Boolean()), from: Type.Optional(FinishedFrom) }), result: Shape({ from: OrNull(FinishedFrom) }),
  },
  reopenTask: {
    method: 'POST', path: '/workspaces/:workspaceId/boards/:boardId/tasks/:taskId/reopen', action: 'document.edit',
    summary: 'Moves a task that is done back: to where it stood (`from`, as finishTask answered), else to the board\'s first column of things to do. `from` in the answer (null: it was not done, or is back where it stood) takes that back, with finishTask.',
    params: OneTask, body: Shape({ isInSide: Type.Optional(Type.Boolean()), from: Type.Optional(FinishedFrom) }), result: Shape({ from: OrNull(FinishedFrom) }),
  },
  changeTaskDeadline: {
    method: 'PUT', path: '/workspaces/:workspaceId/boards/:boardId/tasks/:taskId/deadline', action: 'document.edit',
    summary: 'Sets the deadline of a task: a day of everybody\'s calendar, or a moment. null: it has none. `was`: only if it says that so far. `from` in the answer: what it said before; null: it was so already.',
    params: OneTask,
    body: Shape({ isInSide: Type.Optional(Type.Boolean()), deadline: SomeDeadline, was: Type.Optional(SomeDeadline) }),
    result: Shape({ from: OrNull(Shape({ deadline: SomeDeadline })) }),
  },
})
