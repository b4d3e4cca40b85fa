import { useLingui } from '@lingui/react/macro'
import { useQueryClient } from '@tanstack/react-query'
import { renameOpen } from '../documents/live-titles.ts'
import { showError, showToast } from '../ui/toasts.ts'
import { type BoardEntry, boardsApi, boardsQuery, liveBoards } from './boards-queries.ts'

type Change = (boards: readonly BoardEntry[]) => BoardEntry[]

/** Everything one can do to the list of boards: shown at once, taken back with a sentence when the server refuses. */
export function useBoardListActs(workspaceId: string) {
  const { t } = useLingui()
  const attempt = useAttempt(workspaceId)
  const create = useCreate(workspaceId)
  const set = (boardId: string, change: Partial<BoardEntry>): Change => boards => boards.map(board => (board.id === boardId ? { ...board, ...change } : board))
  const restore = (boardId: string) => attempt(set(boardId, { archivedAt: null }), () => boardsApi.restoreBoard({ workspaceId, boardId }))
  async function archive(board: BoardEntry): Promise<void> {
    const isDone = await attempt(set(board.id, { archivedAt: new Date().toISOString() }), () => boardsApi.archiveBoard({ workspaceId, boardId: board.id }))
    const title = board.title || t`Untitled`
    if (isDone) showToast({ text: t`“${title}” is in the archive.`, action: { label: t`Undo`, act: () => void restore(board.id) } })
  }
  /** Right after it was made of a file. */
  async function putAway(boardId: string): Promise<void> {
    const isDone = await attempt(set(boardId, { archivedAt: new Date().toISOString() }), () => boardsApi.archiveBoard({ workspaceId, boardId }))
    if (isDone) showToast({ text: t`The import is undone. The board is in the archive.`, action: { label: t`Bring it back`, act: () => void restore(boardId) } })
  }
  return {
    create, archive, putAway, restore,
    rename: (boardId: string, title: string) => renameOpen(boardId, title, () => attempt(set(boardId, { title }), () => boardsApi.renameBoard({ workspaceId, boardId, title }))),
    move: (boardId: string, after: string | null) => attempt(boards => movedIn(boards, boardId, after), () => boardsApi.moveBoard({ workspaceId, boardId, after })),
    setPrivate: (boardId: string, companyId: string | null) => attempt(set(boardId, { privateTo: companyId }), () => boardsApi.changeBoardWall({ workspaceId, boardId, isPrivate: companyId !== null })),
  }
}

/** The key only has to sort right until the server has agreed. */
function movedIn(boards: readonly BoardEntry[], boardId: string, after: string | null): BoardEntry[] {
  const order = liveBoards(boards).filter(({ id }) => id !== boardId).map(({ id }) => id)
  order.splice(after === null ? 0 : order.indexOf(after) + 1, 0, boardId)
  return boards.map(board => ({ ...board, orderKey: String(order.indexOf(board.id)).padStart(6, '0') }))
}

/** Answers whether it was done; a refusal has been shown by then. */
function useAttempt(workspaceId: string): (change: Change, send: () => Promise<unknown>) => Promise<boolean> {
  const queries = useQueryClient()
  const { queryKey } = boardsQuery(workspaceId)
  return async (change, send) => {
    await queries.cancelQueries({ queryKey })
    const before = queries.getQueryData(queryKey)
    queries.setQueryData(queryKey, list => list && { boards: change(list.boards) })
    try {
      await send()
      return true
    } catch (error) {
      queries.setQueryData(queryKey, before)
      showError(error)
      return false
    } finally {
      void queries.invalidateQueries({ queryKey })
    }
  }
}

/** Not shown before it exists: its id is the server's. Columns come from the template that is chosen on the board itself. */
function useCreate(workspaceId: string): (title: string) => Promise<BoardEntry | null> {
  const queries = useQueryClient()
  const { queryKey } = boardsQuery(workspaceId)
  return async title => {
    try {
      const { board } = await boardsApi.createBoard({ workspaceId, title })
      queries.setQueryData(queryKey, list => list && { boards: [...list.boards.filter(({ id }) => id !== board.id), board] })
      void queries.invalidateQueries({ queryKey })
      return board
    } catch (error) {
      showError(error)
      return null
    }
  }
}
