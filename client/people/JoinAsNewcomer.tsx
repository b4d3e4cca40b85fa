import { useLingui } from '@lingui/react/macro'
import { useState } from 'react'
import { Segments } from '../ui/Segments.tsx'
import type { Preview } from './InvitationCard.tsx'
import { peopleApi } from './people-api.ts'
import { SignInForm } from './SignInForm.tsx'
import { SignUpForm } from './SignUpForm.tsx'

interface Props { secret: string, invitation: Preview, enter: (workspaceId: string | null) => Promise<void> }

/** For somebody who is not signed in: set up a company (or an account) and join, or sign in and join. */
export function JoinAsNewcomer({ secret, invitation, enter }: Props) {
  const { t } = useLingui()
  const [way, setWay] = useState<'new' | 'known'>('new')
  const isForCompany = invitation.kind === 'company'
  const newcomer = isForCompany ? t`New company` : t`New account`
  async function accept(): Promise<void> {
    const { workspaceId } = await peopleApi.acceptInvitation({ secret })
    await enter(workspaceId)
  }
  return (
    <>
      <Segments label={t`How do you want to join?`} value={way} onChange={setWay} choices={[{ value: 'new', label: newcomer }, { value: 'known', label: t`I have an account` }]} />
      {way === 'new' ? <SignUpForm asksCompany={isForCompany} invitation={secret} after={enter} /> : <SignInForm after={accept} />}
    </>
  )
}
