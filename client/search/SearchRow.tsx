import { Lock } from 'lucide-react'
import { useLingui } from '@lingui/react/macro'
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { companyColor } from '../ui/CompanyMark.tsx'
import { DateText } from '../ui/DateText.tsx'
import { Icon } from '../ui/Icon.tsx'
import { PageIcon } from '../ui/PageIcon.tsx'
import { Marked } from './Marked.tsx'
import { foundWords, type Hit } from './search-queries.ts'
import type { SearchPlace } from './SearchFilters.tsx'
import styles from './SearchScreen.module.css'
import { kindIcons, useKindNames } from './use-kind-words.ts'

/** One thing that was found: what it is, where it stands, the words around what was looked for. */
export function SearchRow({ hit, place }: { hit: Hit, place: SearchPlace | undefined }) {
  const { t } = useLingui()
  const names = useKindNames()
  const { kind, icon, title, excerpt, privateTo, changedAt } = hit
  const owner = place?.companies.find(({ id }) => id === privateTo)
  const ownerName = owner?.name ?? ''
  return (
    <li>
      <HitLink hit={hit}>
        <span role="img" aria-label={names[kind]} title={names[kind]} className={styles['mark']}>{kind === 'page' ? <PageIcon icon={icon} /> : <Icon of={kindIcons[kind]} />}</span>
        <span className={styles['what']}>
          <span className={styles['title']} dir="auto">{title.text === '' ? t`Untitled` : <Marked {...title} />}</span>
          {excerpt.marks.length > 0 && <span className={styles['excerpt']} dir="auto"><Marked {...excerpt} /></span>}
          <span className={styles['where']}>
            {owner && <span role="img" aria-label={t`Only ${ownerName} sees this`} title={t`Only ${ownerName} sees this`} style={companyColor(owner.color)} className={styles['lock']}><Icon of={Lock} size={14} /></span>}
            {(kind === 'task' || kind === 'file') && <><bdi>{hit.place || t`Untitled`}</bdi> · </>}<bdi>{place?.name}</bdi> · <DateText at={changedAt} />
          </span>
        </span>
      </HitLink>
    </li>
  )
}

/** Into the page, to the words; or into the board, with the task open. */
function HitLink({ hit, children }: { hit: Hit, children: ReactNode }) {
  const { kind, workspaceId, placeId, placeKind, itemId } = hit
  const find = foundWords(hit)
  if (placeKind === 'board') return <Link to="/w/$workspaceId/b/$boardId" params={{ workspaceId, boardId: placeId }} search={kind === 'task' ? { task: itemId } : {}} className={styles['hit']}>{children}</Link>
  return <Link to="/w/$workspaceId/p/$pageId" params={{ workspaceId, pageId: placeId }} search={find === '' ? {} : { find }} className={styles['hit']}>{children}</Link>
}
