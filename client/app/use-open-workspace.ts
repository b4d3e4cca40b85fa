import { useParams } from '@tanstack/react-router'
import { useWorkspace, type Workspace } from '../workspaces/workspaces-queries.ts'

/** The workspace of the address; WorkspaceRoute has made sure that it is there. */
export function useOpenWorkspace(): Workspace | null {
  const { workspaceId } = useParams({ strict: false })
  return useWorkspace(workspaceId).workspace
}
