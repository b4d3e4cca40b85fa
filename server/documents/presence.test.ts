import * as encoding from 'lib0/encoding'
import { expect, test } from 'vitest'
import { Knowledge } from './knowledge.ts'
import { Presence, type Present } from './presence.ts'

const knowledge = new Knowledge()
const presence = new Presence(knowledge, 4096)

/** A window of somebody's, and the client id under which it is seen. */
function come(userId: string, client: number): Present {
  const window: Present = { person: { id: userId, name: userId, color: 0, companyId: 'alder', companyName: 'Alder' } }
  presence.receive(window, encoding.encode(states => {
    for (const number of [1, client, 1]) encoding.writeVarUint(states, number)
    encoding.writeVarString(states, '{}')
  }))
  return window
}

test('whoever comes and goes under ever new client ids leaves a hundred behind; those of people who are here, who come back or have written stay theirs', () => {
  presence.leave(come('Ana', 1))
  come('Mallory', 2)
  presence.leave(come('Mallory', 2)) // the same window, on a new connection before the old one was gone
  presence.leave(come('Mallory', 3))
  knowledge.bind(3, 'Mallory')
  for (let client = 10; client < 2000; client++) presence.leave(come('Mallory', client))
  const elsewhere = { client: 3000, clock: 1, json: JSON.stringify({ user: come('Mallory', 2001).person }) }
  presence.hear('another node', [elsewhere, { ...elsewhere, client: 3001 }])
  expect(knowledge.ownerOf(3000)).toBe('Mallory')
  presence.hear('another node', [{ ...elsewhere, json: 'null' }])
  presence.forgetNode('another node')
  expect(knowledge.toPlain().claims).toHaveLength(1 + 100 + 1)
  for (const [client, userId] of [[1, 'Ana'], [2, 'Mallory'], [3, 'Mallory'], [10, 'Mallory']] as const) expect(knowledge.ownerOf(client)).toBe(userId)
  for (const client of [1999, 3000, 3001]) expect(knowledge.ownerOf(client)).toBeUndefined()
  expect(knowledge.toPlain().owners).toEqual([[3, 'Mallory']])
})
