import type { Keeper } from './keeper.ts'
import type { Rooms } from './rooms.ts'
import { packRoom } from './sync-answers.ts'

/** As Yjs writes that nothing is known yet. */
const knowsNothing = Uint8Array.of(0)

/** All that a document says now, as one update to an empty one. What it holds is nobody's to see until somebody has looked who asks. */
export async function readWhole({ rooms, keeper }: { rooms: Rooms, keeper: Keeper }, documentId: string, userId: string | null): Promise<Uint8Array> {
  const room = await rooms.open(documentId)
  room.holds++
  try {
    return await keeper.ask<'diff'>({ task: 'diff', document: packRoom(room), stateVector: Uint8Array.from(knowsNothing) }, userId)
  } finally {
    room.holds--
  }
}
