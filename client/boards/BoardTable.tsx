import { lazy, Suspense } from 'react'
import { Skeleton } from '../ui/Skeleton.tsx'

/** Formulas and what the table is made of come with this view only. */
const TableView = lazy(async () => ({ default: (await import('./TableView.tsx')).TableView }))

export const BoardTable = () => <Suspense fallback={<Skeleton lines={8} />}><TableView /></Suspense>
