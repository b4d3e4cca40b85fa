import { UserPlus } from 'lucide-react'
import { Trans } from '@lingui/react/macro'
import { useState } from 'react'
import { useMe } from '../core/session.tsx'
import { Button } from '../ui/Button.tsx'
import { InviteColleagueDialog, type InviteInto } from './InviteColleagueDialog.tsx'

/** Only administrators of the company itself bring new people into it. */
export function InviteColleague({ into, variant = 'plain' }: { into?: InviteInto, variant?: 'primary' | 'plain' }) {
  const me = useMe()
  const [isInviting, setIsInviting] = useState(false)
  if (me.companyRole !== 'admin') return null
  return (
    <>
      <Button icon={UserPlus} variant={variant} onPress={() => setIsInviting(true)}><Trans>Invite a colleague</Trans></Button>
      {isInviting && <InviteColleagueDialog into={into} onClose={() => setIsInviting(false)} />}
    </>
  )
}
