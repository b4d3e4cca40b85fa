import { useQuery } from '@tanstack/react-query'
import { ArchivedBoards } from '../boards/ArchivedBoards.tsx'
import { archivedBoards, boardsQuery } from '../boards/boards-queries.ts'
import { PageTreeArchive } from '../pages/PageTreeArchive.tsx'
import { useOpenWorkspace } from './use-open-workspace.ts'

export function ArchiveRoute() {
  const workspace = useOpenWorkspace()
  const boards = useQuery({ ...boardsQuery(workspace?.id ?? ''), enabled: workspace !== null && workspace !== undefined })
  const hasBoards = archivedBoards(boards.data?.boards ?? []).length > 0
  return workspace && <PageTreeArchive workspaceId={workspace.id} role={workspace.role} boards={hasBoards ? <ArchivedBoards workspaceId={workspace.id} role={workspace.role} /> : null} />
}
