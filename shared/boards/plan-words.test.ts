import { expect, test } from 'vitest'
import { lagText, linkText, readLag, readPredecessors, readSpan, spanText } from './plan-words.ts'

test.each([
  ['3d', 1440, false], ['4h', 240, false], ['2w', 4800, false], ['3', 1440, false], ['0,5 d', 240, false], ['2 ned.', 4800, false], ['1d 4st', 720, false], ['2ed', 2880, true], ['1ew', 10_080, true], ['0', 0, false], ['1mo', 9600, false], ['2 mēneši', 19_200, false], ['1emo', 43_200, true], ['3d?', 1440, false],
])('"%s" is %i minutes', (text, minutes, isElapsed) => {
  expect(readSpan(text)).toEqual({ minutes, isElapsed })
  expect(readSpan(spanText({ minutes, isElapsed }))).toEqual({ minutes, isElapsed })
})

test.each(['', 'soon', '3x', '-2d', '3FS', '?', '3?d'])('"%s" is not a length', text => {
  expect(readSpan(text)).toBeNull()
})

test.each([
  ['', 'working', 0], ['+2d', 'working', 960], ['-4h', 'working', -240], ['− 1d', 'working', -480], ['+1ed', 'elapsed', 1440], ['+50%', 'percent', 50], ['-25e%', 'elapsedPercent', -25], ['2', 'working', 960],
] as const)('the lag "%s"', (text, kind, amount) => {
  expect(readLag(text)).toEqual({ kind, amount })
  expect(readLag(lagText({ kind, amount }))).toEqual(amount === 0 ? { kind: 'working', amount } : { kind, amount })
})

test('predecessors as Microsoft Project writes them', () => {
  const none = { kind: 'working', amount: 0 }
  expect(readPredecessors('3FS+2d, 5SS')).toEqual({ links: [{ number: 3, type: 'FS', lag: { kind: 'working', amount: 960 } }, { number: 5, type: 'SS', lag: none }] })
  expect(readPredecessors('3;4ff')).toEqual({ links: [{ number: 3, type: 'FS', lag: none }, { number: 4, type: 'FF', lag: none }] })
  // A comma between numbers is a decimal one, unless a link follows it.
  expect(readPredecessors('3FS+1,5d,5SS-50%')).toEqual({ links: [{ number: 3, type: 'FS', lag: { kind: 'working', amount: 720 } }, { number: 5, type: 'SS', lag: { kind: 'percent', amount: -50 } }] })
  expect(readPredecessors('3FS+2,5SS')).toEqual({ links: [{ number: 3, type: 'FS', lag: { kind: 'working', amount: 960 } }, { number: 5, type: 'SS', lag: none }] })
  expect(readPredecessors('')).toEqual({ links: [] })
  expect(readPredecessors('3, Pilot')).toEqual({ wrong: 'Pilot' })
  expect(readPredecessors('3FX')).toEqual({ wrong: '3FX' })
  expect(readPredecessors('3FS+2 moons')).toEqual({ wrong: '3FS+2 moons' })
})

test('what is told is what was read', () => {
  for (const text of ['3', '5SS', '7FS+2d', '2FF-1.5d', '4SF+1ed', '6FS+50%']) {
    const read = readPredecessors(text)
    expect('links' in read && read.links.map(linkText).join(', ')).toBe(text)
  }
})
