import { Search, SearchX } from 'lucide-react'
import { Plural, Trans, useLingui } from '@lingui/react/macro'
import { mostCounted } from '@kopa/shared/search/contract.ts'
import { useInfiniteQuery } from '@tanstack/react-query'
import { useDeferredValue, useEffect, useRef, useState } from 'react'
import { useTitle } from '../core/use-title.ts'
import { Button } from '../ui/Button.tsx'
import { EmptyState } from '../ui/EmptyState.tsx'
import { ErrorState } from '../ui/ErrorState.tsx'
import { Icon } from '../ui/Icon.tsx'
import { Screen } from '../ui/Screen.tsx'
import { Skeleton } from '../ui/Skeleton.tsx'
import type { SearchAddress } from './search-address.ts'
import { searchQuery } from './search-queries.ts'
import { SearchFilters, type SearchPerson, type SearchPlace } from './SearchFilters.tsx'
import { SearchRow } from './SearchRow.tsx'
import styles from './SearchScreen.module.css'

interface Props { address: SearchAddress, onAddress: (address: SearchAddress) => void, places: readonly SearchPlace[], people: readonly SearchPerson[] }

/** Everything there is, by its words; what is asked is in the address. */
export function SearchScreen({ address, onAddress, places, people }: Props) {
  const { t } = useLingui()
  useTitle(address.q ?? t`Search`)
  const query = useInfiniteQuery(searchQuery(address))
  const isAsked = address.q !== undefined || address.person !== undefined
  const pages = isAsked ? query.data?.pages : undefined
  const hits = pages?.flatMap(({ found }) => found)
  const counts = pages?.[0]?.counts ?? null
  return (
    <Screen title={<Trans>Search</Trans>}>
      <Words address={address} onAddress={onAddress} />
      <SearchFilters address={address} onAddress={onAddress} places={places} people={people} counts={counts} />
      {!isAsked && <BeforeSearch />}
      {query.error && !hits && isAsked && <ErrorState title={t`The search could not be asked`} error={query.error} onRetry={() => void query.refetch()} />}
      {isAsked && query.isPending && <Skeleton lines={6} />}
      {hits && hits.length > 0 && <Told count={address.kind ? counts?.[address.kind] : undefined} all={counts} isSlip={pages?.[0]?.isSlip ?? false} words={address.q ?? ''} />}
      {hits && hits.length > 0 && <ol aria-label={t`Found`} aria-busy={query.isPlaceholderData} className={styles['hits']}>{hits.map(hit => <SearchRow key={`${hit.kind} ${hit.documentId} ${hit.itemId}`} hit={hit} place={places.find(({ id }) => id === hit.workspaceId)} />)}</ol>}
      {hits?.length === 0 && !query.isFetching && <NothingFound address={address} onAddress={onAddress} />}
      {query.hasNextPage && !query.isPlaceholderData && <Button isPending={query.isFetchingNextPage} onPress={() => void query.fetchNextPage()}><Trans>Show more</Trans></Button>}
    </Screen>
  )
}

/** What is typed is in the address a moment later, so that typing does not wait for it. */
function Words({ address, onAddress }: Pick<Props, 'address' | 'onAddress'>) {
  const { t } = useLingui()
  const { q = '' } = address
  const [text, setText] = useState(q)
  const settled = useDeferredValue(text)
  const latest = useRef({ address, onAddress })
  useEffect(() => { latest.current = { address, onAddress } })
  // The address follows: what it says a moment later is no news, and must not take back letters that were typed meanwhile: the field is its own.
  const sent = useRef([q])
  const field = useRef<HTMLInputElement>(null)
  useEffect(() => {
    const at = sent.current.indexOf(q)
    sent.current = at < 0 ? [q] : sent.current.slice(at)
    if (at >= 0) return
    setText(q)
    if (field.current) field.current.value = q
  }, [q])
  useEffect(() => {
    const words = settled.trim()
    if (settled !== text || words === sent.current.at(-1)) return
    sent.current.push(words)
    latest.current.onAddress({ ...latest.current.address, q: words || undefined })
  }, [settled, text])
  return (
    <label className={styles['words']}>
      <Icon of={Search} /><span className="visually-hidden"><Trans>Words to search for</Trans></span>
      {/* oxlint-disable-next-line jsx-a11y/no-autofocus -- one comes here to type */}
      <input ref={field} type="search" autoFocus={q === ''} defaultValue={q} maxLength={200} placeholder={t`Titles, text, tasks, file names`} onChange={event => setText(event.target.value)} onKeyDown={event => { if (event.key === 'Escape') { event.currentTarget.value = ''; setText('') } }} />
    </label>
  )
}

function BeforeSearch() {
  const { t } = useLingui()
  return (
    <EmptyState icon={Search} title={t`Find what you have written, and what was shared with you`}>
      <Trans>Type beginnings of words, with or without diacritics: “plan” also finds “plāns”. Pages, boards, tasks and files are looked through, in all your workspaces. The address of this screen keeps what you ask, so it can be sent to others; each sees only what they may see.</Trans>
    </EmptyState>
  )
}

function Told({ count, all, isSlip, words }: { count: number | undefined, all: Record<string, number> | null, isSlip: boolean, words: string }) {
  const sum = count ?? Object.values(all ?? {}).reduce((one, other) => one + other, 0)
  const isMore = count === undefined ? Object.values(all ?? {}).some(one => one >= mostCounted) : count >= mostCounted
  return (
    <p role="status" className={styles['told']}>
      {isMore ? <Trans>More than {sum} found; the best stand first</Trans> : <Plural value={sum} one="# found" other="# found" />}
      {isSlip && <> · <Trans>Nothing has “{words}” exactly; these are one letter away.</Trans></>}
    </p>
  )
}

/** Without what narrows it there may be something. */
function NothingFound({ address, onAddress }: Pick<Props, 'address' | 'onAddress'>) {
  const { t } = useLingui()
  const { q, kind, workspace, ofCompany, person, changed, archived } = address
  const isNarrowed = [kind, workspace, ofCompany, person, changed, archived].some(one => one !== undefined)
  const isAlsoAsked = isNarrowed && q !== undefined
  return (
    <div role="status">
      <EmptyState icon={SearchX} title={t`Nothing was found`} acts={<>
        {isAlsoAsked && <Button onPress={() => onAddress({ q })}><Trans>Search without filters</Trans></Button>}
        {archived === undefined && <Button onPress={() => onAddress({ ...address, archived: true })}><Trans>Look in the archive</Trans></Button>}
      </>}>
        <Trans>Try fewer words, or only the beginning of one. A slip of a key is forgiven in words of four letters and more.</Trans>
      </EmptyState>
    </div>
  )
}
