import { plural } from '@lingui/core/macro'
import { useLingui } from '@lingui/react/macro'
import { useMinute } from '../ui/DateText.tsx'

const dayLength = 24 * 60 * 60_000

/** How long a task has stood in its column: 'here for 3 days'. A clock that goes ahead of this one has moved it just now. */
export function useStandingWords(): { tell: (since: number) => string, days: (since: number) => number } {
  const { t } = useLingui()
  const now = useMinute()
  const days = (since: number): number => Math.max(0, Math.floor((now - since) / dayLength))
  return { days, tell: since => (days(since) === 0 ? t`here for less than a day` : t`${plural(days(since), { one: 'here for # day', other: 'here for # days' })}`) }
}
