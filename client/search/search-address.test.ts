import { expect, test } from 'vitest'
import { readSearchAddress } from './search-address.ts'

const said = (search: Record<string, unknown>) => JSON.parse(JSON.stringify(readSearchAddress(search))) as unknown

test('an address says what is looked for; whatever in it is not understood is left out', () => {
  const workspace = '0a8a3b5e-6f0c-4a3a-9d5e-1c2b3a4d5e6f'
  expect(said({ q: 'crane', kind: 'task', workspace, changed: 'week', archived: true })).toEqual({ q: 'crane', kind: 'task', workspace, changed: 'week', archived: true })
  expect(said({ q: 2027 })).toEqual({ q: '2027' })
  expect(said({ q: ['x'], kind: 'secret', workspace: '../..', ofCompany: 5, person: '', changed: 'ever', archived: 'yes' })).toEqual({})
  expect(said({ q: 'x'.repeat(300) })).toEqual({ q: 'x'.repeat(200) })
})
