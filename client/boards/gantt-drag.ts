import type { ScheduledTask } from '@kopa/shared/boards/plan.ts'
import { dayStep } from '@kopa/shared/boards/plan-moves.ts'
import type { Intentions } from '@kopa/shared/boards/task.ts'
import { type Asker, partnersTasks, pushedBy, questionsAbout } from './consent-question.ts'
import { type BarPart, pulledPlan } from './gantt-acts.ts'
import type { Spot } from './gantt-grip.ts'
import { levelOf } from './gantt-scale.ts'
import type { GanttScene } from './gantt-scene.ts'
import { type Consequences, noConsequences } from './gantt-told.ts'
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
  /** tasks of partners as they were before the pull */
  #before: ReadonlyMap<string, ScheduledTask> | null = null
  readonly #asker: Asker | null

  constructor({ scene, window, asker }: Gantt & { asker: Asker | null }, { id, part }: { id: string, part: BarPart }, { x }: Spot) {
    this.id = id
    this.#asker = asker
    this.#scene = scene
    this.#from = x
    // From the dates before the pull: those of the trial are already moved.
    const dates = scene.schedule.dates(id)
    const { pixelsPerDay } = window.scale
    const step = levelOf(pixelsPerDay) === 'hours' ? 15 : dayStep
    this.#pulled = by => (dates ? pulledPlan(scene.schedule, dates, part, { minutes: by * dayStep / pixelsPerDay, step }) : null)
  }

  move({ x }: Spot): void {
    if (this.plan === null && Math.abs(x - this.#from) < leastPull) return
    const plan = this.#pulled(x - this.#from)
    const written = JSON.stringify(plan)
    if (plan === null || written === this.#written) return
    this.#written = written
    this.plan = plan
    const { schedule } = this.#scene
    if (this.#asker) this.#before ??= partnersTasks(schedule, this.#asker)
    schedule.try(new Map([[this.id, plan]]))
  }

  /** Another object as soon as letting go would do something else. */
  get aim(): object | null { return this.plan }
  get aimedAt(): string { return this.id }

  consequences(): Consequences {
    const [{ schedule }, asker, before, plan] = [this.#scene, this.#asker, this.#before, this.plan]
    if (!asker || !before || !plan) return noConsequences
    const dates = { before: (id: string) => before.get(id), after: schedule.dates }
    const questions = questionsAbout(schedule.board, { plans: new Map([[this.id, plan]]), ...dates }, asker)
    return { asked: new Map(questions.map(({ companyId }) => [companyId, [this.id]])), pushed: pushedBy(schedule.board, { ...dates, among: before.keys(), own: new Set([this.id]) }, asker) }
  }

  /** Puts everything back. */
  end(): void {
    this.#scene.schedule.try(new Map())
  }
}
