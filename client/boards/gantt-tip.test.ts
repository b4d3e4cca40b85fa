import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { GanttTip } from './gantt-tip.ts'

const place = { x: 1, y: 2, height: 20 }
beforeEach(() => { vi.useFakeTimers() })
afterEach(() => { vi.useRealTimers() })

test('a pointer that moves on is told nothing; one that rests is', () => {
  const tip = new GanttTip()
  for (let moves = 0; moves < 5; moves++) {
    tip.restOn('contract', () => place)
    vi.advanceTimersByTime(400)
    expect(tip.state()).toBeNull()
  }
  vi.advanceTimersByTime(100)
  expect(tip.state()).toEqual({ id: 'contract', place, isAsked: false })
})

test('on the way from the bar to what is told it stays; elsewhere it goes', () => {
  const tip = new GanttTip()
  tip.restOn('contract', () => place)
  vi.advanceTimersByTime(500)
  tip.leave()
  vi.advanceTimersByTime(100)
  tip.hold()
  vi.advanceTimersByTime(10_000)
  expect(tip.state()?.id).toBe('contract')
  tip.leave()
  vi.advanceTimersByTime(150)
  expect(tip.state()).toBeNull()
})

test('another bar takes its place only after a rest, and what is hidden meanwhile does not come', () => {
  const tip = new GanttTip()
  tip.restOn('contract', () => place)
  vi.advanceTimersByTime(500)
  tip.restOn('pilot', () => place)
  expect(tip.state()).toBeNull()
  tip.hide()
  vi.advanceTimersByTime(10_000)
  expect(tip.state()).toBeNull()
})

test('what a key has asked for does not go with the pointer', () => {
  const tip = new GanttTip()
  tip.show('pilot', place)
  tip.leave()
  vi.advanceTimersByTime(10_000)
  expect(tip.state()).toEqual({ id: 'pilot', place, isAsked: true })
})
