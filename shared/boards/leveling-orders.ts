import type { Chance } from './leveling-chance.ts'
import { type Activities, at, type Times } from './leveling-instance.ts'

/** Makes orders in which no activity comes before one that it waits for: by chance, from two others, or a little changed. */
export class Orders {
  readonly #activities: Activities
  readonly #latest: Times
  readonly #chance: Chance
  readonly #missing: Int32Array
  readonly #eligible: Int32Array
  readonly #weights: Float64Array
  /** What whoever has the most time is reckoned to be in a hurry, so that it may come first too. */
  readonly #leastRegret: number
  /** The crossing in which an activity was last taken. */
  readonly #takenIn: Int32Array
  #crossings = 0

  /** `latest`: when each has to end at the latest, if everything is to end as early as it can. */
  constructor(activities: Activities, latest: Times, chance: Chance) {
    const { count } = activities
    this.#activities = activities
    this.#latest = latest
    this.#chance = chance
    this.#missing = new Int32Array(count)
    this.#eligible = new Int32Array(count)
    this.#weights = new Float64Array(count)
    this.#leastRegret = activities.durations.reduce((sum, duration) => sum + duration, 0) / count / 5 || 1
    this.#takenIn = new Int32Array(count)
  }

  /** Whoever has to end early is likely to come early (regret based biased random sampling, Drexl 1991). */
  draw(into: Int32Array): void {
    const { before, after, count } = this.#activities
    const [missing, eligible] = [this.#missing, this.#eligible]
    let found = 0
    for (let activity = 0; activity < count; activity++) {
      missing[activity] = at(before.from, activity + 1) - at(before.from, activity)
      if (missing[activity] === 0) eligible[found++] = activity
    }
    for (let place = 0; place < count; place++) {
      const picked = this.#pick(found)
      const activity = at(eligible, picked)
      eligible[picked] = at(eligible, --found)
      into[place] = activity
      for (let arc = at(after.from, activity); arc < at(after.from, activity + 1); arc++) {
        const next = at(after.to, arc)
        missing[next] = at(missing, next) - 1
        if (missing[next] === 0) eligible[found++] = next
      }
    }
  }

  #pick(found: number): number {
    let worst = 0
    for (let place = 0; place < found; place++) worst = Math.max(worst, at(this.#latest, at(this.#eligible, place)))
    let sum = 0
    for (let place = 0; place < found; place++) {
      const regret = worst - at(this.#latest, at(this.#eligible, place)) + this.#leastRegret
      this.#weights[place] = regret
      sum += regret
    }
    let rest = this.#chance.next() * sum
    let place = 0
    while (place < found - 1 && rest >= at(this.#weights, place)) rest -= at(this.#weights, place++)
    return place
  }

  /** The mother's order, but between two places whatever comes first in the father's (Hartmann, 1998). */
  cross(child: Int32Array, mother: Int32Array, father: Int32Array): void {
    const count = child.length
    const [one, other] = [this.#chance.below(count + 1), this.#chance.below(count + 1)]
    const [from, until] = [Math.min(one, other), Math.max(one, other)]
    const crossing = ++this.#crossings
    const takenIn = this.#takenIn
    let place = 0
    for (; place < from; place++) {
      const activity = at(mother, place)
      child[place] = activity
      takenIn[activity] = crossing
    }
    for (let next = 0; place < until; next++) {
      const activity = at(father, next)
      if (takenIn[activity] === crossing) continue
      child[place++] = activity
      takenIn[activity] = crossing
    }
    for (let next = from; place < count; next++) {
      const activity = at(mother, next)
      if (takenIn[activity] !== crossing) child[place++] = activity
    }
  }

  /** Neighbours change places, where neither waits for the other. */
  shake(order: Int32Array, share: number): void {
    for (let place = 1; place < order.length; place++) {
      if (this.#chance.next() >= share) continue
      const [one, other] = [at(order, place - 1), at(order, place)]
      if (this.#waits(other, one)) continue
      order[place - 1] = other
      order[place] = one
    }
  }

  #waits(activity: number, other: number): boolean {
    const { before } = this.#activities
    for (let arc = at(before.from, activity); arc < at(before.from, activity + 1); arc++) if (before.to[arc] === other) return true
    return false
  }
}

/** More activities than this hardly ever have few orders. */
const mostActivities = 60

/**
 * All orders in which no activity comes before one that it waits for.
 * @returns null: there are more than `most`
 */
export function everyOrder({ before, after, count }: Pick<Activities, 'before' | 'after' | 'count'>, most: number): Int32Array[] | null {
  if (count > mostActivities) return null
  const found: Int32Array[] = []
  const order = new Int32Array(count)
  const isPlaced = new Uint8Array(count)
  const missing = Int32Array.from({ length: count }, (_, activity) => at(before.from, activity + 1) - at(before.from, activity))
  const free = (activity: number, by: number) => { for (let arc = at(after.from, activity); arc < at(after.from, activity + 1); arc++) missing[at(after.to, arc)] = at(missing, at(after.to, arc)) - by }
  /** Answers whether there are not too many so far. */
  const placeAll = (place: number): boolean => {
    if (place === count) return found.push(order.slice()) <= most
    for (let activity = 0; activity < count; activity++) {
      if (isPlaced[activity] === 1 || at(missing, activity) > 0) continue
      order[place] = activity
      isPlaced[activity] = 1
      free(activity, 1)
      const mayGoOn = placeAll(place + 1)
      isPlaced[activity] = 0
      free(activity, -1)
      if (!mayGoOn) return false
    }
    return true
  }
  return placeAll(0) ? found : null
}
