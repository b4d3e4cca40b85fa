/**
 * A project whose activities need resources, as operations research knows it (RCPSP): every activity waits for those before it, and
 * at no time more of a resource is needed than there is.
 */
export interface LevelingInstance {
  /** Of every activity, in any unit; 0 is a milestone. */
  readonly durations: readonly number[]
  /** Which activities wait for this one's end. */
  readonly successors: readonly (readonly number[])[]
  /** How much there is of every resource: whole numbers. */
  readonly capacities: readonly number[]
  /** How much every activity needs, all the time, of every resource: whole numbers. */
  readonly demands: readonly (readonly number[])[]
}

/** Nobody could carry the project out; the message is a part of a sentence that says why. */
export class CannotLevel extends Error {}

/** Of activity `i`: `to[from[i]]` until `to[from[i + 1]]`, without it. */
export interface Arcs { readonly from: Int32Array, readonly to: Int32Array }

/** An instance made ready for being scheduled thousands of times. */
export interface Activities {
  readonly count: number
  /** In `unit`s of the instance: the largest in which all are whole numbers, or 1 where there is none. */
  readonly durations: Float64Array
  readonly unit: number
  readonly areWhole: boolean
  readonly before: Arcs
  readonly after: Arcs
  /** All of them, none before one that it waits for. */
  readonly order: Int32Array
  readonly needs: Needs
}

/**
 * What is needed of all resources, several in one whole number of 32 bits. Each has a field as wide as its capacity, and one bit
 * more on top that is set in what is free: what does not fit borrows it. So one subtraction tries several resources at once.
 */
export interface Needs {
  /** How many such numbers there are for each activity. */
  readonly words: number
  /** `words` of each activity. */
  readonly packed: Int32Array
  /** What is free where nothing is placed, and the bits on top alone: `words` each. */
  readonly free: Int32Array
  readonly guards: Int32Array
}

export function makeActivities(instance: LevelingInstance): Activities {
  checkNumbers(instance)
  const { durations, successors } = instance
  const predecessors = durations.map((): number[] => [])
  successors.forEach((next, from) => { for (const to of next) predecessors[to]?.push(from) })
  const [before, after] = [makeArcs(predecessors), makeArcs(successors)]
  const areWhole = durations.every(Number.isInteger)
  const unit = areWhole ? Math.max(1, durations.reduce(commonDivisor, 0)) : 1
  return {
    count: durations.length, before, after, unit, areWhole,
    durations: Float64Array.from(durations, duration => duration / unit),
    order: inOrder(before, after),
    needs: packNeeds(instance),
  }
}

function commonDivisor(one: number, other: number): number {
  let [a, b] = [one, other]
  while (b > 0) [a, b] = [b, a % b]
  return a
}

const most = 2 ** 31 - 1
const isWhole = (value: number): boolean => Number.isInteger(value) && value >= 0 && value <= most

function checkNumbers({ durations, successors, capacities, demands }: LevelingInstance): void {
  const count = durations.length
  durations.forEach((duration, index) => { if (!(duration >= 0 && duration <= most)) throw new CannotLevel(`activity ${index + 1} takes ${duration}, which is no duration`) })
  capacities.forEach((capacity, resource) => { if (!isWhole(capacity)) throw new CannotLevel(`of resource ${resource + 1} there is ${capacity}, which is no whole number`) })
  if (successors.length !== count || demands.length !== count) throw new CannotLevel('not every activity has its successors and its demands')
  successors.forEach((next, index) => {
    for (const to of next) if (!Number.isInteger(to) || to < 0 || to >= count) throw new CannotLevel(`activity ${index + 1} comes before activity ${to + 1}, which is not there`)
  })
  demands.forEach((row, index) => {
    capacities.forEach((capacity, resource) => {
      const demand = row[resource] ?? 0
      if (!isWhole(demand)) throw new CannotLevel(`activity ${index + 1} needs ${demand} of resource ${resource + 1}, which is no whole number`)
      if (demand > capacity) throw new CannotLevel(`activity ${index + 1} needs ${demand} of resource ${resource + 1}, and there is only ${capacity}`)
    })
  })
}

export function makeArcs(neighbours: readonly (readonly number[])[]): Arcs {
  const from = new Int32Array(neighbours.length + 1)
  neighbours.forEach((list, index) => { from[index + 1] = at(from, index) + list.length })
  return { from, to: Int32Array.from(neighbours.flat()) }
}

function inOrder(before: Arcs, after: Arcs): Int32Array {
  const count = before.from.length - 1
  const missing = Int32Array.from({ length: count }, (_, index) => at(before.from, index + 1) - at(before.from, index))
  const order = new Int32Array(count)
  let known = 0
  for (let index = 0; index < count; index++) if (missing[index] === 0) order[known++] = index
  for (let done = 0; done < known; done++) {
    const index = at(order, done)
    for (let arc = at(after.from, index); arc < at(after.from, index + 1); arc++) {
      const next = at(after.to, arc)
      missing[next] = at(missing, next) - 1
      if (missing[next] === 0) order[known++] = next
    }
  }
  if (known < count) throw new CannotLevel(`activity ${missing.findIndex(number => number > 0) + 1} waits in a circle for itself`)
  return order
}

/** A resource of which there is enough for everybody at once is no matter. */
function packNeeds({ capacities, demands }: LevelingInstance): Needs {
  const scarce = capacities.map((capacity, resource) => ({ capacity, resource }))
    .filter(({ capacity, resource }) => demands.reduce((sum, row) => sum + (row[resource] ?? 0), 0) > capacity)
  const fields: { resource: number, capacity: number, word: number, shift: number }[] = []
  let [word, shift] = [0, 0]
  for (const { capacity, resource } of scarce) {
    const width = 33 - Math.clz32(capacity)
    if (shift + width > 32) [word, shift] = [word + 1, 0]
    fields.push({ resource, capacity, word, shift })
    shift += width
  }
  const words = word + 1
  const packed = new Int32Array(demands.length * words)
  const [free, guards] = [new Int32Array(words), new Int32Array(words)]
  for (const { resource, capacity, word, shift } of fields) {
    const guard = 1 << (shift + 32 - Math.clz32(capacity))
    guards[word] = at(guards, word) | guard
    free[word] = at(free, word) | guard | (capacity << shift)
    demands.forEach((row, index) => { packed[index * words + word] = at(packed, index * words + word) | ((row[resource] ?? 0) << shift) })
  }
  return { words, packed, free, guards }
}

/** Times of all activities. */
export type Times = Int32Array | Float64Array

/** The place exists: loops stay within the length of their arrays. */
export const at = (array: Times, index: number): number => array[index] as number
