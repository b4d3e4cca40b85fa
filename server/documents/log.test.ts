import { expect, test } from 'vitest'
import { createLog } from '../core/log.ts'
import { noMeter } from '../core/meter.ts'
import { Log, type LogRoom } from './log.ts'

test('what is on its way to a database that does not answer still waits', async () => {
  const { promise: asked, resolve } = Promise.withResolvers<void>()
  const openConnection = () => { resolve(); return new Promise<never>(() => {}) }
  const log = new Log({ openConnection, log: createLog('silent'), meter: noMeter })
  const room = { id: 'a', state: { epoch: 1 }, position: 0, hasFailed: false } as LogRoom
  log.append({ room, userId: 'ana', clientId: 1, bytes: new Uint8Array(5), newClients: [], position: 0, frame: null, sender: null })
  await asked
  expect(log.waitingBytes).toBe(5)
})
