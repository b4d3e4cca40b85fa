import { DoorClosed } from 'lucide-react'
import { Trans, useLingui } from '@lingui/react/macro'
import { type QueryClient, useQueryClient } from '@tanstack/react-query'
import { useEffect, useLayoutEffect, useState } from 'react'
import { boardsQuery } from '../boards/boards-queries.ts'
import { endFirstLook } from '../core/first-look.ts'
import { useMe } from '../core/session.tsx'
import { useTitle } from '../core/use-title.ts'
import { ClosedDocument } from '../documents/ClosedDocument.tsx'
import { findUnsent, forgetUnlessUnsent } from '../documents/offline.ts'
import { pagesQuery } from '../pages/page-tree-queries.ts'
import { ButtonLink } from '../ui/ButtonLink.tsx'
import { EmptyState } from '../ui/EmptyState.tsx'
import { Screen } from '../ui/Screen.tsx'
import { Skeleton } from '../ui/Skeleton.tsx'
import { NotFound } from './NotFound.tsx'

interface Entry { id: string, title: string }

const nothing: Entry[] = []

/**
 * The address of a workspace that this person has no part in. Who had one, by what this device remembers, is told so, and what they wrote
 * there last and the server never got is theirs to take along; all else of it leaves the device. To anybody else there is nothing here.
 */
export function NoWorkspace({ id, openId }: { id: string, openId: string | undefined }) {
  const queries = useQueryClient()
  const [known] = useState<Entry[] | null>(() => lastSeenIn(queries, id))
  const unsent = useUnsent(known ?? nothing, openId)
  useLayoutEffect(endFirstLook, [])
  if (!unsent) return <Screen title=""><Skeleton lines={6} /></Screen>
  if (!known && unsent.length === 0) return <NotFound />
  return <LeftWorkspace unsent={unsent} />
}

function LeftWorkspace({ unsent }: { unsent: readonly Entry[] }) {
  const { t } = useLingui()
  useTitle(t`No longer your workspace`)
  return (
    <Screen title={<Trans>You are no longer part of this workspace</Trans>}>
      {unsent.map(({ id, title }) => (
        <ClosedDocument key={id} id={id}>
          {title
            ? <Trans>What you wrote last in “{title}” did not reach the server and is only on this device.</Trans>
            : <Trans>What you wrote there last did not reach the server and is only on this device.</Trans>}
        </ClosedDocument>
      ))}
      <EmptyState icon={DoorClosed} title={t`Its pages and boards are closed to you`} acts={<ButtonLink to="/"><Trans>Go home</Trans></ButtonLink>}>
        <Trans>An administrator of your company can let you in again.</Trans>
      </EmptyState>
    </Screen>
  )
}

/** null: this device knows nothing of that workspace. */
function lastSeenIn(queries: QueryClient, id: string): Entry[] | null {
  const pages = queries.getQueryData(pagesQuery(id).queryKey)?.pages
  const boards = queries.getQueryData(boardsQuery(id).queryKey)?.boards
  return pages || boards ? [...pages ?? [], ...boards ?? []] : null
}

/** null: not looked up yet. The document of the address counts also where the lists have been forgotten. */
function useUnsent(known: readonly Entry[], openId: string | undefined): readonly Entry[] | null {
  const me = useMe()
  const [unsent, setUnsent] = useState<readonly Entry[] | null>(null)
  useEffect(() => {
    let isOver = false
    const look = async (): Promise<string[]> => {
      await forgetUnlessUnsent(me.id, known.map(({ id }) => id))
      return findUnsent(me.id)
    }
    void look().catch(() => []).then(ids => {
      const entries = ids.flatMap(id => known.find(entry => entry.id === id) ?? (id === openId ? { id, title: '' } : []))
      if (!isOver) setUnsent(entries)
    })
    return () => { isOver = true }
  }, [me.id, known, openId])
  return unsent
}
