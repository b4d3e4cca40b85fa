import { expect, test } from 'vitest'
import { type DateOrder, readTypedTime } from './typed-time.ts'

const read = (text: string, order: DateOrder = 'dmy') => readTypedTime(text, { today: '2026-03-02', near: '2027-05-01', order })

test.each([
  ['4/3/26', '2026-03-04', null], ['04.03.26.', '2026-03-04', null], ['4.3.', '2027-03-04', null], ['2026-03-04', '2026-03-04', null], ['4.3.2026 14:00', '2026-03-04', '14:00'],
  ['Friday', '2026-03-06', null], ['rīt', '2026-03-03', null], ['3 December 2026 9:30', '2026-12-03', '09:30'],
])('"%s" is %s %s', (text, day, hour) => {
  expect(read(text)).toEqual({ day, hour })
})

test('numbers are read in the order of the language', () => {
  expect(read('3/4/26', 'mdy')).toEqual({ day: '2026-03-04', hour: null })
  expect(read('26-03-04', 'ymd')).toEqual({ day: '2026-03-04', hour: null })
  expect(read('3/4', 'ymd')).toEqual({ day: '2027-03-04', hour: null })
})

test.each(['', 'soon', '31.2.26', '4.3.26 noonish', '13/13/26'])('"%s" is no day', text => {
  expect(read(text)).toBeNull()
})
