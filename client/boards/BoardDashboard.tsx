import { lazy, Suspense } from 'react'
import { Skeleton } from '../ui/Skeleton.tsx'

/** The scheduler comes with the views that look at dates. */
const DashboardView = lazy(async () => ({ default: (await import('./DashboardView.tsx')).DashboardView }))

export const BoardDashboard = () => <Suspense fallback={<Skeleton lines={8} />}><DashboardView /></Suspense>
