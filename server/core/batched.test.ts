import { expect, test } from 'vitest'
import { batched } from './batched.ts'

test('what is asked at the same moment is asked together, and each gets its own answer', async () => {
  const batches: number[][] = []
  const double = batched(async (numbers: readonly number[]) => {
    batches.push([...numbers])
    return numbers.map(number => 2 * number)
  })
  expect(await Promise.all([1, 2, 3].map(double))).toEqual([2, 4, 6])
  expect(await double(4)).toBe(8)
  expect(batches).toEqual([[1, 2, 3], [4]])
})

test('what is asked while a batch is on its way is not answered by it', async () => {
  let answer: (answers: string[]) => void = () => undefined
  const asked: string[][] = []
  const look = batched((questions: readonly string[]) => {
    asked.push([...questions])
    return new Promise<string[]>(resolve => { answer = resolve })
  })
  const first = look('a')
  while (asked.length < 1) await new Promise(setImmediate)
  const second = look('b')
  answer(['before'])
  expect(await first).toBe('before')
  while (asked.length < 2) await new Promise(setImmediate)
  answer(['after'])
  expect(await second).toBe('after')
  expect(asked).toEqual([['a'], ['b']])
})

test('a batch that fails fails for all in it, and for nobody later; many are asked in several batches', async () => {
  let isBroken = true
  const sizes: number[] = []
  const ask = batched(async (questions: readonly number[]) => {
    if (isBroken) throw new Error('broken')
    sizes.push(questions.length)
    return questions
  })
  const failed = await Promise.allSettled([ask(1), ask(2)])
  expect(failed.map(({ status }) => status)).toEqual(['rejected', 'rejected'])
  isBroken = false
  const numbers = Array.from({ length: 1200 }, (_, index) => index)
  expect(await Promise.all(numbers.map(ask))).toEqual(numbers)
  expect(sizes).toEqual([500, 500, 200])
})
