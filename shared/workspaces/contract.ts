import { Type } from 'typebox'
import { defineContract, Id, Instant, Nothing, OneOf, Shape } from '../contract.ts'
import { roles } from '../policy.ts'

const Name = Type.String({ minLength: 1, maxLength: 120, pattern: '\\S' })
const InWorkspace = Shape({ workspaceId: Id })
const MemberParams = Shape({ workspaceId: Id, userId: Id })

/** A company as one of the owners of a workspace; `color` is its number in the set of eight. */
const OwnerCompany = Shape({ id: Id, name: Type.String(), color: Type.Integer({ minimum: 0, maximum: 7 }), timeZone: Type.String() })

const Workspace = Shape({
  id: Id,
  name: Type.String(),
  role: OneOf(roles),
  companies: Type.Array(OwnerCompany),
})

export const workspaces = defineContract({
  listWorkspaces: {
    method: 'GET', path: '/workspaces', action: 'signedIn', summary: 'The workspaces you are in, with your role and the companies that own them.',
    result: Shape({ workspaces: Type.Array(Workspace) }),
  },
  createWorkspace: {
    method: 'POST', path: '/workspaces', action: 'signedIn', summary: 'Makes a workspace owned by your company, with you as its administrator.',
    body: Shape({ name: Name }), result: Shape({ workspace: Workspace }),
  },
  getWorkspace: {
    method: 'GET', path: '/workspaces/:workspaceId', action: 'workspace.read', summary: 'One workspace.',
    params: InWorkspace, result: Shape({ workspace: Workspace }),
  },
  renameWorkspace: {
    method: 'PATCH', path: '/workspaces/:workspaceId', action: 'workspace.rename', summary: 'Renames a workspace.',
    params: InWorkspace, body: Shape({ name: Name }), result: Nothing,
  },
  listMembers: {
    method: 'GET', path: '/workspaces/:workspaceId/members', action: 'member.list', summary: 'The people in a workspace, of all its companies.',
    params: InWorkspace,
    result: Shape({
      members: Type.Array(Shape({ userId: Id, name: Type.String(), companyId: Id, role: OneOf(roles), timeZone: Type.String(), joinedAt: Instant })),
    }),
  },
  addMember: {
    method: 'POST', path: '/workspaces/:workspaceId/members', action: 'member.change', summary: 'Brings a colleague of your own company in.',
    params: InWorkspace, body: Shape({ userId: Id, role: OneOf(roles) }), result: Nothing,
  },
  changeMember: {
    method: 'PATCH', path: '/workspaces/:workspaceId/members/:userId', action: 'member.change',
    summary: 'Changes the role of a person of your own company; open connections follow at once.',
    params: MemberParams, body: Shape({ role: OneOf(roles) }), result: Nothing,
  },
  removeMember: {
    method: 'DELETE', path: '/workspaces/:workspaceId/members/:userId', action: 'member.change',
    summary: 'Removes a person of your own company from the workspace; open connections end at once.',
    params: MemberParams, result: Nothing,
  },
})
