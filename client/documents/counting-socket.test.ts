import { createServer } from 'node:net'
import { once } from 'node:events'
import { expect, test } from 'vitest'
import { CountingSocket } from './counting-socket.ts'

test('a server that does not answer is given up, so that the next try comes soon', async () => {
  const silent = createServer(() => undefined).listen(0, '127.0.0.1')
  await once(silent, 'listening')
  const address = silent.address()
  const usual = CountingSocket.patience
  CountingSocket.patience = 20
  const socket = new CountingSocket(`ws://127.0.0.1:${typeof address === 'object' ? address?.port : 0}`)
  const code = await new Promise(resolve => { socket.addEventListener('close', event => resolve(event.code)) })
  CountingSocket.patience = usual
  silent.close()
  expect(code).toBe(1006)
})
