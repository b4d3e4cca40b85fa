/** Of plain values: numbers, texts, lists and records of them. */
export function isSameValue(one: unknown, other: unknown): boolean {
  if (one === other) return true
  if (typeof one !== 'object' || typeof other !== 'object' || one === null || other === null) return false
  const [keys, values] = [Object.keys(one), new Map(Object.entries(other))]
  return keys.length === values.size && Object.entries(one).every(([key, value]) => values.has(key) && isSameValue(value, values.get(key)))
}
