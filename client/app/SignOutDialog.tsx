import { Plural, Trans, useLingui } from '@lingui/react/macro'
import { useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { queryClient } from '../core/queries.ts'
import { useMe, useSession } from '../core/session.tsx'
import { peopleApi } from '../people/people-api.ts'
import { ConfirmDialog } from '../ui/ConfirmDialog.tsx'
import { Notice } from '../ui/Notice.tsx'

/** Signing out takes this person's copies off the device, so what has not reached the server is named first. */
export function SignOutDialog({ onClose }: { onClose: () => void }) {
  const { t } = useLingui()
  const me = useMe()
  const leave = useLeave(me.id)
  const unsent = useQuery({ queryKey: ['unsent', me.id], queryFn: () => import('../documents/offline.ts').then(({ findUnsent }) => findUnsent(me.id)), gcTime: 0, staleTime: 0 })
  const count = unsent.data?.length ?? 0
  if (unsent.isPending) return null
  return (
    <ConfirmDialog title={t`Sign out of Kopa?`} confirm={t`Sign out`} onConfirm={leave} onClose={onClose}>
      {count > 0 && (
        <Notice tone="refused">
          <Plural value={count} one="# page has changes that exist on this device only. They will be lost. Connect first, and wait until the page says Saved." other="# pages have changes that exist on this device only. They will be lost. Connect first, and wait until they say Saved." />
        </Notice>
      )}
      {count === 0 && <p><Trans>Everything you wrote is on the server. The copies on this device are removed.</Trans></p>}
    </ConfirmDialog>
  )
}

/** First the server ends the session, then the screens close, then the copies can go. */
function useLeave(userId: string): () => Promise<void> {
  const { signedOut } = useSession()
  const navigate = useNavigate()
  return async () => {
    await peopleApi.signOut()
    await navigate({ to: '/' })
    await signedOut()
    queryClient.clear()
    const { forgetDocuments } = await import('../documents/offline.ts')
    await forgetDocuments(userId)
  }
}
