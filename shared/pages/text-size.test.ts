import { expect, test } from 'vitest'
import { readingMinutes, textSize } from './text-size.ts'

test('words and characters, in every language', () => {
  const texts: [string, string | null][] = [['', null], ['Hello, world!', 'en'], ['Kopīgs plāns\n\n2026. gadam', 'lv'], ['don’t stop', 'en'], ['今日は良い天気です', 'ja'], ['👍🏽 ok', null]]
  expect(texts.map(([text, language]) => textSize(text, language))).toEqual([
    { words: 0, characters: 0 }, { words: 2, characters: 13 }, { words: 4, characters: 23 }, { words: 2, characters: 10 }, { words: 5, characters: 9 }, { words: 1, characters: 5 },
  ])
})

test('how long it takes to read', () => {
  expect([0, 1, 238, 239, 2380].map(words => readingMinutes({ words, characters: 0 }))).toEqual([0, 1, 1, 2, 10])
})
