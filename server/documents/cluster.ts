import type { Kysely } from 'kysely'
import type { FastifyBaseLogger } from 'fastify'
import type { Tables } from '../core/tables.ts'
import { readDocumentMessage, readNodeMessage, writeDocumentMessage, type DocumentMessage, type NodeMessage, type ToldUpdate } from './cluster-messages.ts'
import type { PresenceState } from './frames.ts'
import type { SignedPerson } from './presence.ts'
import { readPositions, type StoredPosition } from './queries.ts'
import { RedisLines } from './redis-lines.ts'
import type { Room } from './room.ts'
import type { Kept } from './room-state.ts'

/** What a cluster tells the engine it belongs to. */
export interface ClusterHearers {
  findRoom: (documentId: string) => Room | undefined
  openRooms: () => Iterable<Room>
  /** The log holds more than the room has, as far as `position`; `updates` are what was told along with it. */
  heardUpdates: (room: Room, position: number, updates: readonly ToldUpdate[]) => void
  /** The document was rebuilt: what is in the room is of the past. */
  heardEpoch: (room: Room) => void
  heardPresence: (room: Room) => void
  /** Somebody came to a document on another node, or left. */
  heardComings: (documentId: string, workspaceId: string) => void
}

export interface ClusterParts extends ClusterHearers {
  nodeId: string
  /** null: nodes learn of each other's writes from the database alone, within a second or two. */
  redisUrl: string | null
  database: Kysely<Tables>
  log: FastifyBaseLogger
}

const nodesChannel = 'kopa:nodes'
const channelPrefix = 'kopa:document:'
const channelOf = (documentId: string): string => channelPrefix + documentId

/** Milliseconds. */
const tick = 250
const beatEvery = 1000
/** Between two looks at the positions of all open documents, without Redis ... */
const lookAlone = 1000
/** ... and with it, where nothing should be found. */
const lookAnyway = 15_000
/** A node that was not heard of for this long is gone, and with it the people on it. */
const nodeSilence = 10_000
/** Larger updates are read from the log by who needs them. */
const mostTold = 256 * 1024

/**
 * The other nodes. PostgreSQL is the truth; Redis only says early what a look into the log would find as well, and carries
 * presence, which is kept nowhere. While Redis is away, positions are looked up once a second.
 */
export class Cluster {
  #parts: ClusterParts
  #lines: RedisLines | null
  #timer: NodeJS.Timeout
  /** Documents whose log may hold more than their room. */
  #unsure = new Set<string>()
  #lookedAt = performance.now()
  #beatAt = 0
  #isLooking = false
  #nodes = new Map<string, OtherNode>()
  #here = new Map<string, { workspaceId: string, people: SignedPerson[] }>()

  constructor(parts: ClusterParts) {
    this.#parts = parts
    const own = `kopa:node:${parts.nodeId}`
    this.#lines = parts.redisUrl === null ? null : new RedisLines({
      redisUrl: parts.redisUrl, log: parts.log, own: [own, nodesChannel],
      receive: (channel, message) => this.#receive(channel, message),
      ready: () => this.#beginAnew(),
    })
    this.#timer = setInterval(() => this.#tick(), tick)
    this.#timer.unref()
  }

  /** A document was opened on this node. Between reading it and listening for it, something may have been written. */
  enter(room: Room): void {
    this.#lines?.listenTo(channelOf(room.id))
    this.#tell(room.id, { about: 'whoIsThere', node: this.#parts.nodeId })
    this.#unsure.add(room.id)
  }

  /** A room is let go: nobody is in it, whether that was told already or not. */
  leave({ id, state: { workspaceId } }: Room): void {
    this.#lines?.leave(channelOf(id))
    this.#unsure.delete(id)
    if (this.#here.delete(id)) this.#tellNodes({ about: 'here', node: this.#parts.nodeId, documentId: id, workspaceId, people: [] })
  }

  /** Just stored by this node. */
  tellUpdates(room: Room, kept: readonly Kept[]): void {
    const { reach: position, state: { epoch } } = room
    const isSmall = kept.reduce((sum, { bytes }) => sum + bytes.length, 0) <= mostTold
    this.#tell(room.id, { about: 'updates', node: this.#parts.nodeId, epoch, position, updates: isSmall ? [...kept] : [] })
  }

  tellPresence(room: Room, states: PresenceState[]): void {
    if (states.length > 0) this.#tell(room.id, { about: 'presence', node: this.#parts.nodeId, states })
  }

  /** Who is in a document on this node, for the lists on others. */
  tellComings({ id, state: { workspaceId }, presence }: Room): void {
    const people = presence.ownPeople()
    if (people.length > 0) this.#here.set(id, { workspaceId, people })
    else this.#here.delete(id)
    this.#tellNodes({ about: 'here', node: this.#parts.nodeId, documentId: id, workspaceId, people })
  }

  /** The people who have a document open on other nodes. */
  peopleElsewhere(documentId: string): SignedPerson[] {
    return [...this.#nodes.values()].flatMap(({ here }) => here.get(documentId)?.people ?? [])
  }

  close(): void {
    clearInterval(this.#timer)
    this.#tellNodes({ about: 'bye', node: this.#parts.nodeId })
    this.#lines?.close()
  }

  #tell(documentId: string, message: DocumentMessage): void {
    this.#lines?.say(channelOf(documentId), writeDocumentMessage(message))
  }

  #tellNodes(message: NodeMessage): void {
    this.#lines?.say(nodesChannel, Buffer.from(JSON.stringify(message)))
  }

  #tick(): void {
    const now = performance.now()
    if (now - this.#beatAt >= beatEvery) this.#beat(now)
    const patience = this.#lines?.areAlive ? lookAnyway : lookAlone
    if (now - this.#lookedAt >= patience) for (const room of this.#parts.openRooms()) this.#unsure.add(room.id)
    if (this.#unsure.size > 0 && !this.#isLooking) void this.#look()
  }

  #beat(now: number): void {
    this.#beatAt = now
    this.#lines?.beat()
    this.#tellNodes({ about: 'beat', node: this.#parts.nodeId })
    for (const [id, { heardAt }] of this.#nodes) if (now - heardAt > nodeSilence) this.#forget(id)
  }

  /** One question for all that is unsure. A database that is away is asked again at the next tick. */
  async #look(): Promise<void> {
    const asked = [...this.#unsure]
    this.#isLooking = true
    try {
      for (const stored of await readPositions(this.#parts.database, asked)) this.#compare(stored)
      for (const id of asked) this.#unsure.delete(id)
      this.#lookedAt = performance.now()
    } catch (error) {
      this.#parts.log.warn({ err: error }, 'the positions of open documents could not be read')
    } finally {
      this.#isLooking = false
    }
  }

  #compare({ id, epoch, position }: StoredPosition): void {
    const room = this.#parts.findRoom(id)
    if (!room) return
    if (room.state.epoch !== epoch) return this.#parts.heardEpoch(room)
    if (isBehind(room, position)) this.#parts.heardUpdates(room, position, [])
  }

  /** Redis is there, for the first time or again: what was missed is looked up, and everybody says who is where. */
  #beginAnew(): void {
    this.#tellNodes({ about: 'hello', node: this.#parts.nodeId })
    for (const room of this.#parts.openRooms()) {
      this.#unsure.add(room.id)
      this.tellUpdates(room, []) // what was stored while nobody heard it
      this.#tell(room.id, { about: 'whoIsThere', node: this.#parts.nodeId })
      this.tellPresence(room, room.presence.ownStates())
    }
  }

  /** Nothing that Redis carries may throw further than here. */
  #receive(channel: string, bytes: Buffer): void {
    try {
      if (channel === nodesChannel) this.#hearNode(readNodeMessage(bytes))
      else if (channel.startsWith(channelPrefix)) this.#hear(channel.slice(channelPrefix.length), readDocumentMessage(bytes))
    } catch (error) {
      this.#parts.log.error({ err: error, channel }, 'a message of another node could not be read')
    }
  }

  #hear(documentId: string, message: DocumentMessage | null): void {
    const room = this.#parts.findRoom(documentId)
    if (!room || !message || message.node === this.#parts.nodeId) return
    switch (message.about) {
      case 'updates': return this.#hearUpdates(room, message)
      case 'presence':
        room.presence.hear(message.node, message.states)
        return this.#parts.heardPresence(room)
      case 'whoIsThere': return this.tellPresence(room, room.presence.ownStates())
    }
  }

  #hearUpdates(room: Room, { epoch, position, updates }: Extract<DocumentMessage, { about: 'updates' }>): void {
    if (epoch !== room.state.epoch) this.#unsure.add(room.id) // rebuilt, or told before it was
    else if (isBehind(room, position)) this.#parts.heardUpdates(room, position, updates)
  }

  #hearNode(message: NodeMessage | null): void {
    if (!message || message.node === this.#parts.nodeId) return
    if (message.about === 'bye') return this.#forget(message.node)
    const known = this.#nodes.get(message.node)
    const node = known ?? { heardAt: 0, here: new Map() }
    node.heardAt = performance.now()
    this.#nodes.set(message.node, node)
    if (!known && message.about !== 'hello') this.#beginAnew() // it was away from us, or we from it
    if (message.about === 'hello') this.#tellAllComings()
    if (message.about === 'here') this.#hearComings(node, message)
  }

  #hearComings({ here }: OtherNode, { documentId, workspaceId, people }: Extract<NodeMessage, { about: 'here' }>): void {
    if (people.length > 0) here.set(documentId, { workspaceId, people })
    else here.delete(documentId)
    this.#parts.heardComings(documentId, workspaceId)
  }

  #tellAllComings(): void {
    for (const [documentId, { workspaceId, people }] of this.#here) this.#tellNodes({ about: 'here', node: this.#parts.nodeId, documentId, workspaceId, people })
  }

  #forget(nodeId: string): void {
    const node = this.#nodes.get(nodeId)
    this.#nodes.delete(nodeId)
    for (const room of this.#parts.openRooms()) {
      room.presence.forgetNode(nodeId)
      this.#parts.heardPresence(room)
    }
    for (const [documentId, { workspaceId }] of node?.here ?? []) this.#parts.heardComings(documentId, workspaceId)
  }
}

/** What cannot be read further stays behind its log: trying it again would throw everybody out, again and again. */
const isBehind = (room: Room, position: number): boolean => position > room.position && !room.state.isFlagged

interface OtherNode { heardAt: number, here: Map<string, { workspaceId: string, people: SignedPerson[] }> }
