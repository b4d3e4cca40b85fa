import { lazy, Suspense } from 'react'
import type { Workspace } from '../workspaces/workspaces-queries.ts'

const CreateWorkspaceDialog = lazy(() => import('../workspaces/CreateWorkspaceDialog.tsx').then(({ CreateWorkspaceDialog }) => ({ default: CreateWorkspaceDialog })))
const ImportBoardDialog = lazy(() => import('./ImportBoardDialog.tsx').then(({ ImportBoardDialog }) => ({ default: ImportBoardDialog })))
const InviteColleagueDialog = lazy(() => import('../people/InviteColleagueDialog.tsx').then(({ InviteColleagueDialog }) => ({ default: InviteColleagueDialog })))
const InviteCompanyDialog = lazy(() => import('../people/InviteCompanyDialog.tsx').then(({ InviteCompanyDialog }) => ({ default: InviteCompanyDialog })))
const SignOutDialog = lazy(() => import('./SignOutDialog.tsx').then(({ SignOutDialog }) => ({ default: SignOutDialog })))

/** What a command or the Share menu asks for; the dialog outlives the menu that opened it. */
export type AskedFor = 'createWorkspace' | 'importBoard' | 'inviteColleague' | 'inviteCompany' | 'signOut'

export function ShellDialog({ asked, workspace, onClose }: { asked: AskedFor, workspace: Workspace | null, onClose: () => void }) {
  return <Suspense><Asked asked={asked} workspace={workspace} onClose={onClose} /></Suspense>
}

function Asked({ asked, workspace, onClose }: Parameters<typeof ShellDialog>[0]) {
  switch (asked) {
    case 'createWorkspace': return <CreateWorkspaceDialog onClose={onClose} />
    case 'importBoard': return workspace && <ImportBoardDialog workspace={workspace} onClose={onClose} />
    case 'inviteColleague': return <InviteColleagueDialog into={workspace ? { workspaceId: workspace.id, role: workspace.role } : undefined} onClose={onClose} />
    case 'inviteCompany': return workspace && <InviteCompanyDialog workspace={workspace} onClose={onClose} />
    case 'signOut': return <SignOutDialog onClose={onClose} />
  }
}
