import { expect, test } from 'vitest'
import { peopleHere } from './people-here.ts'

const compare = (a: string, b: string) => a.localeCompare(b, 'lv')
const ana = { id: 'ana', name: 'Ana', companyId: 'c1', companyName: 'Amber', color: 3 }
const ziedonis = { id: 'zie', name: 'Ziedonis', companyId: 'c2' }
const cina = { id: 'cin', name: 'Čina', companyId: 'c2' }

test('me first, then the others by name as their alphabet has it', () => {
  const names = peopleHere([{ user: ziedonis }, { user: cina }, { user: ana }], 'zie', compare).map(({ name }) => name)
  expect(names).toEqual(['Ziedonis', 'Ana', 'Čina'])
})

test('a person with two windows is one person, as present as their most present window', () => {
  const people = peopleHere([{ user: ana, state: 'away' }, { user: ana, state: 'active' }, { user: ana, state: 'idle' }], 'zie', compare)
  expect(people).toEqual([{ userId: 'ana', name: 'Ana', company: { id: 'c1', name: 'Amber', color: 3 }, attention: 'active', isMe: false }])
})

test('what a stranger client sends is not taken for a person', () => {
  expect(peopleHere([null, 3, {}, { user: null }, { user: { id: 1 } }, { user: { ...ana, name: undefined } }], 'zie', compare)).toEqual([])
  expect(peopleHere([{ user: ana, state: 'constructor' }], 'zie', compare)[0]?.attention).toBe('active')
})
