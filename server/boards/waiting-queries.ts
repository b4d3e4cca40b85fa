import { sql } from 'kysely'
import { can } from '@kopa/shared/policy.ts'
import type { Caller, Queryable } from '../core/context.ts'
import { tasksOf } from './proposal-queries.ts'

const mostWaiting = 100
const mostTitles = 3

export interface WaitingQuestion { workspaceId?: string, whose?: 'mine' | 'partner' }

/** Titles of the tasks a proposal is about, as the rows of its board have them. */
const titles = sql<string[]>`array(
  select coalesce(tasks.title, '') from jsonb_array_elements(proposals.tasks) with ordinality as asked (task, place)
  left join tasks on tasks.document_id = proposals.board_id and tasks.task_id = asked.task ->> 'taskId'
  where asked.place <= ${sql.lit(mostTitles)} order by asked.place)`

/** Open proposals on living boards that the person sees: those their company decides (or is told: pushes), or (partner) has made. One query, whatever there is. */
export async function listWaiting(database: Queryable, { userId, companyId, companyRole }: Caller, { workspaceId, whose = 'mine' }: WaitingQuestion) {
  const rows = await waitingOf(database, { userId, companyId })
    .where(whose === 'mine' ? 'proposals.toCompanyId' : 'proposals.fromCompanyId', '=', companyId)
    .$if(whose === 'partner', query => query.where('proposals.kind', '!=', 'push'))
    .$if(workspaceId !== undefined, query => query.where('boards.workspaceId', '=', workspaceId ?? ''))
    .orderBy('proposals.proposedAt', 'desc').orderBy('proposals.id', 'desc').limit(mostWaiting).execute()
  return rows.map(({ role, proposedAt, tasks, ...row }) => ({
    ...row, pushed: tasksOf({ tasks }).slice(0, mostTitles).flatMap(({ pushed }) => pushed ?? []), proposedAt: proposedAt.toISOString(), mayDecide: can({ userId, companyId, companyRole, role }, 'proposal.decide', { companyId }),
  }))
}

/** Two walls: that of the workspace, and that of the board. */
const waitingOf = (database: Queryable, { userId, companyId }: Pick<Caller, 'userId' | 'companyId'>) =>
  database.selectFrom('proposals')
    .innerJoin('boards', 'boards.id', 'proposals.boardId')
    .innerJoin('documents', 'documents.id', 'boards.id')
    .innerJoin('workspaces', 'workspaces.id', 'boards.workspaceId')
    .innerJoin('memberships', join => join.onRef('memberships.workspaceId', '=', 'boards.workspaceId').on('memberships.userId', '=', userId))
    .leftJoin('memberships as theirs', join => join.onRef('theirs.workspaceId', '=', 'boards.workspaceId').onRef('theirs.userId', '=', 'proposals.proposedBy'))
    .leftJoin('users', 'users.id', 'theirs.userId')
    .select(['proposals.id', 'proposals.kind', 'proposals.fromCompanyId', 'proposals.toCompanyId', 'proposals.newCompanyId', 'proposals.note', 'proposals.tasks', 'proposals.proposedAt', 'users.name as proposedBy',
      'proposals.boardId', 'boards.title as boardTitle', 'boards.workspaceId', 'workspaces.name as workspaceName', 'memberships.role'])
    .select([titles.as('titles'), sql<number>`jsonb_array_length(proposals.tasks)`.as('count')])
    .where('proposals.state', '=', 'open').where('boards.archivedAt', 'is', null)
    .where(where => where.or([where('documents.privateTo', 'is', null), where('documents.privateTo', '=', companyId)]))
