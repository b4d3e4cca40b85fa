import { expect, test } from 'vitest'
import { keyBetween, spreadKeys } from './order.ts'

test('a key sorts between its neighbours', () => {
  const pairs: [string | null, string | null][] = [[null, null], ['V', null], [null, 'V'], ['V', 'W'], ['V', 'V1'], ['Vz', 'W'], ['z', null], ['zz', null], [null, '01'], ['A', 'B'], ['A1', 'A11']]
  for (const [before, after] of pairs) {
    const key = keyBetween(before, after)
    if (before !== null) expect(key > before, `${key} > ${before}`).toBe(true)
    if (after !== null) expect(key < after, `${key} < ${after}`).toBe(true)
    expect(key.endsWith('0')).toBe(false)
  }
})

test('ten thousand random insertions keep the order, appending stays short', () => {
  let seed = 7
  const random = () => (seed = (seed * 1103515245 + 12345) % 2147483648) / 2147483648
  const keys: string[] = []
  for (let i = 0; i < 10_000; i++) {
    const at = Math.floor(random() * (keys.length + 1))
    keys.splice(at, 0, keyBetween(keys[at - 1] ?? null, keys[at] ?? null))
  }
  expect(keys).toEqual([...keys].sort())
  expect(new Set(keys).size).toBe(keys.length)
  const appended = spreadKeys(5000)
  expect(appended).toEqual([...appended].sort())
  expect(Math.max(...appended.map(key => key.length))).toBe(3)
})

test('impossible neighbours are a mistake of the caller', () => {
  expect(() => keyBetween('B', 'A')).toThrow('no key fits')
  expect(() => keyBetween('A', 'A')).toThrow('no key fits')
})
