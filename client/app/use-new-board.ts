import { useLingui } from '@lingui/react/macro'
import { useNavigate } from '@tanstack/react-router'
import { useBoardListActs } from '../boards/use-board-list-acts.ts'
import { catchTyping } from '../ui/typed-ahead.ts'

/** Makes a board without a name and goes there; it asks for its name and what it shall begin with. */
export function useNewBoard(workspaceId: string): () => Promise<void> {
  const { t } = useLingui()
  const navigate = useNavigate()
  const { create } = useBoardListActs(workspaceId)
  return async () => {
    const giveUp = catchTyping(t`Title of the board`)
    const board = await create('')
    if (!board) giveUp()
    else await navigate({ to: '/w/$workspaceId/b/$boardId', params: { workspaceId, boardId: board.id } })
  }
}
