import { createContext, useContext, useEffect, useState } from 'react'
import { useLocale } from 'react-aria-components/I18nProvider'
import { tellExactly, tellMoment } from './relative-time.ts'

/** The reader's own zone (IANA name). */
export const TimeZoneContext = createContext<string | undefined>(undefined)

/** A moment in words; in full on hover and on tap. */
export function DateText({ at }: { at: string }) {
  const { locale: language } = useLocale()
  const timeZone = useContext(TimeZoneContext)
  const [isExact, setIsExact] = useState(false)
  const moment = Date.parse(at)
  const now = useMinute()
  const exact = tellExactly(moment, { language, timeZone })
  return (
    // A tap shows on touch screens what hovering shows elsewhere; nothing can be done here, so the keyboard does not stop.
    // oxlint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/no-noninteractive-element-interactions
    <time dateTime={at} title={exact} onClick={() => setIsExact(!isExact)}>
      {isExact ? exact : tellMoment(moment, { now, language, timeZone })}
    </time>
  )
}

/** The present, told anew every minute. */
export function useMinute(): number {
  const [now, setNow] = useState(() => Date.now())
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 60_000)
    return () => clearInterval(timer)
  }, [])
  return now
}
