import type { Task } from '@kopa/shared/boards/task.ts'
import { type CSSProperties, useSyncExternalStore } from 'react'
import { companyColor } from '../ui/CompanyMark.tsx'
import { companyIn, useBoardContext } from './board-context.ts'
import styles from './DatedList.module.css'
import { useGanttContext } from './gantt-context.ts'
import type { PlanFacts } from './plan-facts.ts'

/** Where a task lies between the beginning of the plan and its end, and how far it is, in the colour of the company that does it. What it says is told above it. */
export function DatedBar({ task: { companyId }, facts: { kind, start, finish, percent, isCritical } }: { task: Task, facts: PlanFacts }) {
  const { scene } = useGanttContext()
  const company = companyIn(useBoardContext(), kind === 'summary' ? null : companyId)
  // With words: numbers that stay the same are no reason to draw it anew.
  const [from, long] = useSyncExternalStore(scene.subscribe, () => shares({ start, finish }, scene.span())).split(' ')
  return (
    <span aria-hidden="true" className={styles['strip']}>
      <i data-kind={kind} data-critical={isCritical || undefined} className={styles['bar']} style={{ ...company ? companyColor(company.color) : {}, '--from': `${from}%`, '--long': `${long}%`, '--done': `${percent}%` } as CSSProperties} />
    </span>
  )
}

interface Span { readonly start: number, readonly finish: number }

/** In hundredths of the plan. */
function shares({ start, finish }: Span, plan: Span): string {
  const whole = Math.max(1, plan.finish - plan.start)
  return `${((start - plan.start) / whole * 100).toFixed(2)} ${((finish - start) / whole * 100).toFixed(2)}`
}
