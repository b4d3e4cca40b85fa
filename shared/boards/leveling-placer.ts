import type { Arcs, Times } from './leveling-instance.ts'

/** Makes schedules of one project, again and again, without asking for memory. */
export interface Placer {
  /**
   * Serial schedule generation: each activity in turn, as early as those before it and the resources let it. Fills `starts`; answers
   * when the last one ends. `order` has no activity before one of its `before`. Backward in time: from `after` and such an order.
   */
  place: (order: Int32Array, before: Arcs, starts: Times) => number
  /** `order` by these times, least first, into `into`; equal ones stay as they were. No time is greater than `last`. */
  sort: (into: Int32Array, order: Int32Array, times: Times, last: number) => void
  /** Fit for this placer's times. */
  newTimes: () => Times
}
