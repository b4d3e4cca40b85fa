import { Trans, useLingui } from '@lingui/react/macro'
import { useState } from 'react'
import { announce } from '../ui/announce.ts'
import { FavouriteRow } from './FavouriteRow.tsx'
import type { TreeCompany } from './PageTree.tsx'
import styles from './PageShelves.module.css'
import { type Favourites, stepAfter } from './use-favourites.ts'

interface Props { workspaceId: string, favourites: Favourites, companies: readonly TreeCompany[], openPageId: string | undefined }

/** Pages that this person wants at hand; in their own order. Nobody else sees the list. */
export function FavouritePages({ workspaceId, favourites, companies, openPageId }: Props) {
  const { t } = useLingui()
  const { pages, put, remove } = favourites
  const [moved, setMoved] = useState<string | null>(null)
  if (pages.length === 0) return null
  const name = (id: string | null) => pages.find(page => page.id === id)?.title || t`Untitled`
  function move(id: string, after: string | null): void {
    const [title, above] = [name(id), name(after)]
    announce(after === null ? t`${title} is now the first page.` : t`${title} is now after ${above}.`)
    setMoved(id)
    void put(id, after)
  }
  function takeOut(id: string): void {
    const title = name(id)
    announce(t`${title} is no favourite any more.`)
    void remove(id)
  }
  return (
    <section aria-label={t`Favourites`} className={styles['shelf']}>
      <h2><Trans>Favourites</Trans></h2>
      <ul>
        {pages.map((page, index) => (
          <FavouriteRow
            key={page.id} workspaceId={workspaceId} page={page} owner={companies.find(({ id }) => id === page.privateTo)} isOpen={page.id === openPageId} isMoved={moved === page.id}
            up={stepAfter(pages, index, 'up')} down={stepAfter(pages, index, 'down')} before={pages[index - 1]?.id ?? null}
            onPut={move} onRemove={() => takeOut(page.id)}
          />
        ))}
      </ul>
    </section>
  )
}
