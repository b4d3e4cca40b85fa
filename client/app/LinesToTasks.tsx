import { lazy, Suspense } from 'react'
import type { LinesToTasksProps } from '../pages/lines-to-tasks.ts'

const LinesToTasksDialog = lazy(() => import('./LinesToTasksDialog.tsx').then(({ LinesToTasksDialog }) => ({ default: LinesToTasksDialog })))

/** Asked for from within a page; its code comes with it. */
export const LinesToTasks = (props: LinesToTasksProps) => <Suspense fallback={null}><LinesToTasksDialog {...props} /></Suspense>
