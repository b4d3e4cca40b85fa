import { expect, test } from 'vitest'
import { createLog } from '../core/log.ts'
import { InOrder } from './in-order.ts'
import { LogDelivery } from './log-delivery.ts'
import type { Entry, LogRoom } from './log.ts'

/** A room that takes its time (`take` ends it), and one that does not. */
function rooms() {
  const { promise: taken, resolve: take, reject: refuse } = Promise.withResolvers<void>()
  const said: string[] = []
  const room = (id: string, stored: LogRoom['stored']): LogRoom => ({ id, state: { epoch: 1 }, hasFailed: false, position: 0, stored, failed: () => { said.push(`${id} failed`) } })
  const order = new InOrder()
  const say = (entries: Entry[]) => { for (const { room: { id }, position } of entries) said.push(`${id} ${position}`) }
  let isFirst = true
  const slow = room('slow', entries => order.do(() => {
    if (!isFirst) return say(entries)
    isFirst = false
    return taken.then(() => say(entries))
  }))
  return { slow, quick: room('quick', say), take, refuse, said }
}
const entry = (room: LogRoom, position: number): Entry => ({ room, position, userId: 'ana', clientId: 1, bytes: new Uint8Array(1), newClients: [], frame: null, sender: null })

test('a room that takes its time gets what comes next after that, and nobody else waits for it', async () => {
  const { slow, quick, take, said } = rooms()
  const delivery = new LogDelivery(createLog('silent'))
  delivery.deliver([entry(slow, 1), entry(quick, 1)])
  delivery.deliver([entry(slow, 2), entry(quick, 2)])
  delivery.whenIn(quick, () => said.push('quick is in'))
  delivery.whenIn(slow, () => said.push('slow is in'))
  expect(said).toEqual(['quick 1', 'quick 2', 'quick is in'])
  take()
  await delivery.rest
  expect(said.slice(3)).toEqual(['slow 1', 'slow 2', 'slow is in'])
  expect(delivery.rest).toBeNull()
})

test('a room that cannot take it fails, and nobody else', async () => {
  const { slow, quick, refuse, said } = rooms()
  const delivery = new LogDelivery(createLog('silent'))
  delivery.deliver([entry(slow, 1), entry(quick, 1)])
  refuse(new Error('on purpose'))
  await delivery.rest
  expect(said).toEqual(['quick 1', 'slow failed'])
})
