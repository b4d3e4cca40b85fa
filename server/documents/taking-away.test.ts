import * as encoding from 'lib0/encoding'
import { expect, test } from 'vitest'
import { judge } from './guard.ts'
import type { Keeper } from './keeper.ts'
import type { Job } from './keeper-jobs.ts'
import { emptyBase, Knowledge } from './knowledge.ts'
import type { Room } from './room.ts'
import { RoomSize } from './room-size.ts'
import { SyncAnswers } from './sync-answers.ts'
import { mayTakeAway, mustWaitForFold, mustWeigh } from './taking-away.ts'

const megabyte = 1024 * 1024
const author = { userId: 'bo', kind: 'page' as const }

/** Every second clock, from the end to the beginning. */
function everySecond(count: number): Uint8Array {
  return encoding.encode(encoder => {
    for (const number of [0, 1, 9, count]) encoding.writeVarUint(encoder, number)
    for (let at = count - 1; at >= 0; at--) for (const number of [at * 2, 1]) encoding.writeVarUint(encoder, number)
  })
}

function written(clocks: number): Knowledge {
  const knowledge = new Knowledge()
  knowledge.bind(9, 'bo')
  knowledge.reach(9, clocks)
  return knowledge
}

test('no update holds more deletions than any document', () => {
  expect(() => judge(everySecond(2_000_001), written(5_000_000), author)).toThrow('too many deletions')
  expect(judge(everySecond(1000), written(5000), author)).toMatchObject({ isNew: false, notes: everySecond(1000).length - 1 })
})

test('more deletions than are quickly looked through are looked through by the keeper', async () => {
  const asked: Job['task'][] = []
  const keeper = { ask: async ({ task }: Job) => { asked.push(task); return { addsNothing: true, before: 0, after: 0 } } } as unknown as Keeper
  const room = (bytes: Uint8Array, deletions = emptyBase.deletions) =>
    ({ state: { base: { ...emptyBase, deletions }, snapshotPosition: 0, tail: [{ position: 1, bytes }], knowledge: written(500_000), kind: 'page', snapshot: null }, reach: 1 }) as unknown as Room
  const answers = new SyncAnswers(keeper)
  expect(await answers.addsNothing(room(everySecond(1000)), everySecond(999), author)).toBe(true)
  expect(await answers.addsNothing(room(everySecond(1000)), everySecond(1001), author)).toBe(false)
  expect(asked).toEqual([])
  await answers.addsNothing(room(everySecond(240_000)), everySecond(1), author)
  await answers.addsNothing(room(everySecond(1), everySecond(100_000)), everySecond(1), author)
  expect(asked).toEqual(['weigh', 'weigh'])
})

test('taking away is let in, far beyond what people reach; what makes the notes of it fewer always', () => {
  const weight = (before: number, after: number) => ({ addsNothing: false, before, after })
  expect(mayTakeAway(weight(0, 2 * megabyte))).toBe(true)
  expect(mayTakeAway(weight(0, 4 * megabyte))).toBe(false)
  expect(mayTakeAway(weight(4 * megabyte, 4 * megabyte + 5))).toBe(true)
  expect(mayTakeAway(weight(7 * megabyte, 7 * megabyte + 5))).toBe(false)
  expect(mayTakeAway(weight(7 * megabyte, 100))).toBe(true)
})

test('deletions that wait to be folded count, and make room when they are', () => {
  const size = new RoomSize()
  const tail = [{ position: 2, bytes: everySecond(100) }]
  const state = { snapshot: new Uint8Array(1000), snapshotPosition: 1, base: { ...emptyBase, deletions: new Uint8Array(10) }, tail } as unknown as Room['state']
  const { length } = everySecond(100)
  expect(size.of(state)).toBe(1000 + length)
  size.add(50, 0)
  expect(size.notesIn(state)).toEqual({ folded: 10, waiting: length })
  expect(mustWeigh({ notes: 5 }, size.notesIn(state))).toBe(false)
  expect(mustWeigh({ notes: 2000 }, size.notesIn(state))).toBe(false)
  expect(mustWeigh({ notes: 40_000 }, size.notesIn(state))).toBe(true)
  size.add(6 * megabyte, 6 * megabyte)
  expect(mustWeigh({ notes: 2000 }, size.notesIn(state))).toBe(true)
  expect(mustWaitForFold({ notes: 5 }, size.notesIn(state))).toBe(true)
  expect(mustWaitForFold({ notes: 0 }, size.notesIn(state))).toBe(false)
  expect(mustWaitForFold({ notes: 5 }, size.notesIn({ ...state, snapshotPosition: 2 }))).toBe(false)
})
