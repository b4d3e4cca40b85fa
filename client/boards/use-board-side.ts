import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect, useMemo, useSyncExternalStore } from 'react'
import type { OpenDocument } from '../documents/open-document.ts'
import type { SavedState } from '../documents/saved-state.ts'
import { useDocument } from '../documents/use-document.ts'
import { type BoardEntry, boardQuery, boardsApi } from './boards-queries.ts'
import type { BoardStore } from './board-store.ts'

/** The own company's side of a board: a document of its own, shown as a part of the board (docs/decisions/0019). */
export interface BoardSide {
  /** Is there a company that must not see everything, and may this person keep something from it? */
  mayBe: boolean
  /** It is being opened: what lies in it is not on the screen yet. */
  isOpening: boolean
  /** Makes it, if need be; resolves when the board has it. */
  open: () => Promise<void>
}

interface Parts { workspaceId: string, entry: BoardEntry | undefined, userId: string, board: BoardStore | null, /** may this person write here, and are there others? */ mayBe: boolean }

export function useBoardSide({ workspaceId, entry, userId, board, mayBe }: Parts): { side: BoardSide, saved: SavedState | null, document: OpenDocument | null } {
  const boardId = entry?.id ?? ''
  const client = useQueryClient()
  const isShared = entry !== undefined && entry.privateTo === null
  const query = useQuery({ ...boardQuery(workspaceId, boardId), enabled: isShared })
  const sideId = isShared ? query.data?.sideId ?? null : null
  const document = useDocument(sideId, userId)
  const state = useSyncExternalStore(document?.subscribe ?? never, () => document?.state() ?? null)
  const isHere = state?.content === 'here'
  useEffect(() => {
    if (!board || !document || !isHere) return
    board.setSide(document.doc)
    return () => board.setSide(null)
  }, [board, document, isHere])
  const isOpening = sideId !== null && (state === null || state.content === 'opening')
  const side = useMemo(() => ({
    mayBe: mayBe && isShared, isOpening,
    open: async () => {
      if (!board || board.side()) return
      const { documentId } = await boardsApi.openBoardSide({ workspaceId, boardId })
      const { queryKey } = boardQuery(workspaceId, boardId)
      client.setQueryData(queryKey, known => known && { ...known, sideId: documentId })
      await whenOpen(board)
    },
  }), [mayBe, isShared, isOpening, board, client, workspaceId, boardId])
  return { side, saved: document && state ? state.saved : null, document }
}

const never = () => () => undefined

/** Until the board has its side. */
function whenOpen(board: BoardStore): Promise<void> {
  if (board.side()) return Promise.resolve()
  return new Promise(resolve => {
    const stop = board.watch('side')(() => {
      if (!board.side()) return
      stop()
      resolve()
    })
  })
}

