import { WebSocket } from 'ws'
import type { LiveMessage } from '@kopa/shared/live/contract.ts'
import { until } from './services.ts'
import type { Visitor } from './world.ts'

/** An open screen: what it is told, and how it ends. */
export interface Screen {
  socket: WebSocket
  told: LiveMessage[]
  closed: Promise<number>
  /** Resolves when it has been told about this. */
  hears: (about: LiveMessage['about']) => Promise<void>
}

/** @throws the HTTP status with which the server refused */
export async function listen(visitor: Visitor, headers: Record<string, string> = {}): Promise<Screen> {
  const socket = new WebSocket(`${visitor.url.replace('http', 'ws')}/api/live`, { headers: { ...visitor.headers, ...headers } })
  const told: LiveMessage[] = []
  socket.on('message', (data: Buffer) => told.push(JSON.parse(data.toString()) as LiveMessage))
  const closed = new Promise<number>(resolve => socket.on('close', resolve))
  await new Promise<void>((resolve, reject) => {
    socket.on('open', resolve)
    socket.on('unexpected-response', (_request, response) => reject(new Error(`refused with ${response.statusCode}`)))
    socket.on('error', reject)
  })
  const hears = (about: LiveMessage['about']) => until(() => told.some(message => message.about === about))
  return { socket, told, closed, hears }
}
