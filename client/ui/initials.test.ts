import { expect, test } from 'vitest'
import { initials } from './initials.ts'

test.each([
  ['Ana Bērziņa', 'AB'],
  ['Kopa', 'Ko'],
  ['SIA "Baltijas Vējš"', 'BV'],
  ['Nordwind GmbH', 'No'],
  ['SIA', 'SI'],
  ['Ēriks', 'Ēr'],
  ['', ''],
])('%s is marked %s', (name, mark) => {
  expect(initials(name)).toBe(mark)
})
