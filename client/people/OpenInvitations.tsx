import { Trans, useLingui } from '@lingui/react/macro'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useRoleNames } from '../core/role-names.ts'
import { Button } from '../ui/Button.tsx'
import { DateText } from '../ui/DateText.tsx'
import { Row, Rows, Section, Tag } from '../ui/Screen.tsx'
import { showError } from '../ui/toasts.ts'
import { peopleApi } from './people-api.ts'
import { invitationsQuery } from './people-queries.ts'

/** Links into this workspace that my company made and nobody has used yet. */
export function OpenInvitations({ workspaceId }: { workspaceId: string }) {
  const { t } = useLingui()
  const roleNames = useRoleNames()
  const queries = useQueryClient()
  const open = useQuery(invitationsQuery(workspaceId))
  const takeBack = useMutation({
    mutationFn: (invitationId: string) => peopleApi.withdrawInvitation({ invitationId }), onError: showError,
    onSettled: () => queries.invalidateQueries({ queryKey: invitationsQuery(workspaceId).queryKey }),
  })
  const list = open.data?.invitations ?? []
  if (list.length === 0) return null
  return (
    <Section title={<Trans>Open invitations</Trans>} lead={<Trans>Each works once. A withdrawn link stops working at once.</Trans>}>
      <Rows label={t`Open invitations`}>
        {list.map(invitation => (
          <Row
            key={invitation.id}
            title={<>{invitation.company ? <Trans>A colleague</Trans> : <Trans>Another company</Trans>}<Tag>{roleNames[invitation.role].name}</Tag></>}
            detail={<>{invitation.note && <div>{invitation.note}</div>}<Trans>made by {invitation.createdBy.name} <DateText at={invitation.createdAt} />, valid until <DateText at={invitation.expiresAt} /></Trans></>}
          >
            <Button size="dense" onPress={() => takeBack.mutate(invitation.id)}><Trans>Withdraw</Trans></Button>
          </Row>
        ))}
      </Rows>
    </Section>
  )
}
