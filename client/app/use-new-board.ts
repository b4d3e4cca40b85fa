import { useNavigate } from '@tanstack/react-router'
import { useBoardListActs } from '../boards/use-board-list-acts.ts'

/** Makes a board without a name and goes there; it asks for its name and what it shall begin with. */
export function useNewBoard(workspaceId: string): () => Promise<void> {
  const navigate = useNavigate()
  const { create } = useBoardListActs(workspaceId)
  return async () => {
    const board = await create('')
    if (board) await navigate({ to: '/w/$workspaceId/b/$boardId', params: { workspaceId, boardId: board.id } })
  }
}
