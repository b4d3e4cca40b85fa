import { dayStep } from '@kopa/shared/boards/plan-moves.ts'
import type { Intentions } from '@kopa/shared/boards/task.ts'
import { type BarPart, pulledPlan } from './gantt-acts.ts'
import { headerHeight, milestoneRadius, rowAt } from './gantt-layout.ts'
import { levelOf } from './gantt-scale.ts'
import type { GanttScene } from './gantt-scene.ts'
import type { GanttWindow } from './gantt-window.ts'

export interface Grip { readonly id: string, readonly part: BarPart }

/** How far from its end a bar is still taken by the end. */
const endReach = 6

/** What lies under a point of the canvas. */
export function gripAt({ scene, window }: { scene: GanttScene, window: GanttWindow }, { x, y }: { x: number, y: number }): Grip | null {
  if (y < headerHeight) return null
  const { left, top } = window.sight()
  const [at, row] = [x + left, rowAt(y - headerHeight + top)]
  const bar = scene.bar(row, window.scale)
  if (!bar || bar.kind === 'summary') return null
  const reach = bar.kind === 'milestone' ? milestoneRadius : endReach
  if (at < bar.x - (bar.kind === 'milestone' ? reach : 0) || at > bar.x + bar.width + reach) return null
  return { id: bar.id, part: bar.kind === 'task' && bar.width > 3 * endReach && at > bar.x + bar.width - endReach ? 'finish' : 'whole' }
}

/** A bar that is being pulled: what depends on it moves along in the same frame, and nothing is written before it is let go. */
export class BarDrag {
  readonly grip: Grip
  readonly #scene: GanttScene
  readonly #window: GanttWindow
  readonly #from: number
  readonly #pulled: (minutes: number) => Intentions | null
  plan: Intentions | null = null
  #written = ''

  constructor({ scene, window }: { scene: GanttScene, window: GanttWindow }, grip: Grip, x: number) {
    this.grip = grip
    this.#scene = scene
    this.#window = window
    this.#from = window.sight().left + x
    // From the dates before the pull: those of the trial are already moved.
    const dates = scene.schedule.dates(grip.id)
    const step = levelOf(window.scale.pixelsPerDay) === 'hours' ? 15 : dayStep
    this.#pulled = minutes => (dates ? pulledPlan(scene.schedule.board, dates, grip.part, { minutes, step }) : null)
  }

  move(x: number): void {
    const minutes = (this.#window.sight().left + x - this.#from) * dayStep / this.#window.scale.pixelsPerDay
    const plan = this.#pulled(minutes)
    const written = JSON.stringify(plan)
    if (plan === null || written === this.#written) return
    this.#written = written
    this.plan = plan
    this.#scene.schedule.try(new Map([[this.grip.id, plan]]))
  }

  /** Puts everything back. */
  end(): void {
    this.#scene.schedule.try(new Map())
  }
}
