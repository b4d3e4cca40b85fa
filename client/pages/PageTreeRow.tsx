import { BadgeCheck, CalendarX, ChevronRight, Ellipsis, Lock } from 'lucide-react'
import { useLingui } from '@lingui/react/macro'
import { Link } from '@tanstack/react-router'
import { type KeyboardEvent, memo, useRef } from 'react'
import { useLiveTitle } from '../documents/live-titles.ts'
import { Avatar } from '../ui/Avatar.tsx'
import { companyColor } from '../ui/CompanyMark.tsx'
import { Icon } from '../ui/Icon.tsx'
import { standingOf, useToday } from './page-properties.ts'
import type { Place, Tree, TreeRow } from './page-tree.ts'
import type { TreeCompany } from './PageTree.tsx'
import { PageIcon } from '../ui/PageIcon.tsx'
import styles from './PageTree.module.css'
import { PageTreeInput } from './PageTreeInput.tsx'
import { indentPerLevel, usePageTreeDrag } from './use-page-tree-drag.ts'
import type { PersonHere } from './use-page-tree-presence.ts'
import type { Renaming } from './use-page-tree-naming.ts'

interface Props {
  row: TreeRow
  tree: Tree
  workspaceId: string
  isActive: boolean
  isOpenPage: boolean
  isMenuOpen: boolean
  mayWrite: boolean
  /** The company that alone sees the page. */
  owner: TreeCompany | undefined
  people: readonly PersonHere[]
  renaming: Renaming | null
  onKeyDown: (event: KeyboardEvent, row: TreeRow) => void
  onDrop: (pageId: string, place: Place) => void
  onUnfold: (pageId: string) => void
  onDragging: (pageId: string | null) => void
  onActivate: (pageId: string) => void
  onFold: (pageIds: readonly string[], isOpen: boolean) => void
  onMenu: (pageId: string) => void
  onOpen: (pageId: string) => void
  onRename: (title: string) => Promise<void>
  onRenameEnd: () => void
}

/** One page in the tree; the row is what the keyboard stands on, what is inside it is for pointers. */
export const PageTreeRow = memo(function PageTreeRow(props: Props) {
  const { row, tree, mayWrite, renaming, owner, people, onDrop, onUnfold, onDragging } = props
  const { t } = useLingui()
  const element = useRef<HTMLDivElement>(null)
  const { instruction, isDragging } = usePageTreeDrag(element, { row, tree, isDisabled: !mayWrite || renaming !== null, onDrop, onUnfold, onDragging })
  const { id } = row.page
  const named = useLiveTitle(id, row.page.title)
  const title = named || t`Untitled`
  const ownerName = owner?.name ?? ''
  const standing = standingOf(row.page.verified, useToday())
  const standingWords = standing === 'ranOut' ? t`the approval ran out` : standing === 'approved' ? t`approved` : ''
  const label = [title, owner ? t`Only ${ownerName} sees this` : '', standingWords, people.length > 0 ? t`here: ${people.map(({ name }) => name).join(', ')}` : ''].filter(Boolean).join(', ')
  if (renaming) return <PageTreeInput level={row.level} label={t`Title`} title={renaming.title} onDone={props.onRename} onCancel={props.onRenameEnd} />
  return (
    <div
      ref={element} role="treeitem" data-page={id} tabIndex={props.isActive ? 0 : -1} aria-label={label} className={styles['row']}
      aria-level={row.level} aria-posinset={row.position} aria-setsize={row.siblings} aria-expanded={row.hasChildren ? row.isOpen : undefined}
      aria-selected={props.isOpenPage} aria-current={props.isOpenPage ? 'page' : undefined} data-drop={instruction?.type} data-dragging={isDragging || undefined}
      style={{ paddingInlineStart: (row.level - 1) * indentPerLevel + 4, ...dropLine(instruction, row) }}
      onFocus={() => props.onActivate(id)} onKeyDown={event => props.onKeyDown(event, row)}
      onContextMenu={event => { event.preventDefault(); props.onMenu(id) }}
    >
      <Fold row={row} onFold={props.onFold} />
      <Link to="/w/$workspaceId/p/$pageId" params={{ workspaceId: props.workspaceId, pageId: id }} tabIndex={-1} draggable={false} className={styles['title']} activeProps={{}}>
        {owner ? <span className={styles['lock']} style={companyColor(owner.color)} title={t`Only ${ownerName} sees this`}><Icon of={Lock} size={14} /></span> : null}
        {(!owner || row.page.icon !== null) && <PageIcon icon={row.page.icon} size={14} />}
        <span className={named ? styles['words'] : `${styles['words']} ${styles['untitled']}`}>{title}</span>
      </Link>
      {standing && <span className={styles['standing']} data-ran-out={standing === 'ranOut' || undefined} title={standingWords}><Icon of={standing === 'ranOut' ? CalendarX : BadgeCheck} size={14} /></span>}
      <span className={styles['people']} aria-hidden="true">{people.slice(0, 3).map(person => <Avatar key={person.id} name={person.name} company={person.company} size="small" isNamed />)}</span>
      <button type="button" tabIndex={-1} aria-label={t`Actions for ${title}`} aria-haspopup="menu" aria-expanded={props.isMenuOpen} className={styles['more']} onClick={() => props.onMenu(id)}>
        <Icon of={Ellipsis} />
      </button>
    </div>
  )
})

function Fold({ row, onFold }: Pick<Props, 'row' | 'onFold'>) {
  if (!row.hasChildren) return <span className={styles['fold']} />
  return (
    <span aria-hidden="true" className={styles['fold']} data-open={row.isOpen || undefined} onClick={() => onFold([row.page.id], !row.isOpen)}>
      <Icon of={ChevronRight} size={14} />
    </span>
  )
}

/** The line that shows where a drop lands begins where the page's own line would. */
function dropLine(instruction: { type: string, desiredLevel?: number } | null, row: TreeRow): Record<string, string> {
  if (!instruction) return {}
  const level = instruction.type === 'reparent' ? instruction.desiredLevel ?? 0 : row.level - 1
  return { '--drop-indent': `${level * indentPerLevel + 8}px` }
}
