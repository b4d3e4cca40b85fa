import type { Static } from 'typebox'
import type { Act } from '@kopa/shared/boards/board.ts'
import type { Proposal, proposals } from '@kopa/shared/boards/proposals-contract.ts'
import type { Input } from '@kopa/shared/contract.ts'
import { AppError } from '@kopa/shared/errors.ts'
import { can } from '@kopa/shared/policy.ts'
import type { MemberContext, Transaction, Work } from '../core/context.ts'
import type { Engine } from '../documents/engine.ts'
import { listCompanies } from '../workspaces/queries.ts'
import { calendarIn, countOpenProposals, linksIn, lockProposal, proposalOf, type ProposalRow, tasksOf } from './proposal-queries.ts'
import { getBoardRow, lockOpenBoard } from './queries.ts'

type ProposalEntry = Static<typeof Proposal>
type Asked = Pick<ProposalEntry, 'kind' | 'toCompanyId' | 'newCompanyId' | 'note' | 'tasks' | 'links'> & Partial<Pick<ProposalEntry, 'calendar'>>

/** On one board, over all companies. */
const mostOpen = 500

export const proposeMove = (context: MemberContext, { boardId, toCompanyId, moves, note = '' }: Input<typeof proposals.proposeMove>): Promise<ProposalEntry> =>
  propose(context, boardId, { kind: 'move', toCompanyId, newCompanyId: null, note, tasks: moves, links: [] })

/** To the company that is asked, or from it to the own one, or to nobody: third companies are none of theirs. */
export async function proposeHandOver(context: MemberContext, { boardId, toCompanyId, newCompanyId, taskIds, note = '' }: Input<typeof proposals.proposeHandOver>): Promise<ProposalEntry> {
  if (newCompanyId !== null && newCompanyId !== toCompanyId && newCompanyId !== context.actor.companyId) throw new AppError('invalid', { fields: 'newCompanyId' })
  return propose(context, boardId, { kind: 'handOver', toCompanyId, newCompanyId, note, tasks: taskIds.map(unplanned), links: [] })
}

/** `tasks` of it: those that would wait. */
export const proposeLinks = (context: MemberContext, { boardId, toCompanyId, links, note = '' }: Input<typeof proposals.proposeLinks>): Promise<ProposalEntry> =>
  propose(context, boardId, { kind: 'link', toCompanyId, newCompanyId: null, note, tasks: [...new Set(links.map(({ to }) => to))].map(unplanned), links })

export const proposeRemoval = (context: MemberContext, { boardId, toCompanyId, taskIds, note = '' }: Input<typeof proposals.proposeRemoval>): Promise<ProposalEntry> =>
  propose(context, boardId, { kind: 'removal', toCompanyId, newCompanyId: null, note, tasks: taskIds.map(unplanned), links: [] })

export const proposeCalendar = (context: MemberContext, { boardId, toCompanyId, changes, note = '' }: Input<typeof proposals.proposeCalendar>): Promise<ProposalEntry> =>
  propose(context, boardId, { kind: 'calendar', toCompanyId, newCompanyId: null, note, tasks: [], links: [], calendar: changes })

const unplanned = (taskId: string): ProposalEntry['tasks'][number] => ({ taskId, plan: null })

async function propose(context: MemberContext, boardId: string, { tasks, links, calendar = [], note, ...asked }: Asked): Promise<ProposalEntry> {
  const { workspaceId, actor: { userId, companyId: fromCompanyId } } = context
  await getBoardRow(context.database, context.actor, workspaceId, boardId)
  return context.write(async ({ transaction, emit }) => {
    await checkAsked(transaction, context, { boardId, toCompanyId: asked.toCompanyId })
    const [id, proposedAt] = [context.newId(), context.now()]
    const row = { ...asked, id, fromCompanyId, note: note.trim(), proposedBy: userId, proposedAt }
    await transaction.insertInto('proposals').values({ ...row, boardId, tasks: JSON.stringify(tasks), links: JSON.stringify(links), calendar: JSON.stringify(calendar) }).execute()
    await emit('proposal.made', { workspaceId, boardId, proposalId: id, kind: asked.kind, toCompanyId: asked.toCompanyId, privateTo: null })
    return proposalOf({ ...row, tasks, links, calendar, answer: '', state: 'open', decidedBy: null, decidedAt: null })
  })
}

async function checkAsked(transaction: Transaction, context: MemberContext, { boardId, toCompanyId }: { boardId: string, toCompanyId: string }): Promise<void> {
  const { privateTo } = await lockOpenBoard(transaction, context, boardId)
  const companies = await listCompanies(transaction, [context.workspaceId])
  // Nobody else sees a private board: there is nobody to ask.
  if (privateTo !== null || toCompanyId === context.actor.companyId || !companies.some(({ id }) => id === toCompanyId)) throw new AppError('nobodyToAsk')
  if (await countOpenProposals(transaction, boardId) >= mostOpen) throw new AppError('proposalsFull', { most: mostOpen })
}

export type Decision = 'accepted' | 'declined' | 'withdrawn'
/** `answer`: what who declines says to those who asked. */
export interface Decided { decision: Decision, answer: string }
interface OneProposal { boardId: string, proposalId: string }

/**
 * What is accepted is written into the board in the name of who accepts, and the transaction that stores it decides the proposal: it happens once,
 * and is never told to have happened when it has not. Looked at before, too: what is refused inside the log sends everybody away from the board.
 */
export async function decideProposal(context: MemberContext, one: OneProposal, { decision, answer }: Decided, documents: Engine): Promise<void> {
  const settle = async ({ transaction, emit }: Work): Promise<void> => {
    await checkDecision(context, transaction, one, decision)
    await transaction.updateTable('proposals').set({ state: decision, answer, decidedBy: context.actor.userId, decidedAt: context.now() }).where('id', '=', one.proposalId).execute()
    await emit(`proposal.${decision}`, { workspaceId: context.workspaceId, ...one, privateTo: null })
  }
  const check = () => context.database.transaction().execute(transaction => checkDecision(context, transaction, one, decision))
  if (decision !== 'accepted') return context.write(settle)
  // What was pushed is only told: there is nothing to write.
  if ((await check()).kind === 'push') return context.write(settle)
  await documents.editInTurn({ documentId: one.boardId, userId: context.actor.userId }, async write => {
    const proposal = await check()
    // Decided on another node in between, it says so rather than that something went wrong.
    await write({ userId: context.actor.userId, ...writingOf(proposal, { userId: context.actor.userId, at: context.now().getTime() }), along: context.along(settle) }).catch(async (error: unknown) => { await check(); throw error })
  })
}

async function checkDecision({ actor, workspaceId }: MemberContext, transaction: Transaction, { boardId, proposalId }: OneProposal, decision: Decision): Promise<ProposalRow> {
  const { archivedAt } = await getBoardRow(transaction, actor, workspaceId, boardId)
  const proposal = await lockProposal(transaction, actor, boardId, proposalId)
  const companyId = decision === 'withdrawn' ? proposal.fromCompanyId : proposal.toCompanyId
  // Whoever pushed cannot make the others' notice of it go away.
  if (!can(actor, 'proposal.decide', { companyId }) || (decision === 'withdrawn' && proposal.kind === 'push')) throw new AppError('otherCompanyDecides')
  if (proposal.state !== 'open') throw new AppError('proposalDecided')
  if (archivedAt) throw new AppError('boardArchived')
  return proposal
}

function writingOf(proposal: ProposalRow, act: Act) {
  const { kind, fromCompanyId, toCompanyId, newCompanyId } = proposal
  const tasks = tasksOf(proposal)
  if (kind === 'move') return { verb: 'moveAccepted' as const, args: [toCompanyId, tasks] }
  if (kind === 'link') return { verb: 'linksAccepted' as const, args: [toCompanyId, linksIn(proposal), act.at] }
  if (kind === 'calendar') return { verb: 'calendarAccepted' as const, args: [toCompanyId, calendarIn(proposal)] }
  const taskIds = tasks.map(({ taskId }) => taskId)
  if (kind === 'removal') return { verb: 'removalAccepted' as const, args: [toCompanyId, taskIds, act] }
  const from = newCompanyId === toCompanyId ? fromCompanyId : toCompanyId
  return { verb: 'handOverAccepted' as const, args: [{ from, to: newCompanyId }, taskIds] }
}
