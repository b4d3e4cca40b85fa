import { type Asker, linksBeforehand } from './consent-question.ts'
import { type EndOfTask, endAt, type Spot } from './gantt-grip.ts'
import { typeOf } from './gantt-links.ts'
import { type Consequences, noConsequences } from './gantt-told.ts'
import { linkProblem, type LinkWish, noLag } from './plan-acts.ts'
import type { Gantt } from './use-gantt.ts'

/** What is drawn of it. */
export interface PulledLink { readonly from: EndOfTask, readonly spot: Spot, readonly to: EndOfTask | null, readonly isRefused: boolean }

/** A link that is being pulled from the end of one bar to that of another. */
export class LinkPull {
  readonly kind = 'link'
  readonly #gantt: Gantt & { asker: Asker | null }
  readonly #from: EndOfTask
  #to: EndOfTask | null = null

  constructor(gantt: Gantt & { asker: Asker | null }, from: EndOfTask) {
    this.#gantt = gantt
    this.#from = from
  }

  /** null: it was let go where nothing is. */
  get wish(): LinkWish | null {
    return this.#to && { from: this.#from.id, to: this.#to.id, type: typeOf(this.#from.end, this.#to.end), lag: noLag }
  }

  move(spot: Spot): void {
    const { scene: { schedule }, window } = this.#gantt
    const before = this.#to
    const under = endAt(this.#gantt, spot)
    const isSame = before?.id === under?.id && before?.end === under?.end
    this.#to = under?.id === this.#from.id ? null : isSame ? before : under
    const { pulled } = window.state()
    const { wish } = this
    const isRefused = isSame && pulled ? pulled.isRefused : wish !== null && linkProblem(schedule, wish, schedule.board.links()) !== null
    window.look({ pulled: { from: this.#from, spot, to: this.#to, isRefused } })
  }

  /** Another object as soon as letting go would do something else. */
  get aim(): object | null { return this.#to }
  get aimedAt(): string { return this.#to?.id ?? this.#from.id }

  consequences(): Consequences {
    const [{ scene: { schedule }, window, asker }, { wish }] = [this.#gantt, this]
    if (!wish || !asker || window.state().pulled?.isRefused) return noConsequences
    const { questions, pushed } = linksBeforehand(schedule, { put: [{ id: 'pulled', ...wish, created: Date.now() }], removed: [] }, asker)
    return { asked: new Map(questions.map(question => [question.companyId, question.kind === 'link' ? question.moves.map(({ taskId }) => taskId) : []])), pushed }
  }

  end(): void {
    this.#gantt.window.look({ pulled: null })
  }
}
