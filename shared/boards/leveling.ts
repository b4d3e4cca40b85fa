import { lowerBound, pathsOf } from './leveling-bound.ts'
import { Chance } from './leveling-chance.ts'
import { at, type LevelingInstance, makeActivities, type Times } from './leveling-instance.ts'
import { Orders } from './leveling-orders.ts'
import { Passes } from './leveling-passes.ts'
import { searchOrders } from './leveling-search.ts'

export interface Leveled {
  /** When everything is done, and when each activity begins: from 0 on, in the instance's unit. */
  readonly makespan: number
  readonly starts: readonly number[]
  /** No schedule ends earlier. */
  readonly bound: number
  /** How many were made. */
  readonly schedules: number
}

export interface LevelingOptions {
  /** Another one may find another schedule; the same one finds the same, if `isEnough` says the same. */
  readonly seed?: number
  /** Asked after every few schedules: to stop, to tell how far it is, to look at a clock. The search also ends with a schedule as short as the bound. */
  readonly isEnough: (best: Leveled) => boolean
}

/**
 * The shortest schedule that can be found: no activity begins before those it waits for have ended, and never is more of a resource in
 * use than there is. Never longer than the rule "latest finish first" and justification make it, and better the longer it may search.
 * Pure, and with the same seed and number of schedules the same everywhere.
 * @throws CannotLevel when nothing can carry the instance out
 */
export function level(instance: LevelingInstance, { seed = 1, isEnough }: LevelingOptions): Leveled {
  const activities = makeActivities(instance)
  const paths = pathsOf(activities)
  const passes = new Passes(activities)
  const best = new Best(passes, lowerBound(instance, activities, paths))
  const latest = passes.starts.map((_, activity) => paths.longest - at(paths.tails, activity))
  improve(passes.sorted(activities.order, latest, paths.longest), passes, best)
  const tell = (): Leveled => ({ ...best.told(activities.unit), schedules: passes.count })
  if (!best.isShortest && !isEnough(tell())) {
    const chance = new Chance(seed)
    const askEvery = Math.ceil(activitiesBetweenAsks / activities.count)
    let tried = 0
    searchOrders({
      chance,
      activities: activities.count,
      population,
      tryOrder: order => passes.justified(order),
      orders: new Orders(activities, latest, chance),
      isEnough: end => best.take(end) || (++tried % askEvery === 0 && isEnough(tell())),
    })
  }
  return tell()
}

const population = 150

/** A search of small projects would spend its time on asking. */
const activitiesBetweenAsks = 1000

/** Justified again and again, as long as that makes it shorter. */
function improve(order: Int32Array, passes: Passes, best: Best): void {
  for (let end = Infinity, next = passes.justified(order); next < end; next = passes.justified(order)) {
    best.take(next)
    end = next
  }
}

class Best {
  #end = Infinity
  readonly #bound: number
  readonly #passes: Passes
  readonly #starts: Times

  constructor(passes: Passes, bound: number) {
    this.#passes = passes
    this.#bound = bound
    this.#starts = passes.starts.slice()
  }

  /** No schedule is shorter, crumbs of floating point aside. */
  get isShortest(): boolean {
    return this.#end <= this.#bound * (1 + 1e-12)
  }

  /** Keeps what was just made, if it is the best; answers whether nothing better can come. */
  take(end: number): boolean {
    if (end >= this.#end) return false
    this.#end = end
    this.#starts.set(this.#passes.starts)
    return this.isShortest
  }

  told(unit: number): Pick<Leveled, 'makespan' | 'bound' | 'starts'> {
    return { makespan: this.#end * unit, bound: this.#bound * unit, starts: Array.from(this.#starts, start => start * unit) }
  }
}
