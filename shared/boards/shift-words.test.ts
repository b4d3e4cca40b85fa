import { expect, test } from 'vitest'
import { readShiftWords, shiftWords } from './shift-words.ts'

test.each([
  ['8:00–12:00, 13:00–17:00', [[480, 720], [780, 1020]]], ['8-12 13-17', [[480, 720], [780, 1020]]], ['8.30 - 16.45', [[510, 1005]]], ['0–24', [[0, 1440]]], ['22:00–24:00;', [[1320, 1440]]], ['', []], ['  ', []],
])('“%s” is understood', (text, shifts) => {
  expect(readShiftWords(text)).toEqual(shifts)
  expect(readShiftWords(shiftWords(shifts as [number, number][]))).toEqual(shifts)
})

test.each(['8', 'eight to five', '12–8', '8–12, 11–17', '8:75–12', '8–25', '8–24:01', '8–12 and 13–17', '-8–12'])('“%s” is not', text => expect(readShiftWords(text)).toBeNull())
