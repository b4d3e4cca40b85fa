import { ArrowDown, ArrowUp, Ellipsis, Lock, StarOff } from 'lucide-react'
import { useLingui } from '@lingui/react/macro'
import { Link } from '@tanstack/react-router'
import { type KeyboardEvent, useEffect, useRef, useState } from 'react'
import { useLiveTitle } from '../documents/live-titles.ts'
import { companyColor } from '../ui/CompanyMark.tsx'
import { Icon } from '../ui/Icon.tsx'
import { AnchoredMenu, type MenuAct } from '../ui/Menu.tsx'
import { PageIcon } from '../ui/PageIcon.tsx'
import type { Entry } from './page-tree.ts'
import type { TreeCompany } from './PageTree.tsx'
import styles from './PageShelves.module.css'
import rowStyles from '../ui/SidebarRow.module.css'
import { useFavouriteDrag } from './use-favourite-drag.ts'

interface Props {
  workspaceId: string
  page: Entry
  owner: TreeCompany | undefined
  isOpen: boolean
  /** It was moved just now: the keyboard goes along. */
  isMoved: boolean
  /** behind which one it comes to stand by one step; undefined: it cannot */
  up: string | null | undefined
  down: string | null | undefined
  /** the one above it */
  before: string | null
  onPut: (pageId: string, after: string | null) => void
  onRemove: () => void
}

/** One of them; by keyboard it is moved as rows of the tree are. */
export function FavouriteRow(props: Props) {
  const { workspaceId, page, owner, isOpen, isMoved, up, down, before, onPut, onRemove } = props
  const { t } = useLingui()
  const row = useRef<HTMLLIElement>(null)
  const [isMenuOpen, setIsMenuOpen] = useState(false)
  const edge = useFavouriteDrag(row, { pageId: page.id, before, onPut })
  const named = useLiveTitle(page.id, page.title)
  const title = named || t`Untitled`
  const ownerName = owner?.name ?? ''
  // Its row is drawn anew where it stands now.
  // oxlint-disable-next-line react/exhaustive-effect-dependencies, react-hooks/exhaustive-deps
  useEffect(() => { if (isMoved) row.current?.querySelector('a')?.focus() }, [isMoved, before])
  const acts: MenuAct[] = [
    { id: 'ArrowUp', label: t`Move up`, icon: ArrowUp, shortcut: 'Alt ↑', isDisabled: up === undefined, act: () => onPut(page.id, up ?? null) },
    { id: 'ArrowDown', label: t`Move down`, icon: ArrowDown, shortcut: 'Alt ↓', isDisabled: down === undefined, act: () => onPut(page.id, down ?? null) },
    { id: 'Delete', label: t`Remove from favourites`, icon: StarOff, shortcut: 'Delete', act: onRemove },
  ]
  function onKeyDown(event: KeyboardEvent): void {
    const isMenu = event.key === 'ContextMenu' || (event.key === 'F10' && event.shiftKey)
    const act = event.altKey || event.key === 'Delete' ? acts.find(({ id }) => id === event.key) : undefined
    if (!isMenu && !act) return
    event.preventDefault()
    if (isMenu) setIsMenuOpen(true)
    else if (!act?.isDisabled) act?.act()
  }
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- the link inside is what one comes to; a right click is one more way to its menu
    <li ref={row} className={`${rowStyles['row']} ${styles['mark']}`} data-open={isOpen || undefined} data-edge={edge ?? undefined} onContextMenu={event => { event.preventDefault(); setIsMenuOpen(true) }}>
      <Link to="/w/$workspaceId/p/$pageId" params={{ workspaceId, pageId: page.id }} draggable={false} aria-label={owner ? `${title}, ${t`Only ${ownerName} sees this`}` : title} className={rowStyles['title']} activeProps={{}} aria-current={isOpen ? 'page' : undefined} onKeyDown={onKeyDown}>
        {owner && <span className={rowStyles['lock']} style={companyColor(owner.color)}><Icon of={Lock} size={14} /></span>}
        {(!owner || page.icon !== null) && <PageIcon icon={page.icon} size={14} />}
        <span className={rowStyles['words']}>{title}</span>
      </Link>
      <button type="button" tabIndex={-1} aria-label={t`Actions for ${title}`} aria-haspopup="menu" aria-expanded={isMenuOpen} className={rowStyles['more']} onClick={() => setIsMenuOpen(true)}><Icon of={Ellipsis} /></button>
      {isMenuOpen && <AnchoredMenu label={t`Actions for ${title}`} acts={acts} anchor={row} onClose={() => setIsMenuOpen(false)} />}
    </li>
  )
}
