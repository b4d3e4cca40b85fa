import { useQuery } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { MyWorkScreen } from '../boards/MyWorkScreen.tsx'
import { workspacesQuery } from '../workspaces/workspaces-queries.ts'

export function MyWorkRoute() {
  const search = useSearch({ from: '/work' })
  const navigate = useNavigate()
  const places = useQuery(workspacesQuery).data?.workspaces ?? []
  return <MyWorkScreen search={search} places={places} onSearch={next => void navigate({ to: '/work', search: next, replace: true })} />
}
