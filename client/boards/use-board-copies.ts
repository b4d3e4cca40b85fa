import { plural } from '@lingui/core/macro'
import { useLingui } from '@lingui/react/macro'
import { boardCopies } from '@kopa/shared/boards/copies-contract.ts'
import { useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { makeApi } from '../core/api.ts'
import { showError, showToast } from '../ui/toasts.ts'
import { type BoardEntry, boardsQuery } from './boards-queries.ts'
import { useBoardListActs } from './use-board-list-acts.ts'

const boardCopiesApi = makeApi(boardCopies)

/** Boards that are made of boards. What is refused is thrown, for the form that asked. */
export function useBoardCopies(workspaceId: string) {
  const { t } = useLingui()
  const queries = useQueryClient()
  const navigate = useNavigate()
  const { archive } = useBoardListActs(workspaceId)
  const { queryKey } = boardsQuery(workspaceId)
  const open = (boardId: string) => navigate({ to: '/w/$workspaceId/b/$boardId', params: { workspaceId, boardId } })
  function add(board: BoardEntry): BoardEntry {
    queries.setQueryData(queryKey, list => list && { boards: [...list.boards.filter(({ id }) => id !== board.id), board] })
    void queries.invalidateQueries({ queryKey })
    return board
  }
  return {
    open,
    keep: async (wanted: { boardId: string, title: string, isPrivate: boolean }): Promise<void> => {
      const { title } = wanted
      const board = add((await boardCopiesApi.keepBoardTemplate({ workspaceId, ...wanted })).board)
      showToast({ text: t`“${title}” is offered with every new board from now on.`, action: { label: t`Undo`, act: () => void archive(board) } })
    },
    make: async (wanted: { templateId: string, title: string, begin: string, isPrivate: boolean }): Promise<void> => {
      await open(add((await boardCopiesApi.createBoardFromTemplate({ workspaceId, ...wanted })).board).id)
    },
    duplicate: async ({ id, title }: Pick<BoardEntry, 'id' | 'title'>): Promise<void> => {
      const name = title || t`Untitled`
      try {
        const { board: copied, left } = await boardCopiesApi.duplicateBoard({ workspaceId, boardId: id, title: t`Copy of ${name}` })
        const board = add(copied)
        await open(board.id)
        const text = left === 0 ? t`This is the copy of “${name}”.`
          : t`This is the copy of “${name}”. ${plural(left, { one: '# task that only your company sees is not in it.', other: '# tasks that only your company sees are not in it.' })}`
        showToast({ text, action: { label: t`Undo`, act: () => void archive(board).then(() => open(id)) } })
      } catch (error) {
        showError(error)
      }
    },
  }
}
