import { randomInt } from 'node:crypto'
import type { Copies, Kind } from '@kopa/shared/documents/kinds.ts'
import { AppError } from '@kopa/shared/errors.ts'
import type { Copied } from './keeper-jobs.ts'
import { type Keeper, TookTooMuch } from './keeper.ts'
import type { Rooms } from './rooms.ts'
import { packRoom } from './sync-answers.ts'

export interface WantedCopy<K extends Kind = Kind> { documentId: string, kind: K, how: Copies[K], userId: string }

/** What a new document starts with that says what another one says: composed in a thread, to be planted by whoever asked (`createComposed`). */
export type ComposedCopy = Copied & { clientId: number }

/** What the document holds is nobody's to see until somebody has looked who asks. @throws AppError copyTooLarge */
export async function composeCopy<K extends Kind>({ rooms, keeper }: { rooms: Rooms, keeper: Keeper }, { documentId, kind, how, userId }: WantedCopy<K>): Promise<ComposedCopy> {
  const room = await rooms.open(documentId)
  if (room.state.kind !== kind) throw new AppError('notFound')
  const clientId = randomInt(2 ** 32)
  room.holds++
  try {
    return { clientId, ...await keeper.ask<'copy'>({ task: 'copy', document: packRoom(room), clientId, how }, userId) }
  } catch (error) {
    throw error instanceof TookTooMuch ? new AppError('copyTooLarge') : error
  } finally {
    room.holds--
  }
}
