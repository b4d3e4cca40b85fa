import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { useIsOnline } from '../core/connection.ts'
import { presenceQuery } from './page-tree-queries.ts'
import type { TreeCompany } from './PageTree.tsx'

export interface PersonHere { id: string, name: string, company: TreeCompany | undefined }

/** Who else is in which page right now; nobody while that cannot be known. */
export function usePageTreePresence(workspaceId: string, companies: readonly TreeCompany[], myId: string): ReadonlyMap<string, readonly PersonHere[]> {
  const presence = useQuery(presenceQuery(workspaceId))
  const isKnown = useIsOnline() && !presence.isError
  return useMemo(() => {
    const companyOf = new Map(companies.map(company => [company.id, company]))
    const pages = isKnown ? presence.data?.pages ?? [] : []
    return new Map(pages.map(({ pageId, people }) => [
      pageId,
      people.filter(({ id }) => id !== myId).map(({ id, name, companyId }) => ({ id, name, company: companyOf.get(companyId) })),
    ]))
  }, [isKnown, presence.data, companies, myId])
}
