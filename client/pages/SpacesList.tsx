import { BadgeCheck, CalendarX, Lock } from 'lucide-react'
import { plural } from '@lingui/core/macro'
import { Trans, useLingui } from '@lingui/react/macro'
import { Link } from '@tanstack/react-router'
import { companyColor } from '../ui/CompanyMark.tsx'
import { Icon } from '../ui/Icon.tsx'
import { PageIcon } from '../ui/PageIcon.tsx'
import { Section } from '../ui/Screen.tsx'
import { standingOf, useToday } from './page-properties.ts'
import { spacesOf } from './page-tree.ts'
import { usePageTree } from './page-tree-queries.ts'
import type { TreeCompany } from './PageTree.tsx'
import styles from './SpacesList.module.css'

/** The spaces of a workspace: pages of the top level that have pages below them (docs/decisions/0047). */
export function SpacesList({ workspaceId, companies }: { workspaceId: string, companies: readonly TreeCompany[] }) {
  const { t } = useLingui()
  const today = useToday()
  const spaces = spacesOf(usePageTree(workspaceId))
  if (spaces.length === 0) return null
  return (
    <Section title={<Trans>Spaces</Trans>}>
      <ul aria-label={t`Spaces`} className={styles['spaces']}>
        {spaces.map(({ page: { id, title, icon, privateTo, verified }, count }) => {
          const owner = companies.find(company => company.id === privateTo)
          const [ownerName, standing] = [owner?.name ?? '', standingOf(verified, today)]
          return (
            <li key={id}>
              <Link to="/w/$workspaceId/p/$pageId" params={{ workspaceId, pageId: id }} className={styles['space']}>
                <PageIcon icon={icon} />
                <strong>{title || t`Untitled`}</strong>
                <small>{t`${plural(count, { one: '# page', other: '# pages' })}`}</small>
                {owner && <small className={styles['mark']} style={companyColor(owner.color)}><Icon of={Lock} size={14} /><Trans>Only {ownerName} sees this</Trans></small>}
                {standing && <small className={styles['mark']}><Icon of={standing === 'ranOut' ? CalendarX : BadgeCheck} size={14} />{standing === 'ranOut' ? t`the approval ran out` : t`approved`}</small>}
              </Link>
            </li>
          )
        })}
      </ul>
    </Section>
  )
}
