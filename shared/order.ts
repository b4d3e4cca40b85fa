/**
 * Keys that sort siblings: strings over 0-9A-Za-z, compared byte by byte, with room between any two.
 * After D. Greenspan, "Implementing Fractional Indexing" (2020), in its simplest form: digits of a fraction in base 62.
 */
const digits = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz'

/** Siblings are numbered anew when a key would grow beyond this. */
export const mostKeyLength = 40

/**
 * A key that sorts after `before` and ahead of `after`; null stands for the end of the list.
 * @throws when `before` does not sort ahead of `after`, or a key is not one of ours
 */
export function keyBetween(before: string | null, after: string | null): string {
  if (before !== null && after !== null && before >= after) throw new Error(`no key fits between ${before} and ${after}`)
  if (after === null) return keyAfter(before ?? '')
  return before === null ? keyBefore(after) : fractionBetween(before, after)
}

/** Three digits: room for 100,000 siblings at the end of a list before keys grow. */
const firstKey = 'U1V'

/** Appending is the common case: count up instead of halving what is left, so that keys stay short. */
function keyAfter(before: string): string {
  if (!before) return firstKey
  for (let i = before.length - 1; i >= 0; i--) {
    const value = valueAt(before, i)
    if (value < digits.length - 1) return before.slice(0, i) + digitOf(value + 1) + '1'.repeat(before.length - 1 - i)
  }
  return before + digitOf(1)
}

/** Putting something first is as common in some lists: count down. */
function keyBefore(after: string): string {
  for (let i = after.length - 1; i >= 0; i--) {
    const value = valueAt(after, i)
    // Never down to a 0 at the end: nothing fits between `x` and `x0`.
    if (value > (i === after.length - 1 ? 1 : 0)) return after.slice(0, i) + digitOf(value - 1) + digitOf(digits.length - 1).repeat(after.length - 1 - i)
  }
  return fractionBetween('', after)
}

function fractionBetween(before: string, after: string): string {
  let shared = 0
  while (shared < after.length && (before[shared] ?? '0') === after[shared]) shared++
  const low = valueAt(before, shared)
  const high = valueAt(after, shared)
  const head = after.slice(0, shared)
  if (high - low > 1) return head + digitOf(Math.floor((low + high) / 2))
  // The digits are neighbours: keep the lower one and go on behind it.
  return head + digitOf(low) + fractionAbove(before.slice(shared + 1))
}

/** The digits of a fraction strictly between `before` and 1. */
function fractionAbove(before: string): string {
  const low = valueAt(before, 0)
  if (low < digits.length - 1) return digitOf(Math.floor((low + digits.length) / 2))
  return digitOf(low) + fractionAbove(before.slice(1))
}

const digitOf = (value: number): string => digits.charAt(value)

function valueAt(key: string, index: number): number {
  if (index >= key.length) return 0
  const value = digits.indexOf(key.charAt(index))
  if (value < 0) throw new Error(`not an order key: ${key}`)
  return value
}

/** Evenly spread keys for `count` siblings. */
export function spreadKeys(count: number): string[] {
  const keys: string[] = []
  for (let i = 0; i < count; i++) keys.push(keyBetween(keys.at(-1) ?? null, null))
  return keys
}
