import { Trans, useLingui } from '@lingui/react/macro'
import { useQuery } from '@tanstack/react-query'
import { useLocation, useNavigate } from '@tanstack/react-router'
import { useSession } from '../core/session.tsx'
import { useTitle } from '../core/use-title.ts'
import { ButtonLink } from '../ui/ButtonLink.tsx'
import { Notice } from '../ui/Notice.tsx'
import { Skeleton } from '../ui/Skeleton.tsx'
import { AcceptInvitation } from './AcceptInvitation.tsx'
import { Frame } from '../core/Frame.tsx'
import { InvitationCard } from './InvitationCard.tsx'
import { JoinAsNewcomer } from './JoinAsNewcomer.tsx'
import { peopleApi } from './people-api.ts'
import styles from './SignIn.module.css'

/** /invitation#<secret>: the part after # never leaves the browser by itself, so the secret is in no log. */
export function InvitationScreen() {
  const { t } = useLingui()
  const secret = useLocation({ select: location => location.hash })
  useTitle(t`Invitation`)
  return <Frame>{secret ? <Invitation secret={secret} /> : <Broken sentence={t`This link is not complete. Ask the person who sent it for the whole link.`} />}</Frame>
}

function Invitation({ secret }: { secret: string }) {
  const { session } = useSession()
  const navigate = useNavigate()
  const preview = useQuery({ queryKey: ['invitation', secret], queryFn: () => peopleApi.previewInvitation({ secret }), retry: false, staleTime: Infinity })
  if (preview.isPending) return <Skeleton lines={5} />
  if (preview.error) return <Broken sentence={preview.error.message} />
  async function enter(workspaceId: string | null): Promise<void> {
    await (workspaceId ? navigate({ to: '/w/$workspaceId', params: { workspaceId } }) : navigate({ to: '/' }))
  }
  return (
    <div className={styles['card']}>
      <InvitationCard invitation={preview.data} />
      {session.state === 'signedIn'
        ? <AcceptInvitation secret={secret} invitation={preview.data} me={session.me} enter={enter} />
        : <JoinAsNewcomer secret={secret} invitation={preview.data} enter={enter} />}
    </div>
  )
}

function Broken({ sentence }: { sentence: string }) {
  return (
    <div className={styles['card']}>
      <h1 tabIndex={-1}><Trans>This invitation cannot be used</Trans></h1>
      <Notice tone="refused">{sentence}</Notice>
      <p><ButtonLink to="/"><Trans>Go to Kopa</Trans></ButtonLink></p>
    </div>
  )
}
