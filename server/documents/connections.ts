import { isDeepStrictEqual } from 'node:util'
import { closeCode, type CloseCode } from '@kopa/shared/documents/protocol.ts'
import type { EngineParts } from './engine-parts.ts'
import type { Connection } from './socket.ts'

/** Whose sockets: all that is named must match. `documentIds`: to any of these. */
export interface Whose { userId?: string, companyId?: string, workspaceId?: string, documentId?: string, documentIds?: ReadonlySet<string>, sessionId?: string, tokenId?: string }

/** Bytes of memory that a piece takes besides what is in it: somebody may send one byte at a time. */
const perPiece = 256
/** Bytes of a ping or a pong besides what it says: 2, and 4 of the mask (RFC 6455, section 5.2). */
const controlHeader = 6

type Judges = Pick<EngineParts, 'isSignedIn' | 'findAccess'>

/** All open sockets to documents on this node, whoever they belong to. */
export class Connections {
  #all = new Set<Connection>()
  #countOf = new Map<string, number>()
  #arrivingOf = new Map<string, number>()
  #judges: Judges
  #mostArriving: number

  /** @param mostArriving bytes that one person may have on their way in */
  constructor(judges: Judges, mostArriving: number) {
    this.#judges = judges
    this.#mostArriving = mostArriving
  }

  get all(): ReadonlySet<Connection> {
    return this.#all
  }

  /** How many documents a person has open here. */
  countOf(userId: string): number {
    return this.#countOf.get(userId) ?? 0
  }

  add(connection: Connection): void {
    this.#all.add(connection)
    this.#count(connection, 1)
    let unfinished = 0
    const forget = () => {
      unfinished = 0
      this.#arrive(connection, -connection.arriving)
    }
    connection.onHandled = forget
    // Before the WebSocket sees it: what it makes a whole frame of is handled at once, and forgotten.
    connection.opening.stream.prependListener('data', (bytes: Buffer) => {
      unfinished += bytes.length
      this.#arrive(connection, bytes.length + perPiece)
    })
    // Over as soon as it is whole, but it may have come in the middle of a message, or in pieces with some of one: until nothing of that is here, each goes on counting.
    const letGoOf = (control: Buffer) => {
      const bytes = controlHeader + control.length
      unfinished = Math.max(0, unfinished - bytes)
      if (unfinished === 0) forget()
      else this.#arrive(connection, -Math.min(connection.arriving, bytes))
    }
    connection.socket.on('ping', letGoOf).on('pong', letGoOf)
    connection.socket.on('close', () => {
      // Else what it has sent is in memory for as long as it is looked at: whoever comes and goes could fill that.
      if (!connection.isHandling) forget()
      this.#all.delete(connection)
      this.#count(connection, -1)
    })
  }

  /** A frame is in memory before it is whole: two thousand sockets that never finish theirs would be all the memory there is. */
  #arrive(connection: Connection, bytes: number): void {
    const { person: { id } } = connection
    const all = (this.#arrivingOf.get(id) ?? 0) + bytes
    connection.arriving += bytes
    if (all > 0) this.#arrivingOf.set(id, all)
    else this.#arrivingOf.delete(id)
    if (all > this.#mostArriving && connection.isOpen) connection.cut(closeCode.notStored)
  }

  #count({ person: { id } }: Connection, change: number): void {
    const count = this.countOf(id) + change
    if (count > 0) this.#countOf.set(id, count)
    else this.#countOf.delete(id)
  }

  close(whose: Whose, code: CloseCode): void {
    for (const connection of this.#all) if (isWhose(connection, whose)) connection.close(code)
  }

  /** Closes whoever may not do any more what they may have done when they came, and whoever cannot be judged now. */
  async judgeAnew(): Promise<void> {
    await Promise.all([...this.#all].map(async connection => {
      const code = await this.#verdictOn(connection)
      if (code !== null) connection.close(code)
    }))
  }

  /** How a connection has to be closed; null when everything is as it was when it opened. */
  async #verdictOn({ opening: { caller, documentId, access } }: Connection): Promise<CloseCode | null> {
    try {
      if (!await this.#judges.isSignedIn(caller)) return closeCode.signIn
      return isDeepStrictEqual(await this.#judges.findAccess(caller, documentId), access) ? null : closeCode.rightsChanged
    } catch {
      return closeCode.notStored
    }
  }
}

function isWhose({ opening: { documentId, caller, access } }: Connection, whose: Whose): boolean {
  const { documentIds, ...exactly } = whose
  if (documentIds && !documentIds.has(documentId)) return false
  const own: Whose = { ...caller, workspaceId: access.workspaceId, documentId }
  return Object.entries(exactly).every(([key, value]) => value === undefined || own[key as keyof Whose] === value)
}
