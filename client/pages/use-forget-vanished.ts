import { useQuery } from '@tanstack/react-query'
import { useEffect, useRef } from 'react'
import { useMe } from '../core/session.tsx'
import { forgetUnlessUnsent } from '../documents/offline.ts'
import { forgetPageLook } from './use-kept-look.ts'
import { pagesQuery } from './page-tree-queries.ts'

/** A page that has left the list of what this person may see leaves their device, too, whether or not it is open. */
export function useForgetVanished(workspaceId: string): void {
  const me = useMe()
  const { data } = useQuery(pagesQuery(workspaceId))
  const before = useRef(new Set<string>())
  useEffect(() => {
    if (!data) return
    const now = new Set(data.pages.map(({ id }) => id))
    const vanished = [...before.current].filter(id => !now.has(id))
    before.current = now
    if (vanished.length === 0) return
    void forgetUnlessUnsent(me.id, vanished)
    for (const id of vanished) void forgetPageLook(workspaceId, id)
  }, [data, me.id, workspaceId])
}
