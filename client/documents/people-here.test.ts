import { expect, test } from 'vitest'
import { peopleHere, sameOr } from './people-here.ts'

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

test('somebody who only moves about leaves the list the same object; who comes, goes or turns away makes another', () => {
  const read = (...states: unknown[]) => peopleHere(states, 'zie', compare)
  const before = read({ user: ziedonis }, { user: ana, cursor: { head: 1 } })
  expect(sameOr(before, read({ user: ziedonis }, { user: ana, cursor: { head: 2 }, pull: { at: 1 } }))).toBe(before)
  for (const states of [[{ user: ziedonis }], [{ user: ziedonis }, { user: cina }], [{ user: ziedonis }, { user: ana, state: 'away' }], [{ user: ziedonis }, { user: { ...ana, color: 4 } }]]) {
    const now = read(...states)
    expect(sameOr(before, now)).toBe(now)
  }
})
