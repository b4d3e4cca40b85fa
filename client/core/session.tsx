import { createContext, type ReactNode, startTransition, useCallback, useContext, useEffect, useMemo, useState } from 'react'
import type { Language } from '@kopa/shared/languages.ts'
import type { CompanyRole } from '@kopa/shared/policy.ts'
import { ApiError } from './api-error.ts'
import { forgetKept, keep, recall, unlockKept } from './kept.ts'
import { forgetLooks } from './kept-looks.ts'

/** Who is signed in. */
export interface Me {
  id: string
  name: string
  email: string
  language: Language
  timeZone: string
  companyRole: CompanyRole
  company: { id: string, name: string }
  /** Looking around in the example workspace. */
  isDemo: boolean
}

export type Session =
  | { state: 'loading' }
  | { state: 'signedOut' }
  /** isRemembered: the server could not be asked; this is who was signed in here last. */
  | { state: 'signedIn', me: Me, isRemembered: boolean }
  | { state: 'unreachable', error: Error }

interface SessionActs {
  session: Session
  /** After signing in, and after a change of name, language or time zone. */
  signedIn: (me: Me) => void
  /** Forgets on this device what the session had kept here. */
  signedOut: () => Promise<void>
  reload: () => Promise<void>
}

const SessionContext = createContext<SessionActs | null>(null)
const key = 'session'

/** Asks the server who is signed in; without a network, remembers who it was. `load` answers null when nobody is. */
export function SessionProvider({ load, children }: { load: () => Promise<Me | null>, children: ReactNode }) {
  const [session, setSession] = useState<Session>({ state: 'loading' })
  const reload = useCallback(async () => setSession(await findSession(load)), [load])
  const signedIn = useCallback((me: Me) => {
    void keepSession(me)
    setSession({ state: 'signedIn', me, isRemembered: false })
  }, [])
  const signedOut = useCallback(async () => {
    await forgetSeen()
    setSession({ state: 'signedOut' })
  }, [])
  useEffect(() => {
    let isCurrent = true
    void findSession(load).then(found => { if (isCurrent) startTransition(() => setSession(found)) }) // what comes next may still be on its way: React would hold it back for 300 ms
    return () => { isCurrent = false }
  }, [load])
  const value = useMemo(() => ({ session, signedIn, signedOut, reload }), [session, signedIn, signedOut, reload])
  return <SessionContext value={value}>{children}</SessionContext>
}

async function keepSession(me: Me): Promise<void> {
  // Somebody else was here whose session has ended by itself.
  if ((await recall<Me>(key))?.id !== me.id) await forgetLooks()
  unlockKept()
  await keep(key, me)
}

async function forgetSeen(): Promise<void> {
  await Promise.all([forgetKept(), forgetLooks()])
}

async function findSession(load: () => Promise<Me | null>): Promise<Session> {
  try {
    const me = await load()
    await (me ? keepSession(me) : forgetSeen())
    return me ? { state: 'signedIn', me, isRemembered: false } : { state: 'signedOut' }
  } catch (error) {
    const me = await recall<Me>(key)
    if (me && isServerAway(error)) return { state: 'signedIn', me, isRemembered: true }
    return { state: 'unreachable', error: error as Error }
  }
}

const isServerAway = (error: unknown): boolean => error instanceof ApiError && (error.code === 'offline' || error.status >= 500)

export function useSession(): SessionActs {
  const acts = useContext(SessionContext)
  if (!acts) throw new Error('useSession outside SessionProvider')
  return acts
}

/** The signed-in person; only for screens that are shown to signed-in people. */
export function useMe(): Me {
  const { session } = useSession()
  if (session.state !== 'signedIn') throw new Error('useMe while nobody is signed in')
  return session.me
}
