import { lazy, Suspense } from 'react'
import { Skeleton } from '../ui/Skeleton.tsx'

/** The scheduler comes with the views that look at dates. */
const WorkloadView = lazy(async () => ({ default: (await import('./WorkloadView.tsx')).WorkloadView }))

export const BoardWorkload = () => <Suspense fallback={<Skeleton lines={8} />}><WorkloadView /></Suspense>
