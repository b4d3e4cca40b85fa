import { Trans, useLingui } from '@lingui/react/macro'
import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { can, givableRoles, type Role } from '@kopa/shared/policy.ts'
import { useMe } from '../core/session.tsx'
import { CompanyMark } from '../ui/CompanyMark.tsx'
import { ErrorState } from '../ui/ErrorState.tsx'
import { Rows, Section } from '../ui/Screen.tsx'
import { Skeleton } from '../ui/Skeleton.tsx'
import { AddMember, type Colleague } from './AddMember.tsx'
import { MemberRow } from './MemberRow.tsx'
import styles from './WorkspaceSettings.module.css'
import { type Member, membersQuery, type OwnerCompany, type Workspace } from './workspaces-queries.ts'

interface Props { workspace: Workspace, colleagues: readonly Colleague[], inviteColleague: ReactNode }

/** The people by company: each company manages its own, and sees the others. */
export function MembersSection({ workspace, colleagues, inviteColleague }: Props) {
  const { t } = useLingui()
  const me = useMe()
  const members = useQuery(membersQuery(workspace.id))
  if (members.isPending) return <Skeleton lines={4} />
  if (!members.data) return <ErrorState title={t`The people could not be fetched`} error={members.error} onRetry={() => void members.refetch()} />
  const list = members.data.members
  const mayChange = can({ userId: me.id, companyId: me.company.id, companyRole: me.companyRole, role: workspace.role }, 'member.change')
  const givable = givableRoles(workspace)
  const absent = colleagues.filter(({ id }) => list.every(member => member.userId !== id))
  return (
    <Section title={<Trans>People</Trans>} acts={mayChange && inviteColleague}>
      {workspace.companies.map(company => (
        <CompanyGroup key={company.id} company={company} workspaceId={workspace.id} givable={mayChange && company.id === me.company.id ? givable : null} members={list.filter(({ companyId }) => companyId === company.id)} />
      ))}
      {mayChange && absent.length > 0 && <AddMember workspaceId={workspace.id} colleagues={absent} givable={givable} />}
    </Section>
  )
}

interface GroupProps {
  company: OwnerCompany
  workspaceId: string
  members: readonly Member[]
  /** The roles I may give here; null: these people are not mine to change. */
  givable: readonly Role[] | null
}

function CompanyGroup({ company, workspaceId, members, givable }: GroupProps) {
  const { name, id } = company
  const isOther = useMe().company.id !== id
  return (
    <div className={styles['group']}>
      <h3 className={styles['company']}><CompanyMark name={company.name} color={company.color} size="small" isNamed />{company.name}</h3>
      {isOther && <p className={styles['why']}><Trans>Only {name} can change its own people.</Trans></p>}
      <Rows label={company.name}>
        {members.map(member => <MemberRow key={member.userId} member={member} company={company} workspaceId={workspaceId} givable={givable} />)}
      </Rows>
    </div>
  )
}
