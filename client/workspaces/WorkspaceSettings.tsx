import { Trans, useLingui } from '@lingui/react/macro'
import type { ReactNode } from 'react'
import { can } from '@kopa/shared/policy.ts'
import { useMe } from '../core/session.tsx'
import { useTitle } from '../core/use-title.ts'
import { Notice } from '../ui/Notice.tsx'
import { Screen } from '../ui/Screen.tsx'
import { CompaniesSection } from './CompaniesSection.tsx'
import { MembersSection } from './MembersSection.tsx'
import { RenameWorkspace } from './RenameWorkspace.tsx'
import type { Colleague } from './AddMember.tsx'
import type { Workspace } from './workspaces-queries.ts'

interface Props {
  workspace: Workspace
  /** People of my company who could be brought in. */
  colleagues: readonly Colleague[]
  /** The button that invites somebody who has no account yet. */
  inviteColleague: ReactNode
  /** The button that invites another company. */
  inviteCompany: ReactNode
  /** The links that nobody has used yet. */
  invitations: ReactNode
}

export function WorkspaceSettings({ workspace, colleagues, inviteColleague, inviteCompany, invitations }: Props) {
  const { t } = useLingui()
  const me = useMe()
  const name = workspace.name
  useTitle(t`Settings of ${name}`)
  const actor = { userId: me.id, companyId: me.company.id, companyRole: me.companyRole, role: workspace.role }
  return (
    <Screen title={name} lead={<Trans>Owned together by the companies below. None of them can remove another.</Trans>}>
      {!can(actor, 'member.change') && <Notice><Trans>You can read these settings. An administrator of your company here can change them.</Trans></Notice>}
      {can(actor, 'workspace.rename') && <RenameWorkspace key={workspace.id} workspace={workspace} />}
      <CompaniesSection workspace={workspace} invite={can(actor, 'invitation.manage') && inviteCompany} />
      <MembersSection workspace={workspace} colleagues={colleagues} inviteColleague={inviteColleague} />
      {can(actor, 'invitation.manage') && invitations}
    </Screen>
  )
}
