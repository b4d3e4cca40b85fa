import { useRouter } from '@tanstack/react-router'
import { lazy, type ReactNode, Suspense, useState, useSyncExternalStore } from 'react'
import { LinesToTasksContext } from '../pages/lines-to-tasks.ts'
import { LiveListsContext } from '../pages/live-lists.ts'
import { LinesToTasks } from './LinesToTasks.tsx'
import { LiveTasks, LiveTasksContext } from './live-tasks.ts'
import { TaskListInPage } from './TaskListInPage.tsx'

/** With the code of boards: a page without tasks does without it. */
const LiveBoards = lazy(() => import('./LiveBoards.tsx').then(({ LiveBoards }) => ({ default: LiveBoards })))

/** Pages below show tasks as they are now. */
export function LiveTasksProvider({ workspaceId, children }: { workspaceId: string, children: ReactNode }) {
  const router = useRouter()
  const [tasks] = useState(() => new LiveTasks((boardId, taskId) => {
    // Beside a page; from elsewhere it is the board that shows it.
    if (taskId === null || location.pathname.includes('/p/')) void router.navigate({ to: '.', search: { task: taskId === null ? undefined : `${boardId}.${taskId}` }, resetScroll: false })
    else void router.navigate({ to: '/w/$workspaceId/b/$boardId', params: { workspaceId, boardId }, search: { task: taskId } })
  }))
  const wanted = useSyncExternalStore(tasks.subscribe, tasks.wanted)
  return (
    <LiveTasksContext value={tasks}>
      <LiveListsContext value={TaskListInPage}><LinesToTasksContext value={LinesToTasks}>{children}</LinesToTasksContext></LiveListsContext>
      {wanted.length > 0 && <Suspense fallback={null}><LiveBoards tasks={tasks} workspaceId={workspaceId} wanted={wanted} /></Suspense>}
    </LiveTasksContext>
  )
}
