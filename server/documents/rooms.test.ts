import { expect, test } from 'vitest'
import * as Y from 'yjs'
import type { StoredDocument, StoredUpdate } from './queries.ts'
import { isReadable } from './rooms.ts'

/** A document that somebody has typed letter by letter, none of it folded yet. */
function typed(letters: number): StoredDocument {
  const doc = new Y.Doc()
  const updates: StoredUpdate[] = []
  const row = (bytes: Uint8Array) => updates.push({ position: updates.length + 1, userId: 'ana', clientId: doc.clientID, bytes, at: new Date(0) })
  doc.on('update', row)
  for (let at = 0; at < letters; at++) doc.getText('title').insert(at % 7, 'x')
  return {
    id: 'd', kind: 'page', workspaceId: 'w', epoch: 1, flaggedAt: null, snapshot: null, snapshotPosition: 0, facts: null, authorship: null, hashes: null,
    updates, clients: [{ clientId: doc.clientID, userId: 'ana' }],
  }
}

test('while a long log is looked through, everybody else has their turns', async () => {
  const document = typed(20_000)
  let turns = 0
  let isOver = false
  const count = () => {
    turns++
    if (!isOver) setImmediate(count)
  }
  setImmediate(count)
  expect(await isReadable(document)).toBe(true)
  isOver = true
  expect(turns).toBeGreaterThan(2)
})

test('the first update that cannot be read ends it there', async () => {
  const document = typed(3)
  const [one, two, three] = document.updates
  if (!one || !two || !three) throw new Error('three letters are three updates')
  expect(await isReadable({ ...document, updates: [one, { ...two, bytes: two.bytes.subarray(0, -1) }, three] })).toBe(false)
})
