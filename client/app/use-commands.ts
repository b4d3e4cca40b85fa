import { Archive, Building2, FilePlus, FileUp, LogOut, PanelLeft, PanelsTopLeft, Settings2, SquareKanban, UserPlus } from 'lucide-react'
import { useLingui } from '@lingui/react/macro'
import { useNavigate } from '@tanstack/react-router'
import { can } from '@kopa/shared/policy.ts'
import { useMe } from '../core/session.tsx'
import type { Workspace } from '../workspaces/workspaces-queries.ts'
import type { MenuOption } from './menu-option.ts'
import type { AskedFor } from './ShellDialog.tsx'
import { useLooks } from './use-looks.ts'
import { useNewBoard } from './use-new-board.ts'
import { useNewPage } from './use-new-page.ts'

export interface Commanded {
  /** The open workspace. */
  workspace: Workspace | null
  onAsk: (asked: AskedFor) => void
  onSidebar: () => void
}

/** What can be done from anywhere; what the open screen can do, it offers itself (core/offered-acts.ts). */
export function useCommands({ workspace, onAsk, onSidebar }: Commanded): MenuOption[] {
  const { t } = useLingui()
  const me = useMe()
  const looks = useLooks()
  const inWorkspace = useWorkspaceCommands(workspace, onAsk)
  return [
    ...inWorkspace,
    ...me.companyRole === 'admin' ? [{ id: 'do:colleague', title: t`Invite a colleague`, icon: UserPlus, go: () => onAsk('inviteColleague') }] : [],
    { id: 'do:workspace', title: t`Create a workspace`, icon: PanelsTopLeft, go: () => onAsk('createWorkspace') },
    { id: 'do:sidebar', title: t`Show or hide the sidebar`, icon: PanelLeft, shortcut: 'Ctrl \\', go: onSidebar },
    ...[{ ...looks.theme, also: t`Colours: light, dark` }, { ...looks.language, also: t`Language` }].map(({ id, label, also, icon, act }) => ({ id: `do:${id}`, title: label, also, ...icon ? { icon } : {}, go: act })),
    { id: 'do:out', title: t`Sign out`, icon: LogOut, go: () => onAsk('signOut') },
  ]
}

function useWorkspaceCommands(workspace: Workspace | null, onAsk: Commanded['onAsk']): MenuOption[] {
  const { t } = useLingui()
  const me = useMe()
  const navigate = useNavigate()
  const newPage = useNewPage(workspace?.id ?? '')
  const newBoard = useNewBoard(workspace?.id ?? '')
  if (!workspace) return []
  const params = { workspaceId: workspace.id }
  const actor = { userId: me.id, companyId: me.company.id, companyRole: me.companyRole, role: workspace.role }
  return [
    ...can(actor, 'page.create') ? [{ id: 'do:page', title: t`New page`, icon: FilePlus, where: workspace.name, go: () => void newPage() }] : [],
    ...can(actor, 'board.create') ? [{ id: 'do:board', title: t`New board`, icon: SquareKanban, where: workspace.name, go: () => void newBoard() }, { id: 'do:import', title: t`A board from a file`, icon: FileUp, where: workspace.name, go: () => onAsk('importBoard') }] : [],
    ...can(actor, 'invitation.manage') ? [{ id: 'do:company', title: t`Invite another company`, icon: Building2, where: workspace.name, go: () => onAsk('inviteCompany') }] : [],
    { id: 'do:archive', title: t({ message: 'Archive', context: 'the place' }), icon: Archive, where: workspace.name, go: () => void navigate({ to: '/w/$workspaceId/archive', params }) },
    { id: 'do:settings', title: t`Settings of the workspace`, icon: Settings2, where: workspace.name, go: () => void navigate({ to: '/w/$workspaceId/settings', params }) },
  ]
}
