/** Who may do what: one table, asked at the door of a route, in a command, for a list and on the screen. */

export const roles = ['admin', 'editor', 'suggester', 'commenter', 'viewer'] as const
export type Role = (typeof roles)[number]

export const companyRoles = ['admin', 'member'] as const
export type CompanyRole = (typeof companyRoles)[number]

/**
 * How far a right reaches:
 * - none: not at all
 * - own: what the person made
 * - company: what belongs to the person's company
 * - workspace: everything in the workspace that the person may see
 */
export type Reach = 'none' | 'own' | 'company' | 'workspace'

export const actions = [
  'workspace.read', 'workspace.rename',
  'member.list', 'member.change', 'invitation.manage',
  'page.read', 'page.create', 'page.move', 'page.archive', 'page.wall', 'page.verify',
  'board.read', 'board.create', 'board.move', 'board.archive', 'board.wall',
  'proposal.make', 'proposal.decide',
  'rule.change', 'rule.switchOff',
  'document.edit', 'document.suggest', 'document.comment',
  'file.read', 'file.upload',
  'version.read', 'version.create', 'version.restore', 'version.erase',
  'audit.export',
] as const
export type Action = (typeof actions)[number]

const W = 'workspace', C = 'company', N = 'none'

/** action -> reach of admin, editor, suggester, commenter, viewer. */
const table: Record<Action, readonly [Reach, Reach, Reach, Reach, Reach]> = {
  //                    admin  editor suggester commenter viewer
  'workspace.read':    [W,     W,     W,        W,        W],
  'workspace.rename':  [W,     N,     N,        N,        N],
  'member.list':       [W,     W,     W,        W,        W],
  'member.change':     [C,     N,     N,        N,        N],
  'invitation.manage': [C,     N,     N,        N,        N],
  'page.read':         [W,     W,     W,        W,        W],
  'page.create':       [W,     W,     N,        N,        N],
  'page.move':         [W,     W,     N,        N,        N],
  'page.archive':      [W,     W,     N,        N,        N],
  'page.wall':         [C,     C,     N,        N,        N],
  'page.verify':       [C,     C,     N,        N,        N],
  'board.read':        [W,     W,     W,        W,        W],
  'board.create':      [W,     W,     N,        N,        N],
  'board.move':        [W,     W,     N,        N,        N],
  'board.archive':     [W,     W,     N,        N,        N],
  'board.wall':        [C,     C,     N,        N,        N],
  'proposal.make':     [W,     W,     N,        N,        N],
  'proposal.decide':   [C,     C,     N,        N,        N],
  'rule.change':       [C,     C,     N,        N,        N],
  'rule.switchOff':    [W,     W,     N,        N,        N],
  'document.edit':     [W,     W,     N,        N,        N],
  'document.suggest':  [W,     W,     W,        N,        N],
  'document.comment':  [W,     W,     W,        W,        N],
  'file.read':         [W,     W,     W,        W,        W],
  'file.upload':       [W,     W,     N,        N,        N],
  'version.read':      [W,     W,     W,        W,        W],
  'version.create':    [W,     W,     N,        N,        N],
  'version.restore':   [W,     W,     N,        N,        N],
  'version.erase':     [W,     N,     N,        N,        N],
  'audit.export':      [W,     N,     N,        N,        N],
}

/** How far `role` may go with `action`. */
export const reachOf = (role: Role, action: Action): Reach => table[action][roles.indexOf(role)] ?? 'none'

/** A company's administrators manage its people in every workspace they are in, whatever their role there. */
const reachFor = ({ role, companyRole }: Actor, action: Action): Reach =>
  (action === 'member.change' && companyRole === 'admin' ? 'company' : reachOf(role, action))

/** Nobody gives more than they have: a company that was invited to read cannot make writers of its people. */
export const givableRoles = ({ role }: Pick<Actor, 'role'>): readonly Role[] => roles.slice(roles.indexOf(role))

/** The row that an action is about, as far as the policy looks at it. */
export interface Subject { companyId?: string | null, userId?: string | null }
export interface Actor { userId: string, companyId: string, role: Role, companyRole: CompanyRole }

/** May `actor` do `action` to `subject`? Without a subject: has the actor the right at all? */
export function can(actor: Actor, action: Action, subject?: Subject): boolean {
  const reach = reachFor(actor, action)
  if (reach === 'none') return false
  if (!subject || reach === 'workspace') return true
  if (reach === 'company') return subject.companyId === actor.companyId
  return subject.userId === actor.userId
}

/** Company-private things do not exist for the other companies, whatever their role. */
export const isBehindWall = (privateTo: string | null, companyId: string): boolean => privateTo !== null && privateTo !== companyId
