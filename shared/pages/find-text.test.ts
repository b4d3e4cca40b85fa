import { describe, expect, test } from 'vitest'
import { finderOf, nothingWanted, type Wanted } from './find-text.ts'

const found = (words: string, line: string, rest: Partial<Wanted> = {}): string[] =>
  finderOf({ ...nothingWanted, words, ...rest })(line).map(({ from, to }) => line.slice(from, to))

describe('words are found in a line', () => {
  test.each([
    ['virsa', 'Virša un VIRSA', ['Virša', 'VIRSA']],
    ['Ā', 'a ā Ā a\u0304', ['a', 'ā', 'Ā', 'a\u0304']],
    ['strasse', 'Straße, STRASSE', ['Straße', 'STRASSE']],
    ['s', 'ß', ['ß']],
    ['οδοσ', 'ΟΔΟΣ οδος', ['ΟΔΟΣ', 'οδος']],
    ['a b', 'a\u00a0b', ['a\u00a0b']],
    ['aa', 'aaaa a', ['aa', 'aa']],
    ['b', '👋🏽b👋🏽', ['b']],
    ['', 'anything', []],
    ['\u0301', 'e\u0301', []],
  ] as const)('%j in %j', (words, line, wanted) => {
    expect(found(words, line)).toEqual(wanted)
  })

  test('exactly as they are written, when capitals and accents count', () => {
    expect(found('Rīga', 'rīga Rīga Riga', { isExact: true })).toEqual(['Rīga'])
  })

  test('as whole words, where a sign of another kind may touch them', () => {
    const line = 'plan, planned plan; plān2 _plan (plan)'
    const places = finderOf({ words: 'plan', isExact: false, isWhole: true })(line).map(({ from }) => from)
    expect(places).toEqual([0, 14, 33])
    expect(found('(plan', line, { isWhole: true })).toEqual(['(plan'])
    expect(found('a', 'a\u0304b ba\u0304 a', { isWhole: true })).toEqual(['a'])
  })
})
