import { lazy, Suspense } from 'react'
import { Skeleton } from '../ui/Skeleton.tsx'
import { useBoardContext } from './board-context.ts'
import { PlanTools } from './PlanTools.tsx'
import type { ScheduleStore } from './schedule-store.ts'

/** The scheduler and the drawing come with this view only. */
const GanttView = lazy(async () => ({ default: (await import('./GanttView.tsx')).GanttView }))

const tools = (schedule: ScheduleStore) => <PlanTools schedule={schedule} />

export function BoardGantt() {
  const { board, companies, openTask, mayEdit } = useBoardContext()
  return <Suspense fallback={<Skeleton lines={8} />}><GanttView board={board} companies={companies} onOpen={openTask} mayEdit={mayEdit} tools={tools} /></Suspense>
}
