import { expect, test } from 'vitest'
import { openConnection, type Database } from '../../server/core/database.ts'
import { checksumOf } from '../../server/documents/checksum.ts'
import { readRows } from '../../server/documents/log-rows.ts'
import { pieceBytes } from '../../server/documents/pieces.ts'
import { readUpdates } from '../../server/documents/queries.ts'
import { randomForTest } from '../support/random.ts'
import { startEngine } from './engine-world.ts'

/** What comes out of the database at once keeps everybody waiting while it is decoded. */

const largest = (rows: readonly unknown[]): number => Math.max(0, ...rows.flatMap(row => Object.values(row as object)).map(value => (Buffer.isBuffer(value) ? value.length : 0)))

test('updates of megabytes are read from the log in pieces, and arrive whole, in their order', async () => {
  const random = randomForTest()
  const world = await startEngine()
  const ana = await world.join('Ana')
  const id = await world.createDocument(ana)
  const sizes = [3, pieceBytes, pieceBytes + 1, 4 * pieceBytes + 7, 5]
  const log = sizes.map(size => Buffer.from(Uint8Array.from({ length: size }, () => random.below(256))))
  await world.database.insertInto('documentUpdates').values(log.map((bytes, index) => ({ documentId: id, position: index + 1, userId: ana, clientId: 9, bytes, checksum: checksumOf(bytes) }))).execute()
  let most = 0
  const seen: Parameters<Database['withPlugin']>[0] = {
    transformQuery: ({ node }) => node,
    transformResult: async ({ result }) => { most = Math.max(most, largest(result.rows)); return result },
  }
  const updates = await readUpdates(world.database.withPlugin(seen), { id, epoch: 1 }, 0)
  expect(updates?.map(({ position, isDamaged }) => [position, isDamaged])).toEqual(sizes.map((_, index) => [index + 1, false]))
  expect(log.every((bytes, index) => bytes.equals(updates?.[index]?.bytes ?? Buffer.alloc(0)))).toBe(true)
  expect(most).toBe(pieceBytes)

  const client = await openConnection({ connectionString: world.connectionString })
  const ask = client.query.bind(client) as unknown as (question: unknown) => Promise<{ rows: unknown[] }>
  most = 0
  Object.assign(client, { query: async (question: unknown) => { const answer = await ask(question); most = Math.max(most, largest(answer.rows)); return answer } })
  const read = await readRows(client, { documentId: id, epoch: 1, after: 1 })
  expect(read?.rows.map(({ position, isDamaged }) => [position, isDamaged])).toEqual([2, 3, 4, 5].map(position => [position, false]))
  expect(log.slice(1).every((bytes, index) => bytes.equals(read?.rows[index]?.bytes ?? Buffer.alloc(0)))).toBe(true)
  expect(most).toBe(pieceBytes)
  await client.end()
})
