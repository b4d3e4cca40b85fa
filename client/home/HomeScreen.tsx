import { Trans, useLingui } from '@lingui/react/macro'
import type { ReactNode } from 'react'
import { useMe } from '../core/session.tsx'
import { useTitle } from '../core/use-title.ts'
import { useMinute } from '../ui/DateText.tsx'
import { ErrorState } from '../ui/ErrorState.tsx'
import { Screen } from '../ui/Screen.tsx'
import { Skeleton } from '../ui/Skeleton.tsx'
import styles from './HomeScreen.module.css'
import { RecentPages, type RecentPage } from './RecentPages.tsx'
import { type HomeWorkspace, WorkspaceCards } from './WorkspaceCards.tsx'
import { partOfDay } from './part-of-day.ts'

interface Props {
  recent: { opened: readonly RecentPage[], changed: readonly RecentPage[] } | null
  workspaces: readonly HomeWorkspace[] | null
  error: Error | null
  onRetry: () => void
  /** The button that makes a workspace. */
  create: ReactNode
  /** What waits for an answer. */
  waits: ReactNode
}

/** What I was doing, what the others did since. */
export function HomeScreen({ recent, workspaces, error, onRetry, create, waits }: Props) {
  const { t } = useLingui()
  useTitle(t`Home`)
  return (
    <Screen title={<Greeting />}>
      {error && !recent && <ErrorState title={t`Your pages could not be fetched`} error={error} onRetry={onRetry} />}
      {!recent && !error && <Skeleton lines={6} />}
      {waits}
      {recent && recent.opened.length + recent.changed.length > 0 && (
        <div className={styles['columns']}>
          <RecentPages title={<Trans>Last opened</Trans>} label={t`Last opened`} pages={recent.opened} tells="opened" workspaces={workspaces ?? []} />
          <RecentPages title={<Trans>Recently changed</Trans>} label={t`Recently changed`} pages={recent.changed} tells="changed" workspaces={workspaces ?? []} />
        </div>
      )}
      {workspaces && <WorkspaceCards workspaces={workspaces} create={create} />}
    </Screen>
  )
}

function Greeting() {
  const me = useMe()
  const name = me.name.split(' ')[0] ?? me.name
  switch (partOfDay(useMinute(), me.timeZone)) {
    case 'morning': return <Trans>Good morning, {name}</Trans>
    case 'day': return <Trans>Good afternoon, {name}</Trans>
    case 'evening': return <Trans>Good evening, {name}</Trans>
  }
}
