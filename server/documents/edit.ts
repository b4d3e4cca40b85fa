import { randomInt } from 'node:crypto'
import { setTimeout as delay } from 'node:timers/promises'
import { AppError } from '@kopa/shared/errors.ts'
import type { kinds, Kind } from '@kopa/shared/documents/kinds.ts'
import { oneAfterAnother } from '../core/one-after-another.ts'
import { judge } from './guard.ts'
import type { Keeper } from './keeper.ts'
import { packDocument } from './keeper-jobs.ts'
import type { Room } from './room.ts'
import type { Rooms } from './rooms.ts'
import { packRoom } from './sync-answers.ts'

export type VerbOf<K extends Kind> = K extends Kind ? keyof (typeof kinds)[K]['verbs'] & string : never

/** A change that the server makes for a person. */
export interface Edit {
  documentId: string
  userId: string
  verb: VerbOf<Kind>
  args: readonly unknown[]
  /** Is told what the verb says of what it did before anything is on its way to the disk. */
  told?: (answer: unknown) => Promise<void>
}

/** How long whoever asked waits for the disk (milliseconds). */
const patience = 10_000
const clientIds = 2 ** 32

/**
 * Changes a document in the name of a person: an update like any other, through log and room.
 * Resolves when it is durable: with its position, null when the verb changed nothing.
 * @throws AppError unavailable when the disk does not answer in time
 */
export async function editDocument({ rooms, keeper }: { rooms: Rooms, keeper: Keeper }, { documentId, userId, verb, args, told }: Edit): Promise<number | null> {
  const room = await openUpToDate(rooms, documentId)
  const { inTurn, clientIds } = handIn(room)
  const edit = async (): Promise<number | null> => {
    const { knowledge } = room.state
    const clientId = clientIds.get(userId) ?? freshClientId(id => knowledge.known(id) > 0 || knowledge.ownerOf(id) !== undefined)
    const { update, answer } = await keeper.ask<'edit'>({ task: 'edit', document: packRoom(room), clientId, verb, args })
    await told?.(answer)
    if (!update) return null
    // What may or may not be stored by now is not written on.
    clientIds.delete(userId)
    const position = await append(room, userId, update)
    clientIds.set(userId, clientId)
    return position
  }
  return held(room, () => inTurn(edit))
}

/** While something is done with it, a room is not let go, however quiet it is. */
async function held<T>(room: Room, work: () => Promise<T>): Promise<T> {
  room.holds++
  return work().finally(() => { room.holds-- })
}

/** A person has so many client ids in a document, and each makes it larger: what the server writes for them while it is open comes from one, and hence one after the other. */
interface Hand { inTurn: ReturnType<typeof oneAfterAnother>, clientIds: Map<string, number> }
const hands = new WeakMap<Room, Hand>()

function handIn(room: Room): Hand {
  const hand = hands.get(room) ?? { inTurn: oneAfterAnother(), clientIds: new Map<string, number>() }
  hands.set(room, hand)
  return hand
}

/** The server changes what is on the disk, not what this node has heard of so far. */
async function openUpToDate(rooms: Rooms, documentId: string): Promise<Room> {
  const room = await rooms.open(documentId)
  await held(room, () => rooms.readOn(room)).catch(() => { throw new AppError('unavailable') })
  // Where another node has folded it and let go of what is missing here, it is read anew.
  return room.hasFailed ? rooms.open(documentId) : room
}

/** The first update of a document that starts with something. */
export async function composeFirst(keeper: Keeper, kind: Kind, verb: VerbOf<Kind>, args: readonly unknown[]): Promise<{ clientId: number, bytes: Uint8Array } | null> {
  const clientId = randomInt(clientIds)
  const { update: bytes } = await keeper.ask<'edit'>({ task: 'edit', document: packDocument(kind, null, []), clientId, verb, args })
  return bytes && { clientId, bytes }
}

async function append(room: Room, userId: string, update: Uint8Array): Promise<number> {
  const verdict = judge(update, room.state.knowledge, { userId, kind: room.state.kind })
  const stored = new Promise<number>((resolve, reject) => {
    room.append(userId, update, verdict, { sender: null, onStored: position => resolve(position), onFailed: () => reject(new AppError('unavailable')) })
  })
  const giveUp = new AbortController()
  const late = delay(patience, null, { signal: giveUp.signal }).then((): number => { throw new AppError('unavailable') })
  late.catch(() => {}) // given up: the update was stored in time
  return Promise.race([stored, late]).finally(() => giveUp.abort())
}

/** A client id that nobody has used in a document. */
export function freshClientId(isTaken: (id: number) => boolean): number {
  for (;;) {
    const id = randomInt(clientIds)
    if (!isTaken(id)) return id
  }
}
