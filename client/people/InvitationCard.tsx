import { Trans } from '@lingui/react/macro'
import type { Static } from 'typebox'
import type { InvitationPreview } from '@kopa/shared/people/contract.ts'
import { useRoleNames } from '../core/role-names.ts'
import { DateText } from '../ui/DateText.tsx'
import styles from './InvitationCard.module.css'

export type Preview = Static<typeof InvitationPreview>

/** Who invites, to what, as what: before anything is asked of the guest. */
export function InvitationCard({ invitation }: { invitation: Preview }) {
  const role = useRoleNames()[invitation.role]
  const inviter = invitation.invitedBy
  return (
    <section className={styles['card']}>
      <h1 tabIndex={-1}><Headline invitation={invitation} /></h1>
      <p className={styles['quiet']}><Trans>{inviter.name} of {inviter.companyName} invites you.</Trans></p>
      {invitation.note && <blockquote className={styles['note']}>{invitation.note}</blockquote>}
      <dl className={styles['facts']}>
        <div><dt><Trans>Your role</Trans></dt><dd>{role.name}<small>{role.hint}</small></dd></div>
        {invitation.companies.length > 0 && <div><dt><Trans>Companies</Trans></dt><dd>{invitation.companies.join(', ')}</dd></div>}
        <div><dt><Trans>Valid until</Trans></dt><dd><DateText at={invitation.expiresAt} /></dd></div>
      </dl>
    </section>
  )
}

function Headline({ invitation }: { invitation: Preview }) {
  const workspace = invitation.workspace?.name
  if (workspace) return <Trans>Join “{workspace}”</Trans>
  return <Trans>Join {invitation.invitedBy.companyName}</Trans>
}
