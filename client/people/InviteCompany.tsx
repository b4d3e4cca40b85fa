import { Building2 } from 'lucide-react'
import { Trans } from '@lingui/react/macro'
import { useState } from 'react'
import { Button } from '../ui/Button.tsx'
import { InviteCompanyDialog } from './InviteCompanyDialog.tsx'

export function InviteCompany({ workspace }: { workspace: { id: string, name: string } }) {
  const [isInviting, setIsInviting] = useState(false)
  return (
    <>
      <Button icon={Building2} onPress={() => setIsInviting(true)}><Trans>Invite another company</Trans></Button>
      {isInviting && <InviteCompanyDialog workspace={workspace} onClose={() => setIsInviting(false)} />}
    </>
  )
}
