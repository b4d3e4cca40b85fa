import { Lock } from 'lucide-react'
import { Trans, useLingui } from '@lingui/react/macro'
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import type { Static } from 'typebox'
import type { RecentPage as RecentPageShape } from '@kopa/shared/pages/contract.ts'
import { CompanyMark, companyColor } from '../ui/CompanyMark.tsx'
import { DateText } from '../ui/DateText.tsx'
import { Icon } from '../ui/Icon.tsx'
import { PageIcon } from '../ui/PageIcon.tsx'
import { Section } from '../ui/Screen.tsx'
import styles from './HomeScreen.module.css'
import type { HomeWorkspace } from './WorkspaceCards.tsx'

export type RecentPage = Static<typeof RecentPageShape>

interface Props {
  title: ReactNode
  label: string
  pages: readonly RecentPage[]
  /** Which moment stands on the row. */
  tells: 'opened' | 'changed'
  workspaces: readonly HomeWorkspace[]
}

export function RecentPages({ title, label, pages, tells, workspaces }: Props) {
  if (pages.length === 0) return null
  return (
    <Section title={title}>
      <ul aria-label={label} className={styles['pages']}>
        {pages.map(page => <RecentRow key={page.id} page={page} tells={tells} workspace={workspaces.find(({ id }) => id === page.workspaceId)} />)}
      </ul>
    </Section>
  )
}

function RecentRow({ page, tells, workspace }: { page: RecentPage, tells: 'opened' | 'changed', workspace: HomeWorkspace | undefined }) {
  const { t } = useLingui()
  const owner = workspace?.companies.find(({ id }) => id === page.privateTo)
  const ownerName = owner?.name ?? ''
  return (
    <li>
      <Link to="/w/$workspaceId/p/$pageId" params={{ workspaceId: page.workspaceId, pageId: page.id }} className={styles['page']}>
        {owner ? <span role="img" aria-label={t`Only ${ownerName} sees this`} style={companyColor(owner.color)} className={styles['lock']}><Icon of={Lock} /></span> : null}
        {(!owner || page.icon !== null) && <PageIcon icon={page.icon} />}
        <span className={styles['what']}>
          <span className={styles['title']}>{page.title || t`Untitled`}</span>
          <span className={styles['detail']}>{tells === 'changed' ? <Changed page={page} workspace={workspace} /> : <>{page.workspaceName} · <DateText at={page.openedAt ?? page.changedAt} /></>}</span>
        </span>
      </Link>
    </li>
  )
}

function Changed({ page, workspace }: { page: RecentPage, workspace: HomeWorkspace | undefined }) {
  const by = page.changedBy
  const company = workspace?.companies.find(({ id }) => id === by?.companyId)
  if (!by) return <DateText at={page.changedAt} />
  return <>{company && <CompanyMark name={company.name} color={company.color} size="small" />} <Trans>{by.name}, <DateText at={page.changedAt} /></Trans></>
}
