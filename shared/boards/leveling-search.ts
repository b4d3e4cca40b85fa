import type { Chance } from './leveling-chance.ts'
import { at } from './leveling-instance.ts'
import type { Orders } from './leveling-orders.ts'

export interface Search {
  /** How many an order has. */
  readonly activities: number
  /** How many orders are kept. */
  readonly population: number
  readonly orders: Orders
  readonly chance: Chance
  /** Makes a schedule of an order, and may write the order anew, as the schedule has it; answers when it ends. */
  readonly tryOrder: (order: Int32Array) => number
  /** Told of every schedule when it has just been made; answers whether the search is to end. */
  readonly isEnough: (end: number) => boolean
}

const neighboursChanged = 0.02

/**
 * A genetic search over orders: children of two good orders take the place of worse ones, and never of their like.
 * When nothing has come of it for long it begins anew; whoever calls keeps the best.
 */
export function searchOrders(search: Search): void {
  while (!isSearched(search)) { /* Each round is a population of its own. */ }
}

const staleAfter = 60

/** Answers whether it was enough, or has only come to nothing any more. */
function isSearched({ activities, population: size, orders, chance, tryOrder, isEnough }: Search): boolean {
  const population = new Population(activities, size)
  const child = new Int32Array(activities)
  while (population.size < size) {
    orders.draw(child)
    const end = tryOrder(child)
    population.add(child, end)
    if (isEnough(end)) return true
  }
  for (let stale = 0; stale < staleAfter * size;) {
    const mother = population.pickGood(chance)
    const father = population.pickGood(chance)
    orders.cross(child, population.orderOf(mother), population.orderOf(father))
    orders.shake(child, neighboursChanged)
    const end = tryOrder(child)
    stale = population.replace(child, end, chance) ? 0 : stale + 1
    if (isEnough(end)) return true
  }
  return false
}

class Population {
  size = 0
  readonly #orders: Int32Array[]
  readonly #ends: Float64Array
  readonly #prints: Int32Array

  constructor(activities: number, most: number) {
    this.#orders = Array.from({ length: most }, () => new Int32Array(activities))
    this.#ends = new Float64Array(most)
    this.#prints = new Int32Array(most)
  }

  orderOf(index: number): Int32Array {
    return this.#orders[index] ?? new Int32Array(0)
  }

  add(order: Int32Array, end: number): void {
    this.#put(this.size++, order, end, printOf(order))
  }

  /** The better of two. */
  pickGood(chance: Chance): number {
    const [one, other] = [chance.below(this.size), chance.below(this.size)]
    return at(this.#ends, one) <= at(this.#ends, other) ? one : other
  }

  /** Takes the place of the worst of four, if it is no worse and not there already; answers whether it is better. */
  replace(order: Int32Array, end: number, chance: Chance): boolean {
    let worst = chance.below(this.size)
    for (let tries = 0; tries < 3; tries++) {
      const other = chance.below(this.size)
      if (at(this.#ends, other) > at(this.#ends, worst)) worst = other
    }
    const before = at(this.#ends, worst)
    if (end > before) return false
    const print = printOf(order)
    for (let index = 0; index < this.size; index++) if (this.#prints[index] === print && this.#ends[index] === end) return false
    this.#put(worst, order, end, print)
    return end < before
  }

  #put(index: number, order: Int32Array, end: number, print: number): void {
    this.orderOf(index).set(order)
    this.#ends[index] = end
    this.#prints[index] = print
  }
}

/** Different orders hardly ever have the same one. */
function printOf(order: Int32Array): number {
  let print = 0x811c9dc5
  for (let place = 0; place < order.length; place++) print = Math.imul(print ^ at(order, place), 0x01000193)
  return print
}
