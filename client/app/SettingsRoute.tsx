import { useQuery } from '@tanstack/react-query'
import { InviteColleague } from '../people/InviteColleague.tsx'
import { InviteCompany } from '../people/InviteCompany.tsx'
import { OpenInvitations } from '../people/OpenInvitations.tsx'
import { colleaguesQuery } from '../people/people-queries.ts'
import { WorkspaceSettings } from '../workspaces/WorkspaceSettings.tsx'
import { useOpenWorkspace } from './use-open-workspace.ts'

export function SettingsRoute() {
  const workspace = useOpenWorkspace()
  const colleagues = useQuery(colleaguesQuery).data?.people.filter(({ isSuspended }) => !isSuspended) ?? []
  if (!workspace) return null
  return (
    <WorkspaceSettings
      workspace={workspace} colleagues={colleagues} inviteColleague={<InviteColleague into={{ workspaceId: workspace.id, role: workspace.role }} />}
      inviteCompany={<InviteCompany workspace={workspace} />} invitations={<OpenInvitations workspaceId={workspace.id} />}
    />
  )
}
