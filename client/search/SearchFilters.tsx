import { useLingui } from '@lingui/react/macro'
import { mostCounted, searchKinds } from '@kopa/shared/search/contract.ts'
import { useManyNames } from './use-kind-words.ts'
import { Segments } from '../ui/Segments.tsx'
import { Select } from '../ui/Select.tsx'
import { changedChoices, type SearchAddress } from './search-address.ts'
import styles from './SearchScreen.module.css'

/** A workspace one is in. */
export interface SearchPlace { id: string, name: string, companies: readonly { id: string, name: string, color: number }[] }
export interface SearchPerson { id: string, name: string }

interface Props {
  address: SearchAddress
  onAddress: (address: SearchAddress) => void
  places: readonly SearchPlace[]
  people: readonly SearchPerson[]
  counts: Record<(typeof searchKinds)[number], number> | null
}

/** What narrows a search. */
export function SearchFilters({ address, onAddress, places, people, counts }: Props) {
  const { t } = useLingui()
  const many = useManyNames()
  const numbered = (name: string, count: number | undefined) => (count === undefined ? name : `${name} ${count >= mostCounted ? `${mostCounted}+` : count}`)
  const here = places.filter(({ id }) => address.workspace === undefined || id === address.workspace)
  const companies = [...new Map(here.flatMap(place => place.companies).map(company => [company.id, company])).values()]
  const change = (part: SearchAddress) => onAddress({ ...address, ...part })
  const choices = (all: string, named: readonly { id: string, name: string }[]) => [{ value: '', label: all }, ...named.map(({ id, name }) => ({ value: id, label: name }))]
  const changedNames = { day: t`Changed today or yesterday`, week: t`Changed within a week`, month: t`Changed within a month`, year: t`Changed within a year` }
  return (
    <div role="group" aria-label={t`Filters`} className={styles['filters']}>
      <div className={styles['kinds']}>
        <Segments label={t`What`} value={address.kind ?? ''} onChange={kind => change({ kind: kind === '' ? undefined : kind })} choices={[{ value: '', label: t`Everything` }, ...searchKinds.map(kind => ({ value: kind, label: numbered(many[kind], counts?.[kind]) }))]} />
      </div>
      {places.length > 1 && <Select label={t`Workspace`} name="workspace" isLabelHidden size="dense" value={address.workspace ?? ''} choices={choices(t`All workspaces`, places)} onChange={workspace => change({ workspace: workspace || undefined, person: undefined, ofCompany: undefined })} />}
      {companies.length > 1 && <Select label={t`Company`} name="company" isLabelHidden size="dense" value={address.ofCompany ?? ''} choices={choices(t`All companies`, companies)} onChange={ofCompany => change({ ofCompany: ofCompany || undefined })} />}
      {people.length > 1 && <Select label={t`Person`} name="person" isLabelHidden size="dense" value={address.person ?? ''} choices={choices(t`Begun or done by anybody`, people)} onChange={person => change({ person: person || undefined })} />}
      <Select label={t`Changed`} name="changed" isLabelHidden size="dense" value={address.changed ?? ''} choices={[{ value: '', label: t`Changed at any time` }, ...changedChoices.map(value => ({ value, label: changedNames[value] }))]} onChange={changed => change({ changed: changed === '' ? undefined : changed })} />
      <Select label={t({ message: 'Archive', context: 'the place' })} name="archived" isLabelHidden size="dense" value={address.archived ? 'archived' : ''} choices={[{ value: '', label: t`Not archived` }, { value: 'archived', label: t`In the archive` }]} onChange={archived => change({ archived: archived === '' ? undefined : true })} />
    </div>
  )
}
