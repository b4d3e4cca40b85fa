import { expect, test, vi } from 'vitest'
import { LogQueue } from './log-queue.ts'
import type { Entry, LogRoom } from './log.ts'

const roomOf = (id: string) => ({ id, state: { epoch: 1 }, position: 0, hasFailed: false }) as LogRoom
const along = async () => {}

function queueOf(...entries: [room: LogRoom, name: string, along?: typeof along][]) {
  const queue = new LogQueue({ rows: 10, bytes: 1000 })
  const add = (room: LogRoom, userId: string, brought?: typeof along) => queue.push({ room, userId, clientId: 1, bytes: new Uint8Array(5), newClients: [], position: 0, frame: null, sender: null, along: brought })
  for (const [room, name, brought] of entries) add(room, name, brought)
  return { queue, add, take: () => namesOf(queue.take()) }
}

const namesOf = (entries: readonly Entry[]): string[] => entries.map(({ userId }) => userId)

test('what brings something goes alone, and between two of those goes what does not; in one document all stays in its order', () => {
  const [one, two, three] = [roomOf('one'), roomOf('two'), roomOf('three')]
  const { take } = queueOf([one, 'a', along], [two, 'b', along], [two, 'c'], [three, 'd'], [one, 'e'], [three, 'f', along])
  expect(Array.from({ length: 6 }, take)).toEqual([['a'], ['d', 'e'], ['b'], ['c'], ['f'], []])
})

test('what has to wait for its document comes after all that waits for others, ahead of what came later in its own', () => {
  const [one, two] = [roomOf('one'), roomOf('two')]
  const { queue, add, take } = queueOf([one, 'a', along], [one, 'b'], [two, 'c', along], [two, 'd', along])
  queue.putBack(queue.take())
  vi.spyOn(performance, 'now').mockReturnValue(performance.now() + 1000) // it has rested
  expect([take(), queue.bytes]).toEqual([['c'], 20])
  queue.putBack([])
  add(two, 'e')
  expect([take(), take(), queue.length]).toEqual([['d'], ['e'], 2])
})
