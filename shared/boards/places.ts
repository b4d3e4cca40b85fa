import { keyBetween, spreadKeys } from '../order.ts'

/** Something that has a place among others: sorted by its key, and by id where two people chose the same key. */
export interface Placed { readonly id: string, readonly key: string }

/** Longer keys are written anew with the whole list. */
export const mostPlaceKey = 64

export const comparePlaces = (one: Placed, other: Placed): number => {
  if (one.key !== other.key) return one.key < other.key ? -1 : 1
  return one.id < other.id ? -1 : one.id > other.id ? 1 : 0
}

/** `key`: for what is put there. `renumbered`: others that need a new key first, because there was no room. */
export interface Room { key: string, renumbered: readonly Placed[] }

/**
 * A key for the place behind `after` (null: the first place) in a sorted list. `chance` (0 up to 1) keeps apart two people
 * who put something into the same place at the same moment: without it their keys would be equal, and nothing fits between equal keys.
 */
export function placeAfter(sorted: readonly Placed[], after: string | null, chance: () => number): Room {
  const index = after === null ? 0 : sorted.findIndex(({ id }) => id === after) + 1
  const before = sorted[index - 1]?.key ?? null
  const next = sorted[index]?.key ?? null
  if (areOurs(before, next)) {
    const key = jittered(shortKey(before, next), chance)
    if (key.length <= mostPlaceKey) return { key, renumbered: [] }
  }
  return spreadAnew(sorted, index)
}

/** At the ends of a list the jitter of a neighbour is passed over, or keys would grow with every card that is added. */
function shortKey(before: string | null, next: string | null): string {
  if (before !== null && next !== null) return keyBetween(before, next)
  for (let size = shortest; size < (before ?? next ?? '').length; size++) {
    const head = (before ?? next ?? '').slice(0, size)
    if (head.endsWith('0')) continue
    const key = before === null ? keyBetween(null, head) : keyBetween(head, null)
    if (key.length <= size) return key
  }
  return keyBetween(before, next)
}

/** characters of a key before its jitter: room for 100,000 at either end */
const shortest = 3

/** Keys that another client made up, or two equal ones, have nothing between them. */
const areOurs = (before: string | null, next: string | null): boolean =>
  [before, next].every(key => key === null || /^[0-9A-Za-z]*[1-9A-Za-z]$/.test(key)) && (before === null || next === null || before < next)

/** The last digit is never 0: between `x` and `x0` there is nothing. */
function jittered(key: string, chance: () => number): string {
  return key + digit(chance, 0) + digit(chance, 1)
}

const digits = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz'
const digit = (chance: () => number, least: number): string => digits.charAt(least + Math.floor(chance() * (digits.length - least)))

function spreadAnew(sorted: readonly Placed[], index: number): Room {
  const keys = spreadKeys(sorted.length + 1)
  const [key = keyBetween(null, null)] = keys.splice(index, 1)
  return { key, renumbered: sorted.map(({ id }, at) => ({ id, key: keys[at] ?? '' })) }
}
