import { Trans, useLingui } from '@lingui/react/macro'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useRoleNames } from '../core/role-names.ts'
import { Button } from '../ui/Button.tsx'
import { DateText } from '../ui/DateText.tsx'
import { Row, Rows, Section } from '../ui/Screen.tsx'
import { showError } from '../ui/toasts.ts'
import { peopleApi } from './people-api.ts'
import { colleagueInvitationsQuery } from './people-queries.ts'

/** Links that nobody has used yet. */
export function ColleagueInvitations() {
  const { t } = useLingui()
  const roleNames = useRoleNames()
  const queries = useQueryClient()
  const open = useQuery(colleagueInvitationsQuery)
  const withdraw = useMutation({
    mutationFn: (invitationId: string) => peopleApi.withdrawInvitation({ invitationId }),
    onError: showError,
    onSettled: () => queries.invalidateQueries({ queryKey: colleagueInvitationsQuery.queryKey }),
  })
  if (!open.data || open.data.invitations.length === 0) return null
  return (
    <Section title={<Trans>Open invitations</Trans>}>
      <Rows label={t`Open invitations`}>
        {open.data.invitations.map(invitation => (
          <Row
            key={invitation.id} title={invitation.note || <Trans>Invitation without a note</Trans>}
            detail={<Trans>{roleNames[invitation.role].name}, made by {invitation.createdBy.name} <DateText at={invitation.createdAt} />, valid until <DateText at={invitation.expiresAt} /></Trans>}
          >
            <Button size="dense" onPress={() => withdraw.mutate(invitation.id)}><Trans>Withdraw</Trans></Button>
          </Row>
        ))}
      </Rows>
    </Section>
  )
}
