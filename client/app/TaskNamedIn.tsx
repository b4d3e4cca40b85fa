import { useQuery } from '@tanstack/react-query'
import { boardsApi } from '../boards/boards-queries.ts'
import { NamedIn } from '../pages/NamedIn.tsx'

/** Which pages name a task. Asked for again when pages change. */
export function TaskNamedIn({ workspaceId, boardId, taskId }: { workspaceId: string, boardId: string, taskId: string }) {
  const { data } = useQuery({ queryKey: ['pages', workspaceId, 'naming', boardId, taskId], queryFn: () => boardsApi.listPagesNamingTask({ workspaceId, boardId, taskId }) })
  return <NamedIn workspaceId={workspaceId} pages={data?.pages ?? []} />
}
