import { ChevronRight } from 'lucide-react'
import { Trans, useLingui } from '@lingui/react/macro'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useEffect, useState } from 'react'
import { keep, recall } from '../core/kept.ts'
import { useMe } from '../core/session.tsx'
import { Icon } from '../ui/Icon.tsx'
import { PageIcon } from '../ui/PageIcon.tsx'
import styles from './PageShelves.module.css'
import rowStyles from '../ui/SidebarRow.module.css'
import { recentPagesQuery, usePageTree } from './page-tree-queries.ts'

const mostRecent = 5

/** Where this person was last in this workspace, folded until somebody wants it. */
export function RecentShelf({ workspaceId, openPageId }: { workspaceId: string, openPageId: string | undefined }) {
  const { t } = useLingui()
  const [isOpen, setIsOpen] = useKeptFold()
  const tree = usePageTree(workspaceId)
  const opened = useQuery(recentPagesQuery).data?.opened ?? []
  const pages = opened.flatMap(({ id }) => (id === openPageId ? [] : tree.pages.get(id) ?? [])).slice(0, mostRecent)
  if (pages.length === 0) return null
  return (
    <section aria-label={t`Recent pages`} className={styles['shelf']}>
      <h2><button type="button" aria-expanded={isOpen} className={styles['fold']} onClick={() => setIsOpen(!isOpen)}><Icon of={ChevronRight} size={14} /><Trans>Recent</Trans></button></h2>
      {isOpen && (
        <ul>
          {pages.map(({ id, title, icon }) => (
            <li key={id} className={rowStyles['row']}>
              <Link to="/w/$workspaceId/p/$pageId" params={{ workspaceId, pageId: id }} className={rowStyles['title']} activeProps={{}}><PageIcon icon={icon} size={14} /><span className={rowStyles['words']}>{title || t`Untitled`}</span></Link>
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}

/** Kept on this device. */
function useKeptFold(): [boolean, (isOpen: boolean) => void] {
  const key = `recent:${useMe().id}`
  const [isOpen, setIsOpen] = useState(false)
  useEffect(() => {
    let isCurrent = true
    void recall<boolean>(key).then(kept => { if (isCurrent && kept === true) setIsOpen(true) })
    return () => { isCurrent = false }
  }, [key])
  return [isOpen, next => { setIsOpen(next); void keep(key, next) }]
}
