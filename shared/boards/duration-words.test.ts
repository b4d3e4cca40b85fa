import { expect, test } from 'vitest'
import { readDuration, tellDuration } from './duration-words.ts'

test.each([
  ['2d 4h', 1200], ['2d4h', 1200], ['1,5 st', 90], ['1.5h', 90], ['90 min', 90], ['3:30', 210], ['4', 240], ['1 diena 2 stundas', 600], ['1w', 2400], ['0', 0],
])('%s is %i minutes', (text, minutes) => expect(readDuration(text)).toBe(minutes))

test.each(['', 'soon', '4 x', '-3', '3:99', '2d later', '1e5'])('"%s" is no length', text => expect(readDuration(text)).toBeNull())

test('what is told can be typed again, in both languages', () => {
  for (const language of ['en', 'lv']) for (const minutes of [0, 1, 59, 60, 480, 545, 12_345]) expect(readDuration(tellDuration(minutes, language)), `${language} ${tellDuration(minutes, language)}`).toBe(minutes)
})
