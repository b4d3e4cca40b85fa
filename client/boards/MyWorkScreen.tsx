import { CalendarSync, CircleCheckBig, Hourglass, Keyboard } from 'lucide-react'
import { Trans, useLingui } from '@lingui/react/macro'
import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { lazy, Suspense, useState } from 'react'
import { useMe } from '../core/session.tsx'
import { useTitle } from '../core/use-title.ts'
import { Button } from '../ui/Button.tsx'
import { EmptyState } from '../ui/EmptyState.tsx'
import { ErrorState } from '../ui/ErrorState.tsx'
import { IconButton } from '../ui/IconButton.tsx'
import { Screen } from '../ui/Screen.tsx'
import { Segments } from '../ui/Segments.tsx'
import { Select } from '../ui/Select.tsx'
import { Skeleton } from '../ui/Skeleton.tsx'
import { myWorkQuery } from './my-work.ts'
import type { MyWorkSearch } from './my-work-search.ts'
import { MyWorkList } from './MyWorkList.tsx'
import type { WorkPlace } from './MyWorkRow.tsx'
import { waitingQuery } from './proposals-queries.ts'
import { useHelpKey } from './use-help-key.ts'
import { WaitingProposals } from './WaitingProposals.tsx'
import styles from './MyWorkScreen.module.css'

interface Props { search: MyWorkSearch, onSearch: (search: MyWorkSearch) => void, places: readonly WorkPlace[] }

/** What I have to do, in all workspaces, by my own calendar. */
export function MyWorkScreen({ search, onSearch, places }: Props) {
  const { t } = useLingui()
  useTitle(t`My work`)
  const { timeZone } = useMe()
  const [isHelping, setIsHelping] = useState(false)
  useHelpKey(() => setIsHelping(true))
  const query = useInfiniteQuery(myWorkQuery({ ...search, zone: timeZone }))
  const pages = query.data?.pages ?? null
  const tasks = pages?.flatMap(page => page.tasks) ?? null
  const isAsked = useQuery(waitingQuery(search)).data?.proposals.length !== 0
  return (
    <Screen title={<Trans>My work</Trans>} acts={<Choices search={search} onSearch={onSearch} places={places} onHelp={() => setIsHelping(true)} />}>
      {query.error && !tasks && <ErrorState title={t`Your tasks could not be fetched`} error={query.error} onRetry={() => void query.refetch()} />}
      {!tasks && !query.error && <Skeleton lines={8} />}
      <WaitingProposals workspace={search.workspace} whose={search.whose} places={places} />
      {tasks && <MyWorkList tasks={tasks} counts={pages?.[0]?.counts ?? null} search={search} fetchedAt={query.dataUpdatedAt} places={places} empty={!isAsked && <NothingToShow isPartner={search.whose === 'partner'} />} />}
      {query.hasNextPage && <Button isPending={query.isFetchingNextPage} onPress={() => void query.fetchNextPage()}><Trans>Show more</Trans></Button>}
      {isHelping && <Suspense><MyWorkHelp onClose={() => setIsHelping(false)} /></Suspense>}
    </Screen>
  )
}

function NothingToShow({ isPartner }: { isPartner: boolean }) {
  const { t } = useLingui()
  if (isPartner) {
    return (
      <EmptyState icon={Hourglass} title={t`Nothing waits for your partners`}>
        <Trans>Tasks for which another company is responsible come together here, those in columns that mean waiting, and what your company has asked of a partner.</Trans>
      </EmptyState>
    )
  }
  return (
    <EmptyState icon={CircleCheckBig} title={t`Nothing waits for you`}>
      <Trans>Tasks that are assigned to you on any board come together here: what is late, what is for today, and what follows; and what partners ask of your company.</Trans>
    </EmptyState>
  )
}

/** It brings a dialog of its own: most days nobody asks for it. */
const CalendarFeedDialog = lazy(() => import('./CalendarFeedDialog.tsx').then(({ CalendarFeedDialog }) => ({ default: CalendarFeedDialog })))

const MyWorkHelp = lazy(() => import('./MyWorkHelp.tsx').then(({ MyWorkHelp }) => ({ default: MyWorkHelp })))

function Choices({ search, onSearch, places, onHelp }: Props & { onHelp: () => void }) {
  const { t } = useLingui()
  const [isSubscribing, setIsSubscribing] = useState(false)
  return (
    <>
      <IconButton icon={Keyboard} label={t`Keyboard`} shortcut="?" className={styles['byKeys'] ?? ''} onPress={onHelp} />
      <Button icon={CalendarSync} onPress={() => setIsSubscribing(true)}><Trans>In your calendar</Trans></Button>
      {isSubscribing && <Suspense><CalendarFeedDialog onClose={() => setIsSubscribing(false)} /></Suspense>}
      {places.length > 1 && (
        <Select
          label={t`Workspace`} name="workspace" isLabelHidden size="dense" value={search.workspace ?? ''} choices={[{ value: '', label: t`All workspaces` }, ...places.map(({ id, name }) => ({ value: id, label: name }))]}
          onChange={workspace => onSearch({ ...search, workspace: workspace === '' ? undefined : workspace })}
        />
      )}
      <div className={styles['show']}>
        <Segments
          label={t`Whose tasks`} value={search.whose ?? 'mine'} choices={[{ value: 'mine', label: t`Mine` }, { value: 'partner', label: t`Waiting on partner` }]}
          onChange={whose => onSearch({ ...search, whose: whose === 'partner' ? 'partner' : undefined })}
        />
      </div>
      <div className={styles['show']}>
        <Segments
          label={t`Which tasks`} value={search.show ?? 'open'} choices={[{ value: 'open', label: t({ message: 'Open', context: 'tasks that are not done' }) }, { value: 'all', label: t`Done, too` }]}
          onChange={show => onSearch({ ...search, show: show === 'all' ? 'all' : undefined })}
        />
      </div>
    </>
  )
}
