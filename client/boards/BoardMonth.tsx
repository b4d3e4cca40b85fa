import { lazy, Suspense } from 'react'
import { Skeleton } from '../ui/Skeleton.tsx'

/** The scheduler comes with the views that look at dates. */
const CalendarView = lazy(async () => ({ default: (await import('./CalendarView.tsx')).CalendarView }))

export const BoardMonth = () => <Suspense fallback={<Skeleton lines={8} />}><CalendarView /></Suspense>
