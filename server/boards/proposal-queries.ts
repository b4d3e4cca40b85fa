import type { Static } from 'typebox'
import type { Proposal } from '@kopa/shared/boards/proposals-contract.ts'
import { AppError } from '@kopa/shared/errors.ts'
import type { Actor } from '@kopa/shared/policy.ts'
import type { Queryable, Transaction } from '../core/context.ts'

type ProposalEntry = Static<typeof Proposal>
type Reader = Pick<Actor, 'companyId'>

/** Of a board that the reader may see: those of the own company's doing or deciding. Others know nothing of them. */
const ofCompany = (database: Queryable, { companyId }: Reader, boardId: string) =>
  database.selectFrom('proposals')
    .select(['id', 'kind', 'state', 'fromCompanyId', 'toCompanyId', 'tasks', 'links', 'calendar', 'newCompanyId', 'note', 'answer', 'proposedBy', 'proposedAt', 'decidedBy', 'decidedAt'])
    .where('boardId', '=', boardId).where(where => where.or([where('fromCompanyId', '=', companyId), where('toCompanyId', '=', companyId)]))

export type ProposalRow = Awaited<ReturnType<typeof lockProposal>>

/** What is open, and what was decided since then; the latest first, 500 at most. */
export async function listProposalRows(database: Queryable, reader: Reader, boardId: string, since: Date): Promise<ProposalRow[]> {
  return ofCompany(database, reader, boardId).where(where => where.or([where('decidedAt', 'is', null), where('decidedAt', '>=', since)]))
    .orderBy('proposedAt', 'desc').orderBy('id', 'desc').limit(500).execute()
}

/** Whoever decides the same at the same moment waits, and finds it decided. */
export async function lockProposal(transaction: Transaction, reader: Reader, boardId: string, id: string) {
  const row = await ofCompany(transaction, reader, boardId).where('id', '=', id).forUpdate().executeTakeFirst()
  if (!row) throw new AppError('notFound')
  return row
}

export async function countOpenProposals(database: Queryable, boardId: string): Promise<number> {
  const { count } = await database.selectFrom('proposals').select(({ fn }) => fn.countAll<number>().as('count')).where('boardId', '=', boardId).where('state', '=', 'open').where('kind', '!=', 'push').executeTakeFirstOrThrow()
  return count
}

export const tasksOf = ({ tasks }: Pick<ProposalRow, 'tasks'>): ProposalEntry['tasks'] => tasks as ProposalEntry['tasks']

export const linksIn = ({ links }: Pick<ProposalRow, 'links'>): ProposalEntry['links'] => links as ProposalEntry['links']

export const calendarIn = ({ calendar }: Pick<ProposalRow, 'calendar'>): ProposalEntry['calendar'] => calendar as ProposalEntry['calendar']

/** As the contract says it. */
export const proposalOf = ({ tasks, links, calendar, proposedAt, decidedAt, ...row }: ProposalRow): ProposalEntry =>
  ({ ...row, tasks: tasksOf({ tasks }), links: linksIn({ links }), calendar: calendarIn({ calendar }), proposedAt: proposedAt.toISOString(), decidedAt: decidedAt?.toISOString() ?? null })
