import { useLingui } from '@lingui/react/macro'
import type { Task } from '@kopa/shared/boards/task.ts'
import { useMemo, useSyncExternalStore } from 'react'
import { companyIn, personIn, useBoardContext } from './board-context.ts'
import { stageIn } from './board-store.ts'
import { useGanttContext } from './gantt-context.ts'
import { type PlanFacts, planFactsOf } from './plan-facts.ts'
import { type DueWords, useDueWords } from './use-due-words.ts'
import { useTellLength } from './use-gantt-words.ts'
import { usePlanWords } from './use-plan-words.ts'
import { useScheduled } from './use-schedule.ts'

/** Made anew when one of them changes; null: the task has no place in time. */
export function usePlanFacts(task: Task): PlanFacts | null {
  const { board } = useBoardContext()
  const { scene } = useGanttContext()
  const dates = useScheduled(scene.schedule, task.id)
  const percent = useSyncExternalStore(scene.subscribe, () => scene.percentOf(task))
  return useMemo(() => (dates ? planFactsOf(task, { dates, percent, hours: { calendars: board.calendars(), calendar: board.settings().calendar } }) : null), [task, dates, percent, board])
}

/** When a task is due, in words; null: it has no deadline. */
export function useTellDue(): (task: Task) => DueWords | null {
  const { board, me } = useBoardContext()
  const tell = useDueWords(me.timeZone)
  return ({ deadline, column }) => deadline && tell(deadline, { isDone: stageIn(board.columns(), column) === 'done' })
}

/** All that a row of the dated list shows, in one sentence for screen readers; `days` as they stand in it. */
export function useTellRow(): (task: Task, facts: PlanFacts | null, days: string) => string {
  const { t } = useLingui()
  const use = useBoardContext()
  const tellLength = useTellLength()
  const { percent } = usePlanWords()
  const tellDue = useTellDue()
  return (task, facts, days) => {
    const company = companyIn(use, task.companyId)?.name ?? ''
    const assignees = task.assignees.flatMap(({ userId }) => personIn(use, userId)?.name ?? [])
    const mine = use.board.isPrivate(task.id) ? companyIn(use, use.me.companyId)?.name ?? '' : ''
    const share = percent(facts?.percent ?? 0)
    const due = facts === null ? tellDue(task)?.text : undefined
    const planned = facts === null ? [due === undefined ? '' : t`due ${due}`, t`not planned`] : [
      days, facts.kind === 'milestone' ? t`Milestone` : tellLength(facts.length.minutes, facts.length.isElapsed), facts.percent === 0 ? '' : t`${share} done`,
      facts.isCritical ? t`critical` : '', facts.isLate ? t`after its deadline` : '',
    ]
    return [task.title || t`Untitled`, ...planned, company, assignees.length > 0 ? t`assigned to ${assignees.join(', ')}` : '', mine && t`only ${mine} sees it`].filter(Boolean).join(', ')
  }
}
