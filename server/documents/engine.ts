import { randomBytes } from 'node:crypto'
import type { WebSocket } from 'ws'
import { closeCode, type CloseCode } from '@kopa/shared/documents/protocol.ts'
import { timeOrderedId } from '@kopa/shared/ids.ts'
import type { Caller, Transaction } from '../core/context.ts'
import { noMeter } from '../core/meter.ts'
import type { Figures } from '../core/metrics.ts'
import { type Caps, usualCaps } from './caps.ts'
import { Cluster, type ClusterHearers } from './cluster.ts'
import { deleteAnchor, insertAnchor, type ComposedDocument } from './commands.ts'
import { editDocument, editInTurn, type Edit, type EditParts, type WhoseTurn, type WorkInTurn } from './edit.ts'
import { defaultConfig, type Access, type DocumentStart, type EngineConfig, type EngineParts } from './engine-parts.ts'
import { judgeFor, Keeper } from './keeper.ts'
import { Log } from './log.ts'
import { composeCopy, type ComposedCopy, type WantedCopy } from './copying.ts'
import { createComposed, createDocument, type NewDocumentsParts } from './new-documents.ts'
import type { SignedPerson } from './presence.ts'
import { listAnchors, listUnfolded } from './queries.ts'
import { readWhole } from './reading.ts'
import { createRefusals } from './refusals.ts'
import { Repairs } from './repairs.ts'
import type { Room } from './room.ts'
import { NoSuchDocument, Rooms } from './rooms.ts'
import { Rounds } from './rounds.ts'
import { SelfCheck } from './self-check.ts'
import { Settling } from './settling.ts'
import { Connection, type Opening } from './socket.ts'
import { StoredGuard } from './stored-guard.ts'
import { SyncAnswers } from './sync-answers.ts'
import { givingBack } from './tidying.ts'
import { endOnError } from './too-much.ts'
import { rebuildings, Versions } from './versions.ts'
import { Connections, type Whose } from './connections.ts'
import { whoIsHere } from './who-is-here.ts'
import { WorkspaceSizes } from './workspace-size.ts'

export type EngineFigures = Omit<Figures, 'liveSockets' | 'pool'>

/** What the rest of the server may ask of the document engine. */
export interface Engine {
  /** Makes a document inside the caller's transaction. */
  createDocument: (transaction: Transaction, start: DocumentStart) => Promise<void>
  /** Many documents of one workspace that were composed elsewhere, likewise. */
  createComposed: (transaction: Transaction, workspaceId: string, documents: readonly Omit<ComposedDocument, 'workspaceId'>[]) => Promise<void>
  /** Changes a document in a person's name; resolves when the change is durable, with its position (null: nothing was to be changed). */
  edit: (edit: Edit) => Promise<number | null>
  /** The same, for who looks at something first: begun once nobody else's edit of this document comes before it. */
  editInTurn: <T>(whose: WhoseTurn, work: WorkInTurn<T>) => Promise<T>
  /** All that a document says now, as one update to an empty one, or as what a copy of it starts with (for `createComposed`); for those who have been found to be allowed to read it. */
  read: (documentId: string, userId: string | null) => Promise<Uint8Array>
  copy: (wanted: WantedCopy) => Promise<ComposedCopy>
  /** Rights changed: closes at once; the clients come back and are judged again. */
  closeSockets: (whose: Whose, code?: CloseCode) => void
  /** Changes of rights may have been missed: everybody who is connected is judged anew. Who cannot be judged now is closed. */
  judgeAnew: () => Promise<void>
  /** Goes up with every change of rights, so that a judgement can be recognised as outdated. */
  readonly rights: number
  findAccess: (caller: Caller, documentId: string) => Promise<Access | null>
  /** What documents said earlier. */
  readonly versions: Pick<Versions, 'list' | 'read' | 'capture' | 'restore' | 'erase' | 'forgetDeleted' | 'forgetRest'>
  /** Places in documents that others point at (a comment, a task made of a sentence): their text keeps them along. */
  readonly anchors: typeof anchors
  /** The people who have these documents open. */
  whoIsHere: (documentIds: readonly string[]) => Map<string, SignedPerson[]>
  /** @throws unless a document could be opened and saved now */
  checkHealth: () => Promise<void>
  readonly figures: EngineFigures
  handleSocket: (socket: WebSocket, opening: Opening) => void
  /** Finishes what has been received, tells everybody to come back later, stops. */
  close: () => Promise<void>
}

const anchors = { insert: insertAnchor, delete: deleteAnchor, list: listAnchors }

/** Milliseconds between two looks at what is due, and between two heartbeats. */
const [tick, heartbeat] = [250, 10_000]
/** How long a stop waits for the disk. */
const patience = 8000

/** Starts the document engine. */
export async function openEngine(parts: EngineParts): Promise<Engine> {
  const engine = new DocumentEngine(parts)
  engine.start()
  return engine
}

class DocumentEngine implements Engine {
  rights = 0
  findAccess: Engine['findAccess']
  readonly anchors = anchors
  versions: Versions
  #parts: EngineParts
  #config: EngineConfig
  #log: Log
  #cluster: Cluster | null
  #rounds: Rounds
  #keeper: Keeper
  #making: NewDocumentsParts
  #rooms: Rooms
  #editing: EditParts
  #settling: Settling
  #selfCheck: SelfCheck
  #connections: Connections
  #caps: Caps
  #emptySince = new WeakMap<Room, number>()
  #timers: NodeJS.Timeout[] = []
  #isClosing = false

  constructor(parts: EngineParts) {
    const { database, openConnection, log, now, meter = noMeter } = parts
    const config = { ...defaultConfig, ...parts.config }
    const newId = () => timeOrderedId(now().getTime(), randomBytes(16))
    this.#parts = parts
    this.#config = config
    this.#caps = { ...usualCaps, ...parts.caps }
    this.#connections = new Connections(parts, Math.max(this.#caps.arrivingBytes, this.#caps.frameBytes))
    this.findAccess = parts.findAccess
    this.#log = new Log({ openConnection, log, meter })
    this.#keeper = new Keeper(this.#caps, log, meter)
    this.#making = { keeper: this.#keeper, sizes: new WorkspaceSizes({ database, log, most: this.#caps.workspaceBytes }), caps: this.#caps, now, foldSoon: id => setTimeout(() => void this.#settleSoon(id), config.quiet).unref() }
    this.#settling = new Settling({ ...parts, keeper: this.#keeper, newId, caps: this.#caps, config, straighten: ({ id }, writtenBy) => this.versions.straighten(id, writtenBy), keepBefore: room => this.versions.captureSnapshot(room) })
    this.#selfCheck = new SelfCheck({ ...parts, keeper: this.#keeper, newId, age: config.resumable, findRoom: id => this.#rooms.find(id), flag: (id, fault) => this.#flag(id, fault) })
    this.versions = new Versions({ ...parts, keeper: this.#keeper, newId, config, edit: edit => this.edit(edit) })
    for (const [fact, code] of rebuildings) parts.outbox.on(fact, ({ payload: { documentId } }) => this.#rooms.replace(documentId, code))
    const storedGuard = new StoredGuard(this.#keeper)
    const refused = createRefusals({ ...parts, newId, meter })
    this.#rooms = new Rooms(database, {
      log: this.#log, caps: this.#caps, sizes: this.#making.sizes,
      mayQueue: () => this.#log.waitingBytes < this.#caps.queueBytes && !this.#isClosing,
      answers: new SyncAnswers(this.#keeper), repairs: new Repairs(parts, this.#caps.repairsPerHour),
      judge: (room, update, sender) => judgeFor(this.#keeper, room, update, sender),
      learn: (learner, updates) => storedGuard.learn(learner, updates),
      written: (room, kept) => this.#cluster?.tellUpdates(room, kept),
      readOn: room => (this.#cluster && !room.state.isFlagged ? this.#log.readOn(room) : Promise.resolve(false)),
      changed: (room, updates, bytes) => this.#settling.noteUpdates(room, updates, bytes),
      left: room => this.#emptySince.set(room, performance.now()),
      failed: room => this.#discard(room),
      presenceChanged: room => this.#rounds.notePresence(room),
      refused,
      troubled: (room, connection, error) => {
        log.error({ err: error, documentId: room.id }, 'a frame could not be handled')
        connection.close(closeCode.notStored)
      },
    }, (room, isBroken) => this.#opened(room, isBroken))
    this.#editing = { rooms: this.#rooms, keeper: this.#keeper, refused, patience: config.editPatience }
    this.#cluster = parts.cluster ? new Cluster({ ...parts.cluster, database, log, ...this.#hearers() }) : null
    this.#rounds = new Rounds({ ...parts, meter, rooms: this.#rooms, connections: this.#connections.all, cluster: this.#cluster })
  }

  #hearers(): ClusterHearers {
    return {
      findRoom: id => this.#rooms.find(id),
      openRooms: () => this.#rooms.all(),
      heardUpdates: (room, position, updates) => this.#log.hear(room, position, updates),
      heardEpoch: ({ id }) => this.#rooms.replace(id, closeCode.otherEpoch),
      heardPresence: room => this.#rounds.notePresence(room),
      heardComings: (documentId, workspaceId) => void this.#rounds.tellScreens(documentId, workspaceId),
    }
  }

  start(): void {
    this.#every(tick, () => this.#tick())
    this.#every(this.#config.presenceTick, () => this.#rounds.sendPresence())
    this.#every(1000, () => this.#rounds.tellPositions())
    this.#every(1000, givingBack(this.#rooms))
    this.#every(heartbeat, () => this.#rounds.beat())
    this.#every(this.#config.versionRound, () => this.versions.tick())
    this.#every(this.#config.selfCheckRound, () => this.#selfCheck.tick())
    void this.#settleLeftovers()
  }

  createDocument: Engine['createDocument'] = (transaction, start) => createDocument(this.#making, transaction, start)
  createComposed: Engine['createComposed'] = (transaction, workspaceId, documents) => createComposed(this.#making, transaction, workspaceId, documents)
  edit: Engine['edit'] = edit => editDocument(this.#editing, edit)
  editInTurn: Engine['editInTurn'] = (whose, work) => editInTurn(this.#editing, whose, work)
  copy: Engine['copy'] = wanted => composeCopy(this.#editing, wanted)
  read: Engine['read'] = (documentId, userId) => readWhole(this.#editing, documentId, userId)

  closeSockets(whose: Whose, code: CloseCode = whose.sessionId || whose.tokenId ? closeCode.signIn : closeCode.rightsChanged): void {
    this.rights++
    this.#connections.close(whose, code)
  }

  judgeAnew(): Promise<void> {
    this.rights++
    return this.#connections.judgeAnew()
  }

  whoIsHere(documentIds: readonly string[]): Map<string, SignedPerson[]> {
    return whoIsHere({ rooms: this.#rooms, cluster: this.#cluster }, documentIds)
  }

  async checkHealth(): Promise<void> {
    await Promise.all([this.#log.checkHealth(), this.#keeper.ask<'ping'>({ task: 'ping' })])
  }

  get figures(): EngineFigures {
    return { syncSockets: this.#connections.all.size, openDocuments: this.#rooms.count, waitingBytes: this.#log.waitingBytes, keeper: this.#keeper.figures, fullWorkspaces: this.#making.sizes.full }
  }

  handleSocket(socket: WebSocket, opening: Opening): void {
    const connection = new Connection(socket, opening, this.#caps)
    const isTooMany = this.#isFull(opening)
    this.#connections.add(connection)
    endOnError(connection, reason => {
      const room = this.#rooms.find(opening.documentId)
      if (room) this.#editing.refused(room, opening.caller.userId, reason)
    })
    if (this.#isClosing) return connection.close(closeCode.serverStops)
    if (this.#parts.isShut?.()) return connection.close(closeCode.notStored)
    if (isTooMany) return connection.close(closeCode.tooMany, 'Too many documents are open. Close some.')
    this.#rooms.open(opening.documentId).then(room => this.#join(room, connection), error => this.#turnAway(connection, error))
  }

  #isFull({ documentId, caller: { userId } }: Opening): boolean {
    const { socketsPerPerson, openDocuments } = this.#caps
    return this.#connections.countOf(userId) >= socketsPerPerson || (this.#rooms.count >= openDocuments && !this.#rooms.find(documentId))
  }

  async close(): Promise<void> {
    this.#isClosing = true
    for (const timer of this.#timers) clearInterval(timer)
    await this.#log.close(patience)
    this.#cluster?.close()
    this.#connections.close({}, closeCode.serverStops)
    await this.versions.close()
    await this.#selfCheck.close()
    await this.#settling.close()
    await this.#keeper.close()
  }

  #join(room: Room, connection: Connection): void {
    const { epoch } = connection.opening
    if (!connection.isOpen) return
    if (room.hasFailed) return connection.close(closeCode.rightsChanged)
    if (epoch !== null && epoch !== room.state.epoch) return connection.close(closeCode.otherEpoch)
    room.join(connection)
  }

  #turnAway(connection: Connection, error: unknown): void {
    const isGone = error instanceof NoSuchDocument
    if (!isGone) this.#parts.log.error({ err: error, documentId: connection.opening.documentId }, 'a document could not be opened')
    connection.close(isGone ? closeCode.noSuchDocument : closeCode.notStored)
  }

  #opened(room: Room, isBroken: boolean): void {
    this.#emptySince.set(room, performance.now())
    this.#cluster?.enter(room)
    if (room.state.tail.length > 0) this.#settling.noteUpdates(room, room.state.tail.length, 0)
    if (isBroken) this.#settling.flag(room.id, room.state.fault ?? 'an update cannot be read').catch((error: unknown) => this.#parts.log.error({ err: error }, 'a document could not be flagged'))
  }

  async #flag(documentId: string, fault: string): Promise<void> {
    await this.#settling.flag(documentId, fault)
    this.#rooms.replace(documentId, closeCode.rightsChanged)
  }

  #discard(room: Room): void {
    this.#settling.forget(room)
    if (this.#rooms.find(room.id) !== room) return // let go before: what is open now is another room
    if (room.presence.takeComings()) void this.#rounds.tellScreens(room.id, room.state.workspaceId)
    this.#cluster?.leave(room)
    this.#rooms.release(room)
  }

  #tick(): void {
    this.#settling.tick()
    const now = performance.now()
    for (const room of this.#rooms.all()) {
      const isIdle = room.connections.size === 0 && room.waiting === 0 && room.holds === 0 && this.#settling.isSettled(room)
      const isOver = room.hasFailed || now - (this.#emptySince.get(room) ?? now) > this.#config.grace
      if (isIdle && isOver) this.#discard(room)
    }
  }

  /** What a crash has left unfolded. */
  async #settleLeftovers(): Promise<void> {
    try {
      for (const id of await listUnfolded(this.#parts.database)) await this.#settleSoon(id)
    } catch (error) {
      this.#parts.log.error({ err: error }, 'documents that wait to be folded could not be listed')
    }
  }

  /** An open room is folded when it is due, and let go when nobody is in it. */
  async #settleSoon(id: string): Promise<void> {
    if (this.#isClosing) return
    await this.#rooms.open(id).catch((error: unknown) => {
      if (!(error instanceof NoSuchDocument)) this.#parts.log.error({ err: error, documentId: id }, 'a document could not be opened')
    })
  }

  #every(milliseconds: number, work: () => void): void {
    const timer = setInterval(work, milliseconds)
    timer.unref()
    this.#timers.push(timer)
  }
}
