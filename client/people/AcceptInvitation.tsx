import { Trans } from '@lingui/react/macro'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import type { Me } from '../core/session.tsx'
import { Button } from '../ui/Button.tsx'
import { Notice } from '../ui/Notice.tsx'
import type { Preview } from './InvitationCard.tsx'
import { peopleApi } from './people-api.ts'

interface Props { secret: string, invitation: Preview, me: Me, enter: (workspaceId: string | null) => Promise<void> }

/** For somebody who is signed in already: one press. */
export function AcceptInvitation({ secret, invitation, me, enter }: Props) {
  const queries = useQueryClient()
  const accept = useMutation({
    mutationFn: () => peopleApi.acceptInvitation({ secret }),
    onSuccess: async ({ workspaceId }) => {
      await queries.invalidateQueries()
      await enter(workspaceId)
    },
  })
  return (
    <>
      {accept.error && <Notice tone="refused">{accept.error.message}</Notice>}
      <Button variant="primary" size="large" isPending={accept.isPending} onPress={() => accept.mutate()}>
        {invitation.kind === 'company' ? <Trans>Join as {me.company.name}</Trans> : <Trans>Join as {me.name}</Trans>}
      </Button>
    </>
  )
}
