import { onTestFailed } from 'vitest'

/** Chance that can be repeated: the same seed gives the same story. */
export interface Random {
  readonly seed: number
  /** At least 0, below 1. */
  next: () => number
  /** A whole number from 0 to `below` - 1. */
  below: (below: number) => number
  /** True in `share` of all cases. */
  chance: (share: number) => boolean
  pick: <T>(from: readonly T[]) => T
  shuffled: <T>(from: readonly T[]) => T[]
}

/** A random test's chance; a failure prints the seed, and KOPA_SEED=<seed> repeats it. */
export function randomForTest(fallback = Date.now() % 1_000_000_007): Random {
  const random = seeded(Number(process.env['KOPA_SEED'] ?? fallback))
  onTestFailed(() => console.error(`The seed of this failure: KOPA_SEED=${random.seed}`))
  return random
}

/** Mulberry32 (Tommy Ettinger, public domain): 32 bits of state, good enough to choose what a test does. */
export function seeded(seed: number): Random {
  let state = seed >>> 0
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
  const below = (limit: number) => Math.floor(next() * limit)
  const pick = <T>(from: readonly T[]): T => {
    if (from.length === 0) throw new Error('nothing to pick from')
    // The index is below the length.
    return from[below(from.length)]!
  }
  const shuffled = <T>(from: readonly T[]): T[] => from.map(value => ({ value, at: next() })).sort((a, b) => a.at - b.at).map(({ value }) => value)
  return { seed, next, below, chance: share => next() < share, pick, shuffled }
}
