import { FilePlus, Handshake, Settings2 } from 'lucide-react'
import { Trans, useLingui } from '@lingui/react/macro'
import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { can } from '@kopa/shared/policy.ts'
import { useMe } from '../core/session.tsx'
import { useTitle } from '../core/use-title.ts'
import { Avatar } from '../ui/Avatar.tsx'
import { Button } from '../ui/Button.tsx'
import { ButtonLink } from '../ui/ButtonLink.tsx'
import { EmptyState } from '../ui/EmptyState.tsx'
import { Screen } from '../ui/Screen.tsx'
import styles from './WorkspaceOverview.module.css'
import { membersQuery, type Workspace } from './workspaces-queries.ts'

interface Props {
  workspace: Workspace
  hasPages: boolean
  onNewPage: () => void
  /** The button that invites another company. */
  inviteCompany: ReactNode
  /** What waits for an answer. */
  waits: ReactNode
  /** What changed here lately. */
  recent: ReactNode
}

/** The front of a workspace: who owns it, who is in it, what happened. */
export function WorkspaceOverview({ workspace, hasPages, onNewPage, inviteCompany, waits, recent }: Props) {
  const { t } = useLingui()
  const me = useMe()
  const actor = { userId: me.id, companyId: me.company.id, companyRole: me.companyRole, role: workspace.role }
  const mayWrite = can(actor, 'page.create')
  useTitle(workspace.name)
  const settings = <ButtonLink to="/w/$workspaceId/settings" params={{ workspaceId: workspace.id }} icon={Settings2}><Trans>Settings</Trans></ButtonLink>
  const newPage = <Button variant="primary" icon={FilePlus} onPress={onNewPage}><Trans>New page</Trans></Button>
  return (
    <Screen title={workspace.name} acts={<>{settings}{mayWrite && hasPages && newPage}</>}>
      <People workspace={workspace} />
      {workspace.companies.length === 1 && can(actor, 'invitation.manage') && <InvitePartner invite={inviteCompany} />}
      {!hasPages && mayWrite && (
        <EmptyState icon={FilePlus} title={t`Write the first page`} acts={newPage}>
          <Trans>A page can be a plan, meeting notes, or an agreement in the making. Everybody in the workspace writes in it at the same time; you can also keep a page for your own company only.</Trans>
        </EmptyState>
      )}
      {waits}
      {recent}
    </Screen>
  )
}

function People({ workspace }: { workspace: Workspace }) {
  const members = useQuery(membersQuery(workspace.id)).data?.members ?? []
  return (
    <ul className={styles['companies']}>
      {workspace.companies.map(company => (
        <li key={company.id}>
          <span className={styles['company']}>{company.name}</span>
          <span className={styles['people']}>
            {members.filter(({ companyId }) => companyId === company.id).slice(0, 12).map(({ userId, name }) => (
              <span key={userId} className={styles['person']}><Avatar name={name} company={company} size="small" isNamed />{name}</span>
            ))}
          </span>
        </li>
      ))}
    </ul>
  )
}

function InvitePartner({ invite }: { invite: ReactNode }) {
  const { t } = useLingui()
  return (
    <EmptyState icon={Handshake} title={t`Invite your partner`} acts={invite}>
      <Trans>Send a link, and their company becomes an owner beside yours. From then on neither of you can remove the other.</Trans>
    </EmptyState>
  )
}
