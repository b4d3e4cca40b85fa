import { ChevronDown, ChevronsUp, ChevronUp, Circle, CircleCheck, CircleDot, Equal, Hourglass, type LucideIcon } from 'lucide-react'
import { useLingui } from '@lingui/react/macro'
import type { Stage } from '@kopa/shared/boards/column.ts'
import type { Priority } from '@kopa/shared/boards/task.ts'
import { useMemo } from 'react'

export const priorityIcons: Record<Priority, LucideIcon> = { urgent: ChevronsUp, high: ChevronUp, medium: Equal, low: ChevronDown }
export const stageIcons: Record<Stage, LucideIcon> = { open: Circle, active: CircleDot, waiting: Hourglass, done: CircleCheck }

export function usePriorityNames(): Record<Priority, string> {
  const { t } = useLingui()
  return useMemo(() => ({ urgent: t`Urgent`, high: t`High`, medium: t`Medium`, low: t`Low` }), [t])
}

/** What a column means for the work in it. */
export function useStageNames(): Record<Stage, { name: string, hint: string }> {
  const { t } = useLingui()
  return {
    open: { name: t`To begin`, hint: t`Nobody works on it yet` },
    active: { name: t`In work`, hint: t`Somebody works on it now` },
    waiting: { name: t`Waiting`, hint: t`For the partner or somebody else` },
    done: { name: t`Done`, hint: t`Counts as finished` },
  }
}
