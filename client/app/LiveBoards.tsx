import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { boardsQuery } from '../boards/boards-queries.ts'
import { LiveBoard } from '../boards/LiveBoard.tsx'
import { membersQuery, useWorkspace, type Workspace } from '../workspaces/workspaces-queries.ts'
import type { LiveTasks } from './live-tasks.ts'

interface Props { tasks: LiveTasks, workspaceId: string, wanted: readonly string[] }

/** Opens the boards that are asked for: those that this reader's list has. */
export function LiveBoards({ tasks, workspaceId, wanted }: Props) {
  const { workspace } = useWorkspace(workspaceId)
  const known = useQuery(boardsQuery(workspaceId)).data?.boards ?? []
  const there = known.filter(({ id, archivedAt }) => archivedAt === null && wanted.includes(id))
  return workspace && there.map(({ id }) => <OneBoard key={id} tasks={tasks} workspace={workspace} boardId={id} />)
}

const nobody: never[] = []

function OneBoard({ tasks, workspace, boardId }: { tasks: LiveTasks, workspace: Workspace, boardId: string }) {
  const people = useQuery(membersQuery(workspace.id)).data?.members ?? nobody
  const { onLive, openTask } = useMemo(() => ({
    onLive: (live: Parameters<LiveTasks['set']>[1]) => tasks.set(boardId, live), openTask: (id: string | null) => tasks.openTask(boardId, id),
  }), [tasks, boardId])
  return <LiveBoard workspaceId={workspace.id} workspaceName={workspace.name} boardId={boardId} role={workspace.role} companies={workspace.companies} people={people} openTask={openTask} onLive={onLive} />
}
