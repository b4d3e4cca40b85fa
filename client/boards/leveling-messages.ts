import type { Overload } from '@kopa/shared/boards/leveling-load.ts'
import type { LeveledPlan, LevelingScope } from '@kopa/shared/boards/leveling-plan.ts'
import type { Plan } from '@kopa/shared/boards/plan.ts'

/** What a window asks of its levelling worker. */
export type LevelingOrder =
  | { readonly kind: 'look', readonly plan: Plan, readonly scope: LevelingScope }
  | { readonly kind: 'level', readonly plan: Plan, readonly scope: LevelingScope, /** to search for at most */ readonly milliseconds: number }

export interface LevelingProgress {
  /** of the time it may take, 0 to 1 */
  readonly share: number
  readonly schedules: number
  readonly finish: number
  readonly finishBefore: number
}

/** What the worker tells; the last thing is `found`. */
export type LevelingNews =
  | { readonly kind: 'overloads', readonly overloads: readonly Overload[] }
  | { readonly kind: 'progress', readonly progress: LevelingProgress }
  /** The best so far, for whoever does not want to wait longer. */
  | { readonly kind: 'better', readonly found: LeveledPlan }
  | { readonly kind: 'found', readonly found: LeveledPlan }
