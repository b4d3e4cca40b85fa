import * as encoding from 'lib0/encoding'
import { ByteCursor } from './byte-cursor.ts'
import type { PresenceState } from './frames.ts'
import type { SignedPerson } from './presence.ts'

/** What nodes say to each other over Redis. Nothing here is the truth: what is stored is in PostgreSQL. */

/** An update as it lies in the log. */
export interface ToldUpdate { position: number, userId: string, bytes: Uint8Array }

/** Of one document, on its own channel. `updates` without bytes: the log is at `position`, read it there. */
export type DocumentMessage =
  | { about: 'updates', node: string, epoch: number, position: number, updates: ToldUpdate[] }
  | { about: 'presence', node: string, states: PresenceState[] }
  /** Somebody opened the document there: who is in it here? */
  | { about: 'whoIsThere', node: string }

/** Of all documents, in JSON: who is in which, for lists. `hello`: a node that begins, or has missed something. */
export type NodeMessage =
  | { about: 'beat' | 'hello' | 'bye', node: string }
  | { about: 'here', node: string, documentId: string, workspaceId: string, people: SignedPerson[] }

const types = ['updates', 'presence', 'whoIsThere'] as const

export function writeDocumentMessage(message: DocumentMessage): Buffer {
  const encoder = encoding.createEncoder()
  encoding.writeVarUint(encoder, types.indexOf(message.about))
  encoding.writeVarString(encoder, message.node)
  if (message.about === 'updates') writeUpdates(encoder, message)
  if (message.about === 'presence') writeStates(encoder, message.states)
  return Buffer.from(encoding.toUint8Array(encoder))
}

function writeUpdates(encoder: encoding.Encoder, { epoch, position, updates }: Extract<DocumentMessage, { about: 'updates' }>): void {
  for (const number of [epoch, position, updates.length]) encoding.writeVarUint(encoder, number)
  for (const update of updates) {
    encoding.writeVarUint(encoder, update.position)
    encoding.writeVarString(encoder, update.userId)
    encoding.writeVarUint8Array(encoder, update.bytes)
  }
}

function writeStates(encoder: encoding.Encoder, states: readonly PresenceState[]): void {
  encoding.writeVarUint(encoder, states.length)
  for (const { client, clock, json } of states) {
    encoding.writeVarUint(encoder, client)
    encoding.writeVarUint(encoder, clock)
    encoding.writeVarString(encoder, json)
  }
}

/** @throws Refusal for bytes that are no message */
export function readDocumentMessage(bytes: Uint8Array): DocumentMessage | null {
  const cursor = new ByteCursor(bytes)
  const about = types[cursor.uint()]
  const node = stringOf(cursor)
  switch (about) {
    case 'updates': return { about, node, epoch: cursor.uint(), position: cursor.uint(), updates: listOf(cursor, readUpdate) }
    case 'presence': return { about, node, states: listOf(cursor, readState) }
    case 'whoIsThere': return { about, node }
    case undefined: default: return null // of a newer node
  }
}

// A copy: Redis' own buffer holds much more, and this lives as long as the tail of the log.
const readUpdate = (cursor: ByteCursor): ToldUpdate => ({ position: cursor.uint(), userId: stringOf(cursor), bytes: Uint8Array.from(cursor.slice()) })
const readState = (cursor: ByteCursor): PresenceState => ({ client: cursor.uint(), clock: cursor.uint(), json: stringOf(cursor) })

const listOf = <T>(cursor: ByteCursor, read: (cursor: ByteCursor) => T): T[] => Array.from({ length: cursor.count() }, () => read(cursor))
const stringOf = (cursor: ByteCursor): string => Buffer.from(cursor.slice()).toString('utf8')

/** Null for what is none. */
export function readNodeMessage(bytes: Uint8Array): NodeMessage | null {
  try {
    const message = JSON.parse(Buffer.from(bytes).toString('utf8')) as Partial<NodeMessage> | null
    return typeof message?.node === 'string' && typeof message.about === 'string' ? message as NodeMessage : null
  } catch {
    return null
  }
}
