import { ByteCursor } from './byte-cursor.ts'
import { caps } from './caps.ts'
import { Depths, type DepthRange } from './depths.ts'
import type { Verdict } from './guard.ts'
import type { SectionPlace } from './sections.ts'
import * as encoding from 'lib0/encoding'

/** Client ids that a person has only announced, and that stay theirs after they have left: they may come back with one of them. */
const mostLeft = 100

/**
 * What the server knows of an open document without holding it: how far each client id has written,
 * whose client id it is, and what is nested deeply. Enough to judge an update, at some bytes per client id.
 */
export class Knowledge {
  #clocks = new Map<number, number>()
  #owners = new Map<number, string>()
  #owned = new Map<string, number>()
  #claims = new Map<number, string>()
  #claimed = new Map<string, number>()
  readonly depths = new Depths()
  /** client ids that one person may use here */
  readonly mostClientIds: number

  constructor(mostClientIds: number = caps.clientIds.usual) {
    this.mostClientIds = mostClientIds
  }

  /** The first clock of a client id that is not in the document. */
  known(client: number): number {
    return this.#clocks.get(client) ?? 0
  }

  /** How many client ids have written here. */
  get size(): number {
    return this.#clocks.size
  }

  /** Whose client id it is: of who wrote with it, else of who announced it. */
  ownerOf(client: number): string | undefined {
    return this.#owners.get(client) ?? this.#claims.get(client)
  }

  /** Has somebody written with it? (To have announced it is not enough: that is forgotten with the room.) */
  isBound(client: number): boolean {
    return this.#owners.has(client)
  }

  /**
   * Somebody announces a client id in their presence, before they write. Everybody sees it: unless it is theirs from
   * now on, a hostile person writes under it first and locks them out of their own document.
   */
  claim(client: number, userId: string): void {
    if (this.ownerOf(client) !== undefined) return
    this.#claims.set(client, userId)
    this.#claimed.set(userId, (this.#claimed.get(userId) ?? 0) + 1)
  }

  /** Nobody is here with this client id any more. Whoever comes and goes under ever new ones leaves only so many of them behind. */
  leaveClaim(client: number): void {
    const userId = this.#claims.get(client)
    if (userId !== undefined && (this.#claimed.get(userId) ?? 0) > mostLeft) this.#endClaim(client, userId)
  }

  #endClaim(client: number, userId: string): void {
    const left = (this.#claimed.get(userId) ?? 0) - 1
    this.#claims.delete(client)
    if (left > 0) this.#claimed.set(userId, left)
    else this.#claimed.delete(userId)
  }

  /** How many client ids a person has used here. */
  countOf(userId: string): number {
    return this.#owned.get(userId) ?? 0
  }

  /** First writer wins: a client id that is bound stays bound. */
  bind(client: number, userId: string): void {
    if (this.#owners.has(client)) return
    const claimedBy = this.#claims.get(client)
    if (claimedBy !== undefined) this.#endClaim(client, claimedBy)
    this.#owners.set(client, userId)
    this.#owned.set(userId, this.countOf(userId) + 1)
  }

  /** An update of this person is let in. */
  learn({ reaches, newClients, depths }: Pick<Verdict, 'reaches' | 'newClients' | 'depths'>, userId: string): void {
    for (const client of newClients) this.bind(client, userId)
    for (const { client, clock } of reaches) this.reach(client, clock)
    for (const range of depths) this.depths.add(range)
  }

  reach(client: number, clock: number): void {
    if (clock > this.known(client)) this.#clocks.set(client, clock)
  }

  /** Whose client ids are whose: of those that wrote. */
  owners(): Owner[] {
    return [...this.#owners]
  }

  /** All of it as plain data, for a thread of the keeper. */
  toPlain(): PlainKnowledge {
    return { facts: writeFacts({ stateVector: this.stateVector(), deep: this.depths.all(), deletions: emptyBase.deletions, places: [] }), owners: [...this.#owners], claims: [...this.#claims], mostClientIds: this.mostClientIds }
  }

  static fromPlain({ facts, owners, claims, mostClientIds }: PlainKnowledge): Knowledge {
    const knowledge = new Knowledge(mostClientIds)
    readFacts(facts, knowledge)
    for (const [client, userId] of owners) knowledge.bind(client, userId)
    for (const [client, userId] of claims) knowledge.claim(client, userId)
    return knowledge
  }

  /** As a Yjs state vector: what a client compares itself with. */
  stateVector(): Uint8Array {
    const encoder = encoding.createEncoder()
    encoding.writeVarUint(encoder, this.#clocks.size)
    for (const [client, clock] of this.#clocks) {
      encoding.writeVarUint(encoder, client)
      encoding.writeVarUint(encoder, clock)
    }
    return encoding.toUint8Array(encoder)
  }
}

type Owner = [client: number, userId: string]

export interface PlainKnowledge { facts: Uint8Array, owners: Owner[], claims: Owner[], mostClientIds: number }

/**
 * The facts that the keeper stores beside a snapshot (column `documents.clocks`): a state vector, the deep ranges, the
 * deletions as an update that holds nothing else, and the places of its parts.
 */
export interface Facts { stateVector: Uint8Array, deep: DepthRange[], deletions: Uint8Array, places: readonly SectionPlace[] }

/** What a snapshot holds, without opening it. `clocks`: by client id, the first clock that it does not have. */
export interface Base { clocks: ReadonlyMap<number, number>, deletions: Uint8Array, places: readonly SectionPlace[] }

export const emptyBase: Base = { clocks: new Map(), deletions: new Uint8Array([0, 0]), places: [] }

export function writeFacts({ stateVector, deep, deletions, places }: Facts): Uint8Array {
  const encoder = encoding.createEncoder()
  encoding.writeUint8Array(encoder, stateVector)
  encoding.writeVarUint(encoder, deep.length)
  for (const { client, clock, length, depth } of deep) {
    for (const number of [client, clock, length, depth]) encoding.writeVarUint(encoder, number)
  }
  encoding.writeVarUint8Array(encoder, deletions)
  encoding.writeVarUint(encoder, places.length)
  for (const { client, start, end } of places) for (const number of [client, start, end]) encoding.writeVarUint(encoder, number)
  return encoding.toUint8Array(encoder)
}

/** By client id, the clocks of a state vector. @throws Refusal for bytes that are none */
export function readClocks(cursor: ByteCursor): Map<number, number> {
  const clocks = new Map<number, number>()
  for (let left = cursor.count(); left > 0; left--) clocks.set(cursor.uint(), cursor.uint())
  return clocks
}

/** @returns null where the facts are of before deletions were noted */
export function readFacts(bytes: Uint8Array, knowledge: Knowledge): Base | null {
  const cursor = new ByteCursor(bytes)
  const clocks = readClocks(cursor)
  for (const [client, clock] of clocks) knowledge.reach(client, clock)
  for (let left = cursor.count(); left > 0; left--) {
    knowledge.depths.add({ client: cursor.uint(), clock: cursor.uint(), length: cursor.uint(), depth: cursor.uint() })
  }
  if (cursor.left === 0) return null
  const deletions = Uint8Array.from(cursor.slice())
  // Of before places were noted: none.
  const places = Array.from({ length: cursor.left > 0 ? cursor.count() : 0 }, () => ({ client: cursor.uint(), start: cursor.uint(), end: cursor.uint() }))
  return { clocks, deletions, places }
}
