import { expect, test } from 'vitest'
import { comparePlaces, mostPlaceKey, placeAfter, type Placed } from './places.ts'
import { randomForTest } from '../../tests/support/random.ts'

const insert = (list: readonly Placed[], after: string | null, id: string, chance: () => number): Placed[] => {
  const { key, renumbered } = placeAfter(list, after, chance)
  const kept = renumbered.length > 0 ? renumbered : list
  return [...kept, { id, key }].toSorted(comparePlaces)
}

test('what is put behind another stands there, however often and wherever', () => {
  const random = randomForTest()
  let list: Placed[] = []
  const wanted: string[] = []
  for (let n = 0; n < 1000; n++) {
    const index = random.chance(0.5) ? 0 : random.below(list.length + 1)
    list = insert(list, list[index - 1]?.id ?? null, `t${n}`, () => random.next())
    wanted.splice(index, 0, `t${n}`)
  }
  expect(list.map(({ id }) => id), `seed ${random.seed}`).toEqual(wanted)
  expect(Math.max(...list.map(({ key }) => key.length))).toBeLessThanOrEqual(mostPlaceKey)
})

test('two people who put something into the same place at once get different keys, and there is room between them', () => {
  const random = randomForTest()
  let apart = 0
  for (let n = 0; n < 1000; n++) {
    const [one, other] = [placeAfter([], null, () => random.next()).key, placeAfter([], null, () => random.next()).key]
    if (one === other) continue
    apart++
    const both = [{ id: 'a', key: one }, { id: 'b', key: other }].toSorted(comparePlaces)
    const between = placeAfter(both, both[0]?.id ?? null, () => random.next()).key
    expect([between > (both[0]?.key ?? ''), between < (both[1]?.key ?? '')], `seed ${random.seed}`).toEqual([true, true])
  }
  expect(apart).toBeGreaterThan(990)
})

test('where two keys are the same, or are none of ours, the list is numbered anew', () => {
  for (const key of ['U1V', '', 'x0', '\u{1f600}', '../']) {
    const list = [{ id: 'a', key }, { id: 'b', key }]
    const between = insert(list, 'a', 'new', () => 0.5)
    expect(between.map(({ id }) => id), key).toEqual(['a', 'new', 'b'])
  }
})

test('a key between two never grows beyond its bound: the list is numbered anew', () => {
  let list: Placed[] = [{ id: 'first', key: 'U' }, { id: 'last', key: 'V' }]
  for (let n = 0; n < 1500; n++) list = insert(list, 'first', `t${n}`, () => 0)
  expect(list.at(0)?.id).toBe('first')
  expect(list.at(-1)?.id).toBe('last')
  expect(Math.max(...list.map(({ key }) => key.length))).toBeLessThanOrEqual(mostPlaceKey)
})

test('a thousand cards put last, and a thousand put first, have short keys', () => {
  const random = randomForTest()
  let list: Placed[] = []
  for (let n = 0; n < 1000; n++) {
    list = insert(list, list.at(-1)?.id ?? null, `last${n}`, () => random.next())
    list = insert(list, null, `first${n}`, () => random.next())
  }
  expect(list.map(({ id }) => id).slice(0, 2)).toEqual(['first999', 'first998'])
  expect(list.at(-1)?.id).toBe('last999')
  expect(Math.max(...list.map(({ key }) => key.length))).toBeLessThanOrEqual(6)
})
