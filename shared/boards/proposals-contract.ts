import { Type } from 'typebox'
import { defineContract, Id, Instant, Nothing, OneOf, OrNull, Shape } from '../contract.ts'
import { countries } from '../holidays/holidays.ts'
import type { Shift } from './calendar-days.ts'
import { taskIdPattern } from './contract.ts'
import { lagKinds, linkTypes, mostLag } from './link.ts'
import { constraintKinds, mostMinutes } from './task.ts'
import { mostDaysOffTitle } from './working-days.ts'

export const proposalKinds = ['move', 'handOver', 'link', 'removal', 'calendar', 'push'] as const
export const proposalStates = ['open', 'accepted', 'declined', 'withdrawn'] as const
export const mostProposedTasks = 500
export const mostCalendarChanges = 60
export const mostNote = 1000

const OneBoard = Shape({ workspaceId: Id, boardId: Id })
const OneProposal = Shape({ workspaceId: Id, boardId: Id, proposalId: Id })
const TaskId = Type.String({ pattern: taskIdPattern })
const LocalTime = Type.String({ pattern: '^\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d$' })
const Minutes = Type.Integer({ minimum: 0, maximum: mostMinutes })

/** What is wanted of a task's time: `Intentions` of task.ts. */
export const ProposedPlan = Shape({
  mode: OneOf(['auto', 'manual']), duration: Minutes, isElapsed: Type.Boolean(), constraint: OneOf(constraintKinds), constraintAt: OrNull(LocalTime),
  start: OrNull(LocalTime), finish: OrNull(LocalTime), calendar: OrNull(Type.String({ maxLength: 64 })), ignoresPeople: Type.Boolean(), delay: Minutes,
})

/** A link as it shall be, or that shall go: `AskedLink` of consent.ts. */
const ProposedLink = Shape({
  id: TaskId, from: TaskId, to: TaskId, type: OneOf(linkTypes), lag: Shape({ kind: OneOf(lagKinds), amount: Type.Number({ minimum: -mostLag, maximum: mostLag }) }), isRemoved: Type.Boolean(),
})

const Day = Type.String({ pattern: '^\\d{4}-\\d\\d-\\d\\d$' })
/** From and until, in minutes of the day. */
const OneShift = Type.Unsafe<Shift>({ type: 'array', items: { type: 'integer', minimum: 0, maximum: 1440 }, minItems: 2, maxItems: 2 })

/** What of a company's working days shall be otherwise: `CalendarChange` of calendar-changes.ts. */
const ProposedCalendarChange = Type.Union([
  Shape({ change: Type.Literal('country'), country: OrNull(OneOf(countries)) }),
  Shape({ change: Type.Literal('hours'), weekday: Type.Integer({ minimum: 0, maximum: 6 }), shifts: Type.Array(OneShift, { maxItems: 24 }) }),
  Shape({ change: OneOf(['daysAdded', 'daysRemoved']), days: Shape({ title: Type.String({ maxLength: mostDaysOffTitle }), from: Day, to: Day }) }),
])

/** When a task that was pushed ended, might have ended at the latest within its slack, and ends now: wall-clock times of the board. */
const Pushed = Shape({ was: LocalTime, late: LocalTime, is: LocalTime })

const Note = Type.Optional(Type.String({ maxLength: mostNote }))

/** What one company asks another about tasks of a board, or (push) what its changes have done to tasks of the other. */
export const Proposal = Shape({
  id: Id,
  kind: OneOf(proposalKinds),
  state: OneOf(proposalStates),
  fromCompanyId: Id,
  /** Whose people decide. */
  toCompanyId: Id,
  proposedBy: Id,
  proposedAt: Instant,
  decidedBy: OrNull(Id),
  decidedAt: OrNull(Instant),
  note: Type.String(),
  /** What who declined says to it, or who was pushed. */
  answer: Type.String(),
  /** `plan`: of a move. `pushed`: of a push, which asks nothing and is told by the server */
  tasks: Type.Array(Shape({ taskId: TaskId, plan: OrNull(ProposedPlan), pushed: Type.Optional(Pushed) })),
  /** Of links between tasks. */
  links: Type.Array(ProposedLink),
  /** Of the asked company's working days. */
  calendar: Type.Array(ProposedCalendarChange),
  /** Of a hand-over: who is responsible afterwards (null: nobody). */
  newCompanyId: OrNull(Id),
})

/** What waits for an answer, with where it is and what it is about. */
const WaitingProposal = Shape({
  id: Id, kind: OneOf(proposalKinds), fromCompanyId: Id, toCompanyId: Id, newCompanyId: OrNull(Id), note: Type.String(), proposedAt: Instant,
  /** null: somebody who has left */
  proposedBy: OrNull(Type.String()),
  boardId: Id, boardTitle: Type.String(), workspaceId: Id, workspaceName: Type.String(),
  /** Of the first tasks that it is about, as lists know them; `count`: how many there are. */
  titles: Type.Array(Type.String()), count: Type.Integer(),
  /** Of those tasks, where they were pushed. */
  pushed: Type.Array(Pushed),
  /** May you accept or decline it (of your own company's: withdraw it)? */
  mayDecide: Type.Boolean(),
})

export const proposals = defineContract({
  listWaiting: {
    method: 'GET', path: '/proposals/waiting', action: 'signedIn',
    summary: 'What other companies ask of yours and waits for its answer; `whose: partner`: what yours asks of others. Over all boards of all your workspaces, the latest first, 100 at most.',
    query: Shape({ workspaceId: Type.Optional(Id), whose: Type.Optional(OneOf(['mine', 'partner'])) }),
    result: Shape({ proposals: Type.Array(WaitingProposal) }),
  },
  listProposals: {
    method: 'GET', path: '/workspaces/:workspaceId/boards/:boardId/proposals', action: 'board.read',
    summary: 'What your company asks of another about tasks of this board, or is asked: what waits for a decision, and what was decided in the last 14 days.',
    params: OneBoard, result: Shape({ proposals: Type.Array(Proposal) }),
  },
  proposeMove: {
    method: 'POST', path: '/workspaces/:workspaceId/boards/:boardId/proposals/moves', action: 'proposal.make', triesPerMinute: 120,
    summary: 'Asks another company of the workspace to let tasks of theirs have other plans. Nothing moves before they accept.',
    params: OneBoard,
    body: Shape({ toCompanyId: Id, moves: Type.Array(Shape({ taskId: TaskId, plan: ProposedPlan }), { minItems: 1, maxItems: mostProposedTasks }), note: Note }),
    result: Shape({ proposal: Proposal }),
  },
  proposeLinks: {
    method: 'POST', path: '/workspaces/:workspaceId/boards/:boardId/proposals/links', action: 'proposal.make', triesPerMinute: 120,
    summary: 'Asks another company to let tasks of theirs wait for others, or wait otherwise: links that are put (by id) or removed. Nothing moves before they accept.',
    params: OneBoard, body: Shape({ toCompanyId: Id, links: Type.Array(ProposedLink, { minItems: 1, maxItems: mostProposedTasks }), note: Note }), result: Shape({ proposal: Proposal }),
  },
  proposeHandOver: {
    method: 'POST', path: '/workspaces/:workspaceId/boards/:boardId/proposals/hand-overs', action: 'proposal.make', triesPerMinute: 120,
    summary: 'Asks another company to take over tasks of yours (`newCompanyId` is theirs), or to give tasks of theirs to yours or to nobody. It happens when they accept.',
    params: OneBoard,
    body: Shape({ toCompanyId: Id, newCompanyId: OrNull(Id), taskIds: Type.Array(TaskId, { minItems: 1, maxItems: mostProposedTasks }), note: Note }),
    result: Shape({ proposal: Proposal }),
  },
  proposeRemoval: {
    method: 'POST', path: '/workspaces/:workspaceId/boards/:boardId/proposals/removals', action: 'proposal.make', triesPerMinute: 120,
    summary: 'Asks another company to let tasks of theirs be removed from the board. They stay until it accepts; afterwards they can be restored as any removed task.',
    params: OneBoard, body: Shape({ toCompanyId: Id, taskIds: Type.Array(TaskId, { minItems: 1, maxItems: mostProposedTasks }), note: Note }), result: Shape({ proposal: Proposal }),
  },
  proposeCalendar: {
    method: 'POST', path: '/workspaces/:workspaceId/boards/:boardId/proposals/calendars', action: 'proposal.make', triesPerMinute: 120,
    summary: 'Asks another company to change its working days on this board: the country whose holidays it keeps, its hours, its own days off. They stay as they are until it accepts.',
    params: OneBoard, body: Shape({ toCompanyId: Id, changes: Type.Array(ProposedCalendarChange, { minItems: 1, maxItems: mostCalendarChanges }), note: Note }), result: Shape({ proposal: Proposal }),
  },
  acceptProposal: {
    method: 'POST', path: '/workspaces/:workspaceId/boards/:boardId/proposals/:proposalId/accept', action: 'proposal.decide',
    summary: 'For people of the company that was asked: what was proposed is written into the board, in your name. Of a push: it is noted.', params: OneProposal, result: Nothing,
  },
  declineProposal: {
    method: 'POST', path: '/workspaces/:workspaceId/boards/:boardId/proposals/:proposalId/decline', action: 'proposal.decide',
    summary: 'For people of the company that was asked: nothing changes. `note`: why, for those who asked. Of a push: an objection, which those who pushed read.', params: OneProposal, body: Shape({ note: Note }), mayLackBody: true, result: Nothing,
  },
  withdrawProposal: {
    method: 'POST', path: '/workspaces/:workspaceId/boards/:boardId/proposals/:proposalId/withdraw', action: 'proposal.decide',
    summary: 'For people of the company that has asked: nothing changes.', params: OneProposal, result: Nothing,
  },
})
