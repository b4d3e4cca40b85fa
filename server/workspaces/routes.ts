import type { FastifyInstance } from 'fastify'
import { workspaces } from '@kopa/shared/workspaces/contract.ts'
import { mount, type MountParts } from '../core/mount.ts'
import { addMember, changeMember, createWorkspace, removeMember, renameWorkspace } from './commands.ts'
import { getWorkspace, listMembers, listWorkspaces } from './queries.ts'

export function registerWorkspaces(app: FastifyInstance, parts: MountParts): void {
  mount(app, workspaces, {
    listWorkspaces: async ({ database, caller }) => ({ workspaces: await listWorkspaces(database, caller.userId) }),
    async createWorkspace(context, { name }) {
      const workspaceId = await createWorkspace(context, name)
      return { workspace: await getWorkspace(context.database, context.caller.userId, workspaceId) }
    },
    getWorkspace: async ({ database, caller, workspaceId }) => ({ workspace: await getWorkspace(database, caller.userId, workspaceId) }),
    renameWorkspace: (context, { name }) => renameWorkspace(context, name),
    listMembers: async ({ database, workspaceId }) => ({ members: await listMembers(database, workspaceId) }),
    addMember: (context, { userId, role }) => addMember(context, userId, role),
    changeMember: (context, { userId, role }) => changeMember(context, userId, role),
    removeMember: (context, { userId }) => removeMember(context, userId),
  }, parts)
}
