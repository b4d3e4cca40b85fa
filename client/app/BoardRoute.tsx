import { useQuery } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import { useMemo } from 'react'
import { useBoardEntry } from '../boards/boards-queries.ts'
import { type BoardKeeping, BoardScreen } from '../boards/BoardScreen.tsx'
import { useLiveTitle } from '../documents/live-titles.ts'
import { ExportMenu } from '../transfer/ExportMenu.tsx'
import { membersQuery, type Workspace } from '../workspaces/workspaces-queries.ts'
import { NotFound } from './NotFound.tsx'
import { Share } from './Share.tsx'
import { taskSlotsIn } from './task-slots.tsx'
import { useOfferBoardActs } from './use-place-acts.ts'
import { useOpenWorkspace } from './use-open-workspace.ts'

export function BoardRoute() {
  const { boardId } = useParams({ strict: false })
  const workspace = useOpenWorkspace()
  if (!workspace || !boardId) return null
  return <OpenBoardRoute key={boardId} workspace={workspace} boardId={boardId} />
}

const nobody: never[] = []

function OpenBoardRoute({ workspace, boardId }: { workspace: Workspace, boardId: string }) {
  const people = useQuery(membersQuery(workspace.id)).data?.members ?? nobody
  useOfferBoardActs(workspace, boardId)
  const title = useLiveTitle(boardId, useBoardEntry(workspace.id, boardId)?.title ?? '')
  const slots = useMemo(() => taskSlotsIn(workspace.id, boardId), [workspace.id, boardId])
  return (
    <BoardScreen
      boardId={boardId} workspaceId={workspace.id} workspaceName={workspace.name} role={workspace.role} companies={workspace.companies} people={people}
      acts={actsFor(workspace, boardId, title)} missing={<NotFound />}
      slots={slots}
    />
  )
}

const actsFor = (workspace: Workspace, boardId: string, title: string) => (own: BoardKeeping) =>
  <><ExportMenu {...own} workspaceId={workspace.id} boardId={boardId} title={title} /><Share workspace={workspace} path={`b/${boardId}`} /></>
