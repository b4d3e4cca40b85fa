import { PageTreeArchive } from '../pages/PageTreeArchive.tsx'
import { useOpenWorkspace } from './use-open-workspace.ts'

export function ArchiveRoute() {
  const workspace = useOpenWorkspace()
  return workspace && <PageTreeArchive workspaceId={workspace.id} role={workspace.role} />
}
