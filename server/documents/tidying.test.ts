import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { givingBack } from './tidying.ts'

beforeEach(() => { vi.useFakeTimers() })
afterEach(() => { vi.useRealTimers() })

test('memory is given back once, a moment after the last of many documents was closed', () => {
  const { open, pass, times } = watched()
  open(500)
  pass(10)
  open(0)
  pass(4)
  expect(times()).toBe(0)
  pass(60)
  expect(times()).toBe(1)
})

test('while a single document of many is still open, nobody is made to wait', () => {
  const { open, pass, times } = watched()
  open(500)
  pass(10)
  open(1)
  pass(600)
  expect(times()).toBe(0)
  open(0)
  pass(6)
  expect(times()).toBe(1)
})

test('somebody who opens and closes pages alone never meets a pause', () => {
  const { open, pass, times } = watched()
  for (let turn = 0; turn < 30; turn++) {
    open(turn % 2 === 0 ? 3 : 0)
    pass(10)
  }
  expect(times()).toBe(0)
})

function watched() {
  const rooms = { count: 0 }
  let times = 0
  const tick = givingBack(rooms, () => { times++ })
  const pass = (seconds: number) => {
    for (let second = 0; second < seconds; second++) {
      vi.advanceTimersByTime(1000)
      tick()
    }
  }
  return { open: (count: number) => { rooms.count = count }, pass, times: () => times }
}
