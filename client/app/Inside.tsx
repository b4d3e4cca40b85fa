import { useEffect, useState } from 'react'
import { useLanguage } from '../core/i18n.tsx'
import { openLive } from '../core/live.ts'
import { keepQueriesOffline, onSignedOut, queryClient } from '../core/queries.ts'
import { type Me, useSession } from '../core/session.tsx'
import { TimeZoneContext } from '../ui/DateText.tsx'
import { Shell } from './Shell.tsx'

/** Everything behind the door: this person's language, clock, kept lists and live line. */
export function Inside({ me }: { me: Me }) {
  const isReady = useKeptQueries(me.id)
  const { language, changeLanguage } = useLanguage()
  // Follows the person, not the switch: that one shows its effect before the server has heard of it.
  // oxlint-disable-next-line react/exhaustive-effect-dependencies, react-hooks/exhaustive-deps
  useEffect(() => { if (language !== me.language) void changeLanguage(me.language) }, [me.language])
  const { reload } = useSession()
  useEffect(() => openLive(queryClient, { onMe: () => void reload() }), [reload])
  useEffect(() => onSignedOut(() => void reload()), [reload])
  if (!isReady) return null
  return <TimeZoneContext value={me.timeZone}><Shell /></TimeZoneContext>
}

/** What was seen last is on the screen before the network answers. */
function useKeptQueries(userId: string): boolean {
  const [isReady, setIsReady] = useState(false)
  useEffect(() => {
    let stop: (() => void) | undefined
    let isOver = false
    void keepQueriesOffline(userId).then(end => {
      if (isOver) return end()
      stop = end
      setIsReady(true)
    })
    return () => {
      isOver = true
      stop?.()
    }
  }, [userId])
  return isReady
}
