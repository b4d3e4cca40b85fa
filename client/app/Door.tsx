import { useLingui } from '@lingui/react/macro'
import { useLocation } from '@tanstack/react-router'
import { lazy, Suspense, useLayoutEffect } from 'react'
import { endFirstLook } from '../core/first-look.ts'
import { useSession } from '../core/session.tsx'
import { ErrorState } from '../ui/ErrorState.tsx'
import { Screen } from '../ui/Screen.tsx'

/** Its code is there when it is shown. */
export const preloadInside = () => import('./Inside.tsx')
const Inside = lazy(() => preloadInside().then(({ Inside }) => ({ default: Inside })))
const InvitationScreen = lazy(() => import('../people/InvitationScreen.tsx').then(({ InvitationScreen }) => ({ default: InvitationScreen })))
const SignUpScreen = lazy(() => import('../people/SignUpScreen.tsx').then(({ SignUpScreen }) => ({ default: SignUpScreen })))
const StartScreen = lazy(() => import('./StartScreen.tsx').then(({ StartScreen }) => ({ default: StartScreen })))

/** Who may go where: strangers to the start page (the address stays, for after the sign-in), everybody else into the shell. */
export function Door() {
  const path = useLocation({ select: location => location.pathname })
  return <Suspense>{path === '/invitation' ? <InvitationScreen /> : <ByState path={path} />}</Suspense>
}

function ByState({ path }: { path: string }) {
  const { t } = useLingui()
  const { session, reload } = useSession()
  useLayoutEffect(() => { if (session.state === 'unreachable' || session.state === 'signedOut') endFirstLook() }, [session.state])
  switch (session.state) {
    case 'loading': return null
    case 'unreachable': return <Screen title="Kopa"><ErrorState title={t`Kopa cannot be reached`} error={session.error} onRetry={() => void reload()} /></Screen>
    case 'signedOut': return path === '/sign-up' ? <SignUpScreen /> : <StartScreen />
    case 'signedIn': return <Inside key={session.me.id} me={session.me} />
  }
}
