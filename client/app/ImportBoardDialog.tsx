import { useNavigate } from '@tanstack/react-router'
import { useBoardListActs } from '../boards/use-board-list-acts.ts'
import { useMe } from '../core/session.tsx'
import { ImportDialog } from '../transfer/ImportDialog.tsx'
import type { Workspace } from '../workspaces/workspaces-queries.ts'

/** A file becomes a board of this workspace; undone, the board is in the archive. */
export function ImportBoardDialog({ workspace, onClose }: { workspace: Workspace, onClose: () => void }) {
  const me = useMe()
  const navigate = useNavigate()
  const { putAway } = useBoardListActs(workspace.id)
  async function open(boardId: string): Promise<void> {
    onClose()
    await navigate({ to: '/w/$workspaceId/b/$boardId', params: { workspaceId: workspace.id, boardId } })
  }
  return <ImportDialog workspaceId={workspace.id} companyName={me.company.name} onOpen={id => void open(id)} onUndo={putAway} onClose={onClose} />
}
