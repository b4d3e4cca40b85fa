import { BookOpen } from 'lucide-react'
import { Trans, useLingui } from '@lingui/react/macro'
import { useMe } from '../core/session.tsx'
import { useTitle } from '../core/use-title.ts'
import { Icon } from '../ui/Icon.tsx'
import { Screen } from '../ui/Screen.tsx'
import { Appearance } from './Appearance.tsx'
import { PasswordSection } from './PasswordSection.tsx'
import { Profile } from './Profile.tsx'
import { Sessions } from './Sessions.tsx'
import { Tokens } from './Tokens.tsx'

export function MeScreen() {
  const { t } = useLingui()
  const me = useMe()
  useTitle(t`Your settings`)
  return (
    <Screen title={<Trans>Your settings</Trans>} lead={<Trans>{me.email}, {me.company.name}</Trans>}>
      <Profile />
      <Appearance />
      {!me.isDemo && <PasswordSection />}
      <Sessions />
      <Tokens />
      <p><a href="/api/docs"><Icon of={BookOpen} /> <Trans>How programs talk to Kopa: the API</Trans></a></p>
    </Screen>
  )
}
