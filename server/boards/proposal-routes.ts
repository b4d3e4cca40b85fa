import type { FastifyInstance } from 'fastify'
import { proposals } from '@kopa/shared/boards/proposals-contract.ts'
import { day } from '@kopa/shared/time.ts'
import { mount } from '../core/mount.ts'
import { type Decision, decideProposal, proposeCalendar, proposeHandOver, proposeLinks, proposeMove, proposeRemoval } from './proposal-commands.ts'
import { listProposalRows, proposalOf } from './proposal-queries.ts'
import { getBoardRow } from './queries.ts'
import type { BoardsParts } from './routes.ts'
import { listWaiting } from './waiting-queries.ts'

export function registerProposals(app: FastifyInstance, parts: BoardsParts): void {
  const decide = (decision: Decision) => (context: Parameters<typeof decideProposal>[0], { note = '', ...one }: { boardId: string, proposalId: string, note?: string }) => decideProposal(context, one, { decision, answer: note.trim() }, parts.documents)
  mount(app, proposals, {
    listWaiting: async ({ database, caller }, question) => ({ proposals: await listWaiting(database, caller, question) }),
    async listProposals({ database, actor, workspaceId, now }, { boardId }) {
      await getBoardRow(database, actor, workspaceId, boardId)
      const rows = await listProposalRows(database, actor, boardId, new Date(now().getTime() - 14 * day))
      return { proposals: rows.map(proposalOf) }
    },
    proposeMove: async (context, input) => ({ proposal: await proposeMove(context, input) }),
    proposeLinks: async (context, input) => ({ proposal: await proposeLinks(context, input) }),
    proposeHandOver: async (context, input) => ({ proposal: await proposeHandOver(context, input) }),
    proposeRemoval: async (context, input) => ({ proposal: await proposeRemoval(context, input) }),
    proposeCalendar: async (context, input) => ({ proposal: await proposeCalendar(context, input) }),
    acceptProposal: decide('accepted'),
    declineProposal: decide('declined'),
    withdrawProposal: decide('withdrawn'),
  }, parts)
}
