/** Deeper values are a mistake of whoever made them; recursion must end. */
const deepest = 1000

/**
 * One text for one value: keys sorted by code unit, no spaces, numbers and strings as JSON.stringify writes them
 * (the idea of RFC 8785). What is undefined is left out.
 * @throws a RangeError when the value is nested too deep or holds a number that JSON cannot say
 */
export function canonicalJson(value: unknown, mostDepth = deepest): string {
  if (mostDepth < 0) throw new RangeError('nested too deep')
  if (typeof value === 'number' && !Number.isFinite(value)) throw new RangeError('not a number of JSON')
  if (typeof value !== 'object' || value === null) return JSON.stringify(value)
  if (Array.isArray(value)) return `[${value.map(item => canonicalJson(item, mostDepth - 1)).join()}]`
  const fields = Object.entries(value).filter(([, field]) => field !== undefined).toSorted(([a], [b]) => (a < b ? -1 : 1))
  return `{${fields.map(([key, field]) => `${JSON.stringify(key)}:${canonicalJson(field, mostDepth - 1)}`).join()}}`
}

/** As JSON can say it, to be hashed and stored: Yjs also carries bytes, big integers, NaN, undefined and other shared types, which nothing of ours writes. */
export function plainValue(value: unknown, mostDepth = 50): unknown {
  if (typeof value === 'string' || typeof value === 'boolean') return value
  if (typeof value === 'number') return Number.isFinite(value) ? value : null
  if (mostDepth === 0) return null
  if (Array.isArray(value)) return value.map(item => plainValue(item, mostDepth - 1))
  if (!isPlainObject(value)) return null
  return Object.fromEntries(Object.entries(value).filter(([key]) => key !== '__proto__').map(([key, field]) => [key, plainValue(field, mostDepth - 1)]))
}

/** No shared type: those know their whole document. */
const isPlainObject = (value: unknown): value is object => typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype
