import { useSearch } from '@tanstack/react-router'
import { lazy, Suspense, useEffect, useSyncExternalStore } from 'react'
import { useLiveTasks } from './live-tasks.ts'
import { openTaskIn, type PageSearch } from './page-search.ts'
import styles from './TaskBeside.module.css'

const OpenTaskBeside = lazy(() => import('./OpenTaskBeside.tsx').then(({ OpenTaskBeside }) => ({ default: OpenTaskBeside })))

/** Beside a page stands the task that its address names; what is not there for this reader is not shown, nor that there is something. */
export function TaskBeside({ workspaceId }: { workspaceId: string }) {
  const search: PageSearch = useSearch({ strict: false })
  const open = openTaskIn(search)
  return open && <Beside key={open.boardId} workspaceId={workspaceId} boardId={open.boardId} taskId={open.taskId} />
}

function Beside({ workspaceId, boardId, taskId }: { workspaceId: string, boardId: string, taskId: string }) {
  const tasks = useLiveTasks()
  const live = useSyncExternalStore(tasks.subscribe, () => tasks.get(boardId))
  useEffect(() => tasks.want(boardId), [tasks, boardId])
  return live && <div className={styles['beside']}><Suspense fallback={null}><OpenTaskBeside workspaceId={workspaceId} live={live} taskId={taskId} /></Suspense></div>
}
