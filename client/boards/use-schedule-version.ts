import { useEffect, useState } from 'react'
import type { ScheduleStore } from './schedule-store.ts'

/** Another object after every change of a date: for what is worked out of all of them. */
export function useScheduleVersion(schedule: ScheduleStore | null): { schedule: ScheduleStore | null } {
  const [version, setVersion] = useState<{ schedule: ScheduleStore | null }>({ schedule: null })
  useEffect(() => {
    const show = (): void => setVersion({ schedule })
    // oxlint-disable-next-line react/set-state-in-effect -- it listens to the schedule for as long as there is one
    show()
    return schedule?.watch('dates')(show)
  }, [schedule])
  return version
}
