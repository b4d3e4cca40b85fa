import { FileText, Lock } from 'lucide-react'
import { Trans, useLingui } from '@lingui/react/macro'
import type { Result } from '@kopa/shared/contract.ts'
import type { pages as pagesContract } from '@kopa/shared/pages/contract.ts'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useId } from 'react'
import { Icon } from '../ui/Icon.tsx'
import styles from './NamedIn.module.css'
import { pageTreeApi } from './page-tree-queries.ts'

export type NamingPages = Result<typeof pagesContract['listNamingPages']>['pages']

/** Which pages name something: those that this reader may see. Nothing where none does. */
export function NamedIn({ workspaceId, pages }: { workspaceId: string, pages: NamingPages }) {
  const { t } = useLingui()
  const id = useId()
  if (pages.length === 0) return null
  return (
    <section aria-labelledby={id} data-fades className={styles['namedIn']}>
      <h2 id={id}><Trans>Named in</Trans></h2>
      <ul>
        {pages.map(({ id, title, icon, privateTo }) => (
          <li key={id}>
            {icon === null ? <Icon of={privateTo === null ? FileText : Lock} /> : <span aria-hidden>{icon}</span>}
            <Link to="/w/$workspaceId/p/$pageId" params={{ workspaceId, pageId: id }}>{title || t`Untitled`}</Link>
          </li>
        ))}
      </ul>
    </section>
  )
}

/** At the foot of a page: who names it. */
export function PageNamedIn({ workspaceId, pageId }: { workspaceId: string, pageId: string }) {
  const { data } = useQuery({ queryKey: ['pages', workspaceId, 'naming', pageId], queryFn: () => pageTreeApi.listNamingPages({ workspaceId, pageId }) })
  return <NamedIn workspaceId={workspaceId} pages={data?.pages ?? []} />
}
