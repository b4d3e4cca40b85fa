import { closeCode } from '@kopa/shared/documents/protocol.ts'
import { type RefusalReason, tooMuchAtOnce } from './refusal.ts'
import type { Connection } from './socket.ts'

/** RFC 6455, "message too big": how `ws` closes by itself for a message that is larger than maxPayload. */
const messageTooBig = 1009

/** What cannot be read ends the connection; too much of it with a word, which the other side has a moment to read. */
export function endOnError(connection: Connection, refused: (reason: RefusalReason) => void): void {
  const { socket } = connection
  const close = socket.close.bind(socket)
  // Whoever is closed with 1009 comes back at once, with the same again, for ever; and is never told why nothing is saved.
  socket.close = (code, reason) => (code === messageTooBig ? close(closeCode.tooMuchAtOnce, 'Too much at once.') : close(code, reason))
  socket.on('error', error => {
    if (!isTooMuch(error)) return socket.terminate()
    refused(tooMuchAtOnce)
    connection.close(closeCode.tooMuchAtOnce)
  })
}

/** By then the socket has begun to close itself. */
const isTooMuch = (error: Error): boolean => 'code' in error && error.code === 'WS_ERR_UNSUPPORTED_MESSAGE_LENGTH'
