import { Archive, ArrowDown, ArrowUp, Copy, Ellipsis, Link2, Lock, LockOpen, PencilLine, SquareKanban } from 'lucide-react'
import { Trans, useLingui } from '@lingui/react/macro'
import { limits } from '@kopa/shared/documents/protocol.ts'
import { useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { type KeyboardEvent, lazy, Suspense, useRef, useState } from 'react'
import { useMe } from '../core/session.tsx'
import { useLiveTitle } from '../documents/live-titles.ts'
import { companyColor } from '../ui/CompanyMark.tsx'
import { Icon } from '../ui/Icon.tsx'
import { AnchoredMenu, type MenuAct } from '../ui/Menu.tsx'
import { showError, showToast } from '../ui/toasts.ts'
import type { BoardCompany } from './board-context.ts'
import { type BoardEntry, type NamingPage, namingPagesQuery } from './boards-queries.ts'
import styles from './BoardsSection.module.css'
import rowStyles from '../ui/SidebarRow.module.css'
import { InlineInput } from './InlineInput.tsx'
import { useBoardCopies } from './use-board-copies.ts'
import type { useBoardListActs } from './use-board-list-acts.ts'

const NamedDialog = lazy(() => import('./NamedDialog.tsx').then(({ NamedDialog }) => ({ default: NamedDialog })))

interface Props {
  workspaceId: string
  board: BoardEntry
  boards: readonly BoardEntry[]
  index: number
  /** the company that alone sees it */
  owner: BoardCompany | undefined
  isOpen: boolean
  acts: ReturnType<typeof useBoardListActs>
  mayWrite: boolean
  mayWall: boolean
}

/** One board in the sidebar. */
export function BoardsRow(props: Props) {
  const { workspaceId, board, owner, isOpen, acts, mayWrite } = props
  const { t } = useLingui()
  const row = useRef<HTMLLIElement>(null)
  const [isRenaming, setIsRenaming] = useState(false)
  const [isMenuOpen, setIsMenuOpen] = useState(false)
  const [naming, setNaming] = useState<readonly NamingPage[] | null>(null)
  const menu = useRowActs(props, () => setIsRenaming(true), setNaming)
  const named = useLiveTitle(board.id, board.title)
  const title = named || t`Untitled`
  const ownerName = owner?.name ?? ''
  function onKeyDown(event: KeyboardEvent): void {
    const move = event.altKey ? { ArrowUp: 'up', ArrowDown: 'down' }[event.key] : undefined
    const id = move ?? (event.key === 'F2' ? 'rename' : event.key === 'Delete' ? 'archive' : undefined)
    const isMenu = event.key === 'ContextMenu' || (event.key === 'F10' && event.shiftKey)
    if ((id === undefined || !mayWrite) && !isMenu) return
    event.preventDefault()
    if (isMenu) setIsMenuOpen(true)
    else menu.find(act => act.id === id && !act.isDisabled)?.act()
  }
  if (isRenaming) return <li><InlineInput label={t`Title of the board`} value={named} maxLength={limits.titleCharacters} onDone={next => { setIsRenaming(false); void acts.rename(board.id, next) }} onCancel={() => setIsRenaming(false)} /></li>
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- the link inside is what one comes to; a right click is one more way to its menu
    <li ref={row} className={rowStyles['row']} data-open={isOpen || undefined} onContextMenu={event => { event.preventDefault(); setIsMenuOpen(true) }}>
      <Link to="/w/$workspaceId/b/$boardId" params={{ workspaceId, boardId: board.id }} aria-label={owner ? `${title}, ${t`Only ${ownerName} sees this`}` : title} className={rowStyles['title']} activeProps={{}} aria-current={isOpen ? 'page' : undefined} onKeyDown={onKeyDown}>
        {owner ? <span className={rowStyles['lock']} style={companyColor(owner.color)} title={t`Only ${ownerName} sees this`}><Icon of={Lock} size={14} /></span> : <Icon of={SquareKanban} size={14} />}
        <span className={named ? rowStyles['words'] : `${rowStyles['words']} ${styles['untitled']}`}>{title}</span>
      </Link>
      <button type="button" tabIndex={-1} aria-label={t`Actions for ${title}`} aria-haspopup="menu" aria-expanded={isMenuOpen} className={rowStyles['more']} onClick={() => setIsMenuOpen(true)}><Icon of={Ellipsis} /></button>
      {naming && <Suspense><NamedDialog title={t`Put “${title}” into the archive?`} pages={naming} confirm={t`Archive`} onConfirm={() => acts.archive(board)} onClose={() => setNaming(null)}><Trans>Pages list it or name tasks of it. They go on saying what it was called; you can undo this, and then they show it again.</Trans></NamedDialog></Suspense>}
      {isMenuOpen && <AnchoredMenu label={t`Actions for ${title}`} acts={menu} anchor={row} onClose={() => setIsMenuOpen(false)} />}
    </li>
  )
}

function useRowActs({ workspaceId, board, boards, index, acts, mayWrite, mayWall }: Props, onRename: () => void, onNamed: (pages: readonly NamingPage[]) => void): MenuAct[] {
  const { t } = useLingui()
  const { company } = useMe()
  const companyName = company.name
  async function copy(): Promise<void> {
    await navigator.clipboard.writeText(`${location.origin}/w/${workspaceId}/b/${board.id}`)
    showToast({ text: t`The link is copied.` })
  }
  const { duplicate } = useBoardCopies(workspaceId)
  const queries = useQueryClient()
  /** Which pages name it is said before. Who cannot be told, being offline, is not kept from it: archiving says so itself. */
  async function archive(): Promise<void> {
    const { pages } = await queries.fetchQuery(namingPagesQuery(workspaceId, board.id)).catch(() => ({ pages: [] }))
    if (pages.length > 0) onNamed(pages)
    else await acts.archive(board)
  }
  const writing: MenuAct[] = [
    { id: 'rename', label: t`Rename`, icon: PencilLine, shortcut: 'F2', act: onRename },
    { id: 'up', label: t`Move up`, icon: ArrowUp, shortcut: 'Alt ↑', isDisabled: index === 0, act: () => void acts.move(board.id, boards[index - 2]?.id ?? null) },
    { id: 'down', label: t`Move down`, icon: ArrowDown, shortcut: 'Alt ↓', isDisabled: index === boards.length - 1, act: () => void acts.move(board.id, boards[index + 1]?.id ?? null) },
  ]
  const copying: MenuAct = { id: 'duplicate', label: t`Duplicate`, icon: Copy, act: () => void duplicate(board) }
  const wall: MenuAct = board.privateTo === null
    ? { id: 'wall', label: t`Make private`, icon: Lock, hint: t`Only ${companyName} will see it`, act: () => void acts.setPrivate(board.id, company.id) }
    : { id: 'wall', label: t`Share with all companies`, icon: LockOpen, hint: t`Everybody in the workspace will see it`, act: () => void acts.setPrivate(board.id, null) }
  return [
    { id: 'link', label: t`Copy link`, icon: Link2, act: () => void copy().catch(showError) },
    ...mayWrite ? [...writing, copying] : [],
    ...mayWall ? [wall] : [],
    ...mayWrite ? [{ id: 'archive', label: t`Archive`, icon: Archive, shortcut: 'Delete', act: () => void archive() }] : [],
  ]
}
