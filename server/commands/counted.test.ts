import { expect, test } from 'vitest'
import { counted } from './counted.ts'

test('what is counted stands in the right number', () => {
  expect([0, 1, 2].map(count => counted(count, 'document'))).toEqual(['0 documents', '1 document', '2 documents'])
})
