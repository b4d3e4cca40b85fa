import { Eye } from 'lucide-react'
import { Trans } from '@lingui/react/macro'
import { reachOf } from '@kopa/shared/policy.ts'
import { useQueryClient } from '@tanstack/react-query'
import { type ReactNode, useCallback, useMemo, useState } from 'react'
import { createPortal } from 'react-dom'
import { useIsOnline } from '../core/connection.ts'
import { type Me, useMe } from '../core/session.tsx'
import { useTellTitle } from '../documents/live-titles.ts'
import type { OpenDocument } from '../documents/open-document.ts'
import { PresenceBar } from '../documents/PresenceBar.tsx'
import { RefusedNotice } from '../documents/RefusedNotice.tsx'
import { SavedBadge } from '../documents/SavedBadge.tsx'
import { UnsentWords } from '../documents/UnsentWords.tsx'
import { isLocked, isUnsaved, worseOf } from '../documents/saved-state.ts'
import { useDocument, useDocumentState } from '../documents/use-document.ts'
import { usePresence } from '../documents/use-presence.ts'
import { Icon } from '../ui/Icon.tsx'
import { Skeleton } from '../ui/Skeleton.tsx'
import type { BoardAbout } from './board-context.ts'
import styles from './BoardScreen.module.css'
import { BoardView } from './BoardView.tsx'
import { type BoardStore, keepsOwn } from './board-store.ts'
import { boardsQuery, useBoardEntry } from './boards-queries.ts'
import { PrivateLine } from './PrivateLine.tsx'
import type { BoardPlace } from './proposals-queries.ts'
import type { TaskSlots } from './TaskPanel.tsx'
import { useBoard, useBoardSettings } from './use-board.ts'
import { useBoardSide } from './use-board-side.ts'

/** `keepsOwn`: does the own company keep something of this board for itself, as far as it is open here? */
export interface BoardKeeping { company: string, keepsOwn: () => boolean }

interface Props extends BoardAbout {
  /** Share and the like: top right. */
  acts?: (own: BoardKeeping) => ReactNode
  /** Shown in place of a board that does not exist for this person. */
  missing?: ReactNode
  /** What other capabilities show of a task. */
  slots: TaskSlots
}

/** One board: who is here, whether it is saved, and its tasks. */
export function BoardScreen(props: Props) {
  const me = useMe()
  const document = useDocument(props.boardId, me.id)
  if (!document) return null
  return <OpenBoard key={document.doc.clientID} {...props} me={me} document={document} />
}

interface OpenProps extends Props { me: Me, document: OpenDocument }

function OpenBoard(props: OpenProps) {
  const { content } = useDocumentState(props.document)
  if (content === 'gone') return props.missing
  if (content === 'unsent') return <UnsentWords document={props.document} />
  return <ReadableBoard {...props} />
}

function ReadableBoard({ document, me, role, companies, people, workspaceId, workspaceName, boardId, acts, slots }: OpenProps) {
  const { saved: savedBoard, content } = useDocumentState(document)
  const isOnline = useIsOnline()
  const here = usePresence(document, { ...me, company: companies.find(({ id }) => id === me.company.id) ?? me.company })
  const board = useBoard(document)
  const entry = useBoardEntry(workspaceId, boardId)
  const owner = companies.find(({ id }) => id === entry?.privateTo)
  const isArchived = Boolean(entry?.archivedAt)
  const mayEdit = reachOf(role, 'document.edit') !== 'none' && !isArchived
  const { side, saved: savedSide, document: sideDocument } = useBoardSide({ workspaceId, entry, userId: me.id, board, mayBe: mayEdit && companies.length > 1 })
  const saved = savedSide ? worseOf(savedBoard, savedSide) : savedBoard
  const place = useMemo(() => ({ workspaceId, boardId }), [workspaceId, boardId])
  if (sideDocument?.unsentWords) return <UnsentWords document={sideDocument} />
  return (
    <div className={styles['screen']}>
      <InTopBar>
        {isOnline && saved.state !== 'offline' && <PresenceBar people={here} />}
        {(mayEdit || isUnsaved(saved)) && <SavedBadge saved={saved} />}
        {acts?.({ company: me.company.name, keepsOwn: () => board !== null && keepsOwn(board) })}
      </InTopBar>
      <div className={styles['lines']}>
        {owner && <PrivateLine company={owner} />}
        <RefusedNotice saved={saved} documents={[document, sideDocument]} />
        {!mayEdit && <p className={styles['readOnly']}><Icon of={Eye} />{isArchived ? <Trans>This board is archived. Restore it to go on working.</Trans> : <Trans>You can read this board. An administrator of your company can let you edit.</Trans>}</p>}
      </div>
      {content === 'here' && board && <TellTitle board={board} place={place} />}
      {content === 'here' && board && <BoardView key={board.doc.clientID} document={document} board={board} me={me} people={people} companies={companies} mayEdit={mayEdit && !isLocked(saved)} side={side} place={place} workspaceName={workspaceName} slots={slots} />}
      {content === 'opening' && <div className={styles['waiting']}><Skeleton lines={6} /></div>}
      {content === 'missing' && saved.state !== 'refused' && <p className={styles['missing']}><Trans>This board is not on this device yet. It opens as soon as Kopa can be reached.</Trans></p>}
    </div>
  )
}

/** Of the board that everybody shares, also while something is tried out beside it. */
function TellTitle({ board, place: { workspaceId, boardId } }: { board: BoardStore, place: BoardPlace }) {
  const queries = useQueryClient()
  const leave = useCallback((id: string, title: string) => {
    queries.setQueryData(boardsQuery(workspaceId).queryKey, list => list && { boards: list.boards.map(entry => (entry.id === id ? { ...entry, title } : entry)) })
  }, [queries, workspaceId])
  useTellTitle(boardId, useBoardSettings(board).title, leave)
  return null
}

/** Who is here and what is saved stand beside where I am: in the shell's bar, which leaves a place for it. */
function InTopBar({ children }: { children: ReactNode }) {
  const [place] = useState(() => globalThis.document.getElementById('page-state'))
  return place && createPortal(children, place)
}
