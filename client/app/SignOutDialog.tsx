import { Plural, Trans, useLingui } from '@lingui/react/macro'
import { useQuery } from '@tanstack/react-query'
import { useMe } from '../core/session.tsx'
import { ConfirmDialog } from '../ui/ConfirmDialog.tsx'
import { Notice } from '../ui/Notice.tsx'
import { useLeave } from './use-leave.ts'

/** Signing out takes this person's copies off the device, so what has not reached the server is named first. */
export function SignOutDialog({ onClose }: { onClose: () => void }) {
  const { t } = useLingui()
  const me = useMe()
  const leave = useLeave()
  const unsent = useQuery({ queryKey: ['unsent', me.id], queryFn: () => import('../documents/offline.ts').then(({ findUnsent }) => findUnsent(me.id)), gcTime: 0, staleTime: 0 })
  const count = unsent.data?.length ?? 0
  if (unsent.isPending) return null
  return (
    <ConfirmDialog title={t`Sign out of Kopa?`} confirm={t`Sign out`} onConfirm={() => leave('/')} onClose={onClose}>
      {count > 0 && (
        <Notice tone="refused">
          <Plural value={count} one="# page has changes that exist on this device only. They will be lost. Connect first, and wait until the page says Saved." other="# pages have changes that exist on this device only. They will be lost. Connect first, and wait until they say Saved." />
        </Notice>
      )}
      {count === 0 && <p><Trans>Everything you wrote is on the server. The copies on this device are removed.</Trans></p>}
    </ConfirmDialog>
  )
}
