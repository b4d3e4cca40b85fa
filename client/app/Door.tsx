import { useLingui } from '@lingui/react/macro'
import { Outlet, useLocation } from '@tanstack/react-router'
import { lazy, Suspense } from 'react'
import { useSession } from '../core/session.tsx'
import { ErrorState } from '../ui/ErrorState.tsx'
import { Screen } from '../ui/Screen.tsx'
import { Inside } from './Inside.tsx'

const StartScreen = lazy(() => import('./StartScreen.tsx').then(({ StartScreen }) => ({ default: StartScreen })))

/** These screens stand outside the shell, for strangers and members alike. */
const openToAll = ['/invitation']
const forNewcomers = ['/sign-up']

/** Who may go where: strangers to the start page (the address stays, for after the sign-in), everybody else into the shell. */
export function Door() {
  const { t } = useLingui()
  const { session, reload } = useSession()
  const path = useLocation({ select: location => location.pathname })
  switch (session.state) {
    case 'loading': return null
    case 'unreachable': return <Screen title="Kopa"><ErrorState title={t`Kopa cannot be reached`} error={session.error} onRetry={() => void reload()} /></Screen>
    case 'signedOut': return <Suspense>{[...openToAll, ...forNewcomers].includes(path) ? <Outlet /> : <StartScreen />}</Suspense>
    case 'signedIn': return openToAll.includes(path) ? <Outlet /> : <Inside key={session.me.id} me={session.me} />
  }
}
