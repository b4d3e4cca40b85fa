import { randomInt } from 'node:crypto'
import { AppError, type ErrorCode } from '@kopa/shared/errors.ts'
import type { kinds, Kind } from '@kopa/shared/documents/kinds.ts'
import type { Along } from '../core/outbox.ts'
import type { Verdict } from './guard.ts'
import { judgeFor, type Keeper } from './keeper.ts'
import { packDocument } from './keeper-jobs.ts'
import { documentTooLarge, Refusal, type RefusalReason, workspaceTooLarge } from './refusal.ts'
import type { Room } from './room.ts'
import type { RoomParts } from './room-parts.ts'
import type { Rooms } from './rooms.ts'
import { packRoom } from './sync-answers.ts'
import { oneInTurn } from './turns.ts'

export type VerbOf<K extends Kind> = K extends Kind ? keyof (typeof kinds)[K]['verbs'] & string : never

/** Once a document knows a client id as far as this, the update is in it: for as long as its epoch. */
export interface Reach { client: number, clock: number }

/** A change that the server makes for a person. */
export interface Edit {
  documentId: string
  userId: string
  verb: VerbOf<Kind>
  args: readonly unknown[]
  /** It brings back what was there before: let in also where nothing can be added any more. */
  isReturn?: boolean
  /** Is told what the verb says of what it did, and how to know later whether that was written, before anything is on its way to the disk. */
  told?: (answer: unknown, written: Reach | null) => Promise<void>
  /** Written in the transaction that stores the change, or by itself where there is nothing to be changed: never one without the other. */
  along?: Along
}

const clientIds = 2 ** 32

export interface EditParts {
  rooms: Rooms
  keeper: Keeper
  refused: RoomParts['refused']
  /** How long whoever asked waits for the disk (milliseconds). */
  patience: number
}

type Change = Omit<Edit, 'documentId'>
export type WhoseTurn = Pick<Edit, 'documentId' | 'userId'>
/** What is done while nobody else's edit of the document comes in between: `write` changes it. */
export type WorkInTurn<T> = (write: (change: Change) => Promise<number | null>) => Promise<T>

/**
 * Changes a document in the name of a person: an update like any other, let in by the same rules, through log and room.
 * Resolves when it is durable: with its position, null when the verb changed nothing.
 * @throws AppError documentTooLarge, workspaceTooLarge, documentDamaged, changeRefused; unavailable when the disk does not answer in time
 */
export const editDocument = (parts: EditParts, { documentId, ...change }: Edit): Promise<number | null> => editInTurn(parts, { documentId, userId: change.userId }, write => write(change))

/**
 * Waits for its turn first, behind one edit of each of the others at a time, however many they have asked for: what is looked
 * at in it is so still when it is written, unless another node writes.
 */
export async function editInTurn<T>(parts: EditParts, { documentId, userId }: WhoseTurn, work: WorkInTurn<T>): Promise<T> {
  const room = await openUpToDate(parts.rooms, documentId)
  return held(room, () => handIn(room).inTurn(userId, () => work(change => write(parts, room, change))))
}

async function write(parts: EditParts, room: Room, change: Change): Promise<number | null> {
  const { userId, verb, args, told, along } = change
  const { clientIds } = handIn(room)
  const { knowledge } = room.state
  if (room.state.isFlagged) throw refusalOf(parts, room, userId, 'may not write')
  const clientId = clientIds.get(userId) ?? freshClientId(id => knowledge.known(id) > 0 || knowledge.ownerOf(id) !== undefined)
  const { update, answer } = await parts.keeper.ask<'edit'>({ task: 'edit', document: packRoom(room), clientId, verb, args }, userId)
  const verdict = update && await admit(parts, room, update, change)
  await told?.(answer, verdict?.reaches.find(({ client }) => client === clientId) ?? null)
  if (!update || !verdict) return along?.alone().then(() => null) ?? null
  // What may or may not be stored by now is not written on.
  clientIds.delete(userId)
  const position = await append(parts, room, update, verdict, change)
  clientIds.set(userId, clientId)
  return position
}

/** By the rules for what comes over a socket (room.ts); only that nobody is sent away. */
async function admit(parts: EditParts, room: Room, update: Uint8Array, { userId, isReturn }: Change): Promise<Verdict> {
  try {
    const verdict = await judgeFor(parts.keeper, room, update, { userId, kind: room.state.kind })
    if (verdict.isNew && !isReturn) room.checkSize(update, verdict)
    return verdict
  } catch (error) {
    if (error instanceof Refusal) throw refusalOf(parts, room, userId, error.reason)
    throw error
  }
}

const sentences: Partial<Record<RefusalReason, ErrorCode>> = { 'may not write': 'documentDamaged', [documentTooLarge]: 'documentTooLarge', [workspaceTooLarge]: 'workspaceTooLarge' }

/** Reach down as every refusal is. */
function refusalOf({ refused }: EditParts, room: Room, userId: string, reason: RefusalReason): AppError {
  refused(room, userId, reason)
  return new AppError(sentences[reason] ?? 'changeRefused')
}

/** While something is done with it, a room is not let go, however quiet it is. */
async function held<T>(room: Room, work: () => Promise<T>): Promise<T> {
  room.holds++
  return work().finally(() => { room.holds-- })
}

/** A person has so many client ids in a document, and each makes it larger: what the server writes for them while it is open comes from one, and hence one after the other. */
interface Hand { inTurn: ReturnType<typeof oneInTurn>, clientIds: Map<string, number> }
const hands = new WeakMap<Room, Hand>()

function handIn(room: Room): Hand {
  const hand = hands.get(room) ?? { inTurn: oneInTurn(), clientIds: new Map<string, number>() }
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
export async function composeFirst(keeper: Keeper, kind: Kind, { verb, args, userId }: Pick<Edit, 'verb' | 'args' | 'userId'>): Promise<{ clientId: number, bytes: Uint8Array } | null> {
  const clientId = randomInt(clientIds)
  const { update: bytes } = await keeper.ask<'edit'>({ task: 'edit', document: packDocument(kind, null, []), clientId, verb, args }, userId)
  return bytes && { clientId, bytes }
}

/** What whoever asked is told is so: after some time it is taken back, and where it has been sent already, they wait for the database's word. */
async function append({ patience }: EditParts, room: Room, update: Uint8Array, verdict: Verdict, { userId, along }: Change): Promise<number> {
  if (!room.mayAppend) throw new AppError('unavailable')
  const stored = Promise.withResolvers<number>()
  const takeBack = room.append(userId, update, verdict, { sender: null, along: along?.store, onStored: stored.resolve, onFailed: () => stored.reject(new AppError('unavailable')) })
  const late = setTimeout(takeBack, patience)
  const position = await stored.promise.finally(() => clearTimeout(late))
  await along?.tell()
  return position
}

/** A client id that nobody has used in a document. */
export function freshClientId(isTaken: (id: number) => boolean): number {
  for (;;) {
    const id = randomInt(clientIds)
    if (!isTaken(id)) return id
  }
}
