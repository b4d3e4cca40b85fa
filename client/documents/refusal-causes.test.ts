import { refusalReasons } from '@kopa/shared/documents/protocol.ts'
import { expect, test } from 'vitest'
import { causeOf } from './refusal-causes.ts'

test('each of the server\'s terms means something to a person; what a newer server says, or no word at all, stands for itself', () => {
  expect(refusalReasons.filter(term => causeOf(term) === null)).toEqual([])
  for (const term of ['', 'too much of everything', 'toString', '__proto__']) expect(causeOf(term), term).toBe(null)
})
