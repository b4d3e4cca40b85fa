import { useQuery } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { SearchScreen } from '../search/SearchScreen.tsx'
import { membersQuery, workspacesQuery } from '../workspaces/workspaces-queries.ts'

export function SearchRoute() {
  const address = useSearch({ from: '/search' })
  const navigate = useNavigate()
  const places = useQuery(workspacesQuery).data?.workspaces ?? []
  // People are those of one workspace: of the only one, or of the one that is chosen.
  const workspaceId = address.workspace ?? (places.length === 1 ? places[0]?.id : undefined)
  const members = useQuery({ ...membersQuery(workspaceId ?? ''), enabled: workspaceId !== undefined }).data?.members ?? []
  const people = workspaceId === undefined ? [] : members.map(({ userId, name }) => ({ id: userId, name })).toSorted((one, other) => one.name.localeCompare(other.name))
  return <SearchScreen address={address} onAddress={next => void navigate({ to: '/search', search: next, replace: true, resetScroll: false })} places={places} people={people} />
}
