import { dayStep } from '@kopa/shared/boards/plan-moves.ts'
import type { Intentions } from '@kopa/shared/boards/task.ts'
import { type BarPart, pulledPlan } from './gantt-acts.ts'
import type { Spot } from './gantt-grip.ts'
import { levelOf } from './gantt-scale.ts'
import type { GanttScene } from './gantt-scene.ts'
import type { Gantt } from './use-gantt.ts'

/** A hand that only points is not quite still. */
const leastPull = 3

/** A bar that is being pulled: what depends on it moves along in the same frame, and nothing is written before it is let go. */
export class BarDrag {
  readonly kind = 'bar'
  readonly id: string
  readonly #scene: GanttScene
  readonly #from: number
  readonly #pulled: (x: number) => Intentions | null
  plan: Intentions | null = null
  #written = ''

  constructor({ scene, window }: Gantt, { id, part }: { id: string, part: BarPart }, { x }: Spot) {
    this.id = id
    this.#scene = scene
    this.#from = x
    // From the dates before the pull: those of the trial are already moved.
    const dates = scene.schedule.dates(id)
    const { pixelsPerDay } = window.scale
    const step = levelOf(pixelsPerDay) === 'hours' ? 15 : dayStep
    this.#pulled = by => (dates ? pulledPlan(scene.schedule.board, dates, part, { minutes: by * dayStep / pixelsPerDay, step }) : null)
  }

  move({ x }: Spot): void {
    if (this.plan === null && Math.abs(x - this.#from) < leastPull) return
    const plan = this.#pulled(x - this.#from)
    const written = JSON.stringify(plan)
    if (plan === null || written === this.#written) return
    this.#written = written
    this.plan = plan
    this.#scene.schedule.try(new Map([[this.id, plan]]))
  }

  /** Puts everything back. */
  end(): void {
    this.#scene.schedule.try(new Map())
  }
}
