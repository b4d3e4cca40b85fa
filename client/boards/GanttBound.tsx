import { Pin, TriangleAlert } from 'lucide-react'
import { useLingui } from '@lingui/react/macro'
import type { ScheduleFlag } from '@kopa/shared/boards/plan.ts'
import type { Task } from '@kopa/shared/boards/task.ts'
import { Icon } from '../ui/Icon.tsx'
import styles from './GanttCell.module.css'
import { useGanttContext } from './gantt-context.ts'
import { boundOf, useBoundWords } from './use-constraint-words.ts'
import { useScheduled } from './use-schedule.ts'

/** Beside a date that somebody wants: what holds it, and whether that goes together with what the task waits for. */
export function GanttBound({ task, end }: { task: Task, end: 'start' | 'finish' }) {
  const bound = boundOf(task)
  return bound?.end === end ? <Mark task={task} bound={bound} /> : null
}

// Only of tasks that are bound: of the others nobody asks how far they may move.
function Mark({ task, bound }: { task: Task, bound: NonNullable<ReturnType<typeof boundOf>> }) {
  const tell = useBoundWords()
  const broken = useBrokenWords()(useScheduled(useGanttContext().scene.schedule, task.id)?.flags ?? [])
  const words = broken === null ? tell(bound) : `${tell(bound)}. ${broken}`
  return <span role="img" aria-label={words} title={words} data-broken={broken !== null || undefined} className={styles['bound']}><Icon of={broken === null ? Pin : TriangleAlert} size={12} /></span>
}

/** Why dates and links do not go together; null: they do. */
export function useBrokenWords(): (flags: readonly ScheduleFlag[]) => string | null {
  const { t } = useLingui()
  return flags => {
    if (flags.includes('linkBroken')) return t`Its dates do not leave the time that its links ask for.`
    return flags.includes('constraintBroken') ? t`Its links keep it from that day.` : null
  }
}
