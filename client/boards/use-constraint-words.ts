import { useLingui } from '@lingui/react/macro'
import { minutesOf } from '@kopa/shared/boards/local-time.ts'
import type { ConstraintKind, Task } from '@kopa/shared/boards/task.ts'
import { usePlanWords } from './use-plan-words.ts'

/** Every constraint by its name. */
export function useConstraintNames(): Record<ConstraintKind, string> {
  const { t } = useLingui()
  return {
    ASAP: t`As soon as possible`, ALAP: t`As late as possible`, MSO: t`Starts exactly on`, MFO: t`Finishes exactly on`,
    SNET: t`Starts no earlier than`, SNLT: t`Starts no later than`, FNET: t`Finishes no earlier than`, FNLT: t`Finishes no later than`,
  }
}

/** Does it name a day? */
export const isDated = (kind: ConstraintKind): boolean => kind !== 'ASAP' && kind !== 'ALAP'

/** The day that a task is bound to, and with which of its ends; null: it goes where its links and calendars put it. */
export function boundOf({ plan }: Task): { kind: ConstraintKind, end: 'start' | 'finish', at: string } | null {
  if (!plan || plan.mode === 'manual' || plan.constraintAt === null || !isDated(plan.constraint)) return null
  return { kind: plan.constraint, end: plan.constraint.includes('F') ? 'finish' : 'start', at: plan.constraintAt }
}

/** 'Finishes no later than 21 December 2026'. */
export function useBoundWords(): (bound: { kind: ConstraintKind, at: string }) => string {
  const names = useConstraintNames()
  const { day } = usePlanWords()
  return ({ kind, at }) => `${names[kind]} ${day(minutesOf(at))}`
}
