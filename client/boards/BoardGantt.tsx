import { lazy, Suspense } from 'react'
import { Skeleton } from '../ui/Skeleton.tsx'

/** The scheduler and the drawing come with this view only. */
const GanttView = lazy(async () => ({ default: (await import('./GanttView.tsx')).GanttView }))

export const BoardGantt = () => <Suspense fallback={<Skeleton lines={8} />}><GanttView /></Suspense>
