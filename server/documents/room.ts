import { closeCode, messageType, syncStep, type CloseCode } from '@kopa/shared/documents/protocol.ts'
import { can } from '@kopa/shared/policy.ts'
import { ByteCursor } from './byte-cursor.ts'
import { joined, payloadOf, step1Frame, updateFrame } from './frames.ts'
import type { Verdict } from './guard.ts'
import { InOrder } from './in-order.ts'
import type { Sender } from './keeper.ts'
import type { Learned } from './learning.ts'
import type { Entry, LogRoom } from './log.ts'
import { keptOf } from './log-entries.ts'
import { Presence } from './presence.ts'
import { Gaps, mayBeBehind } from './gaps.ts'
import { documentTooLarge, Refusal, workspaceTooLarge } from './refusal.ts'
import type { RoomParts } from './room-parts.ts'
import { RoomSize } from './room-size.ts'
import type { Kept, RoomState } from './room-state.ts'
import type { Connection } from './socket.ts'
import { mayTakeAway, mustWaitForFold, mustWeigh } from './taking-away.ts'
import type { WorkspaceSize } from './workspace-size.ts'

/** Whoever was refused for want of room comes back with what they have taken away meanwhile: that takes next to nothing, but nothing may grow for ever by it. */
const toTheBrim = 17 / 16

/** One open document: its clients, and the bytes as they lie in storage. It receives, has saved, then relays and acknowledges. */
export class Room implements LogRoom {
  readonly id: string
  readonly state: RoomState
  readonly connections = new Set<Connection>()
  readonly presence: Presence
  /** How far the log is stored, as the log knows; what is on its way to this room included. */
  position: number
  hasFailed = false
  /** entries in the log that are not stored yet */
  waiting = 0
  /** work that needs the room although nobody is in it */
  holds = 0
  #parts: RoomParts
  #gaps = new Gaps()
  #intake = new InOrder()
  #size = new RoomSize()
  #workspaceSize: WorkspaceSize

  constructor(state: RoomState, parts: RoomParts) {
    this.id = state.id
    this.state = state
    this.position = this.reach
    this.presence = new Presence(state.knowledge, parts.caps.presenceBytes)
    this.#parts = parts
    this.#workspaceSize = parts.sizes.of(state.workspaceId)
    this.#workspaceSize.countWhenDue() // before somebody writes
  }

  /** How far what is here goes: all that may be told to a client. */
  get reach(): number {
    return this.state.tail.at(-1)?.position ?? this.state.snapshotPosition
  }

  join(connection: Connection): void {
    this.connections.add(connection)
    connection.socket.on('close', () => this.#leave(connection))
    connection.write(Buffer.concat([step1Frame(this.state.knowledge.stateVector()), this.presence.everybody()]))
    connection.listen(frame => this.#receive(connection, frame))
  }

  closeAll(code: CloseCode): void {
    for (const connection of this.connections) connection.close(code)
  }

  #leave(connection: Connection): void {
    if (!this.connections.delete(connection)) return
    this.presence.leave(connection)
    if (this.presence.hasChanged) this.#parts.presenceChanged(this)
    this.#parts.left(this)
  }

  /** Nothing that a frame holds may throw further than here. */
  #receive(connection: Connection, frame: Buffer): Promise<void> | void {
    try {
      const work = this.#handle(connection, new ByteCursor(frame))
      return work?.catch((error: unknown) => this.#refuse(connection, error))
    } catch (error) {
      this.#refuse(connection, error)
    }
  }

  #handle(connection: Connection, cursor: ByteCursor): Promise<void> | void {
    switch (cursor.uint()) {
      case messageType.sync: return this.#sync(connection, cursor)
      case messageType.awareness: return this.#hear(connection, cursor.slice())
      case messageType.queryAwareness: connection.missesPresence = true; return // with the next position: once a second at most
      default: // of a newer client: none of our business
    }
  }

  #sync(connection: Connection, cursor: ByteCursor): Promise<void> | void {
    const step = cursor.uint()
    const bytes = cursor.slice()
    if (step > syncStep.update || cursor.left > 0) throw new Refusal('unknown sync message')
    if (step === syncStep.step1) return this.#parts.answers.answer(this, connection, bytes)
    connection.received++
    return this.#update(connection, bytes, step)
  }

  #hear(connection: Connection, bytes: Uint8Array): void {
    this.presence.receive(connection, bytes)
    if (this.presence.hasChanged) this.#parts.presenceChanged(this)
  }

  /** A refused update changes nothing and closes its sender's socket; nobody else notices. */
  #refuse(connection: Connection, error: unknown): void {
    if (!(error instanceof Refusal)) return this.#parts.troubled(this, connection, error)
    connection.close(this.#gaps.codeFor(error.reason, connection.person.id), error.reason)
    this.#parts.refused(this, connection.person.id, error.reason)
  }

  #update(connection: Connection, bytes: Uint8Array, step: number): Promise<void> | void {
    try {
      const verdict = this.#judge(connection, bytes)
      if (!(verdict instanceof Promise)) return this.#admit(connection, bytes, step, verdict)
      return verdict.catch((error: unknown) => this.#judgeAgain(connection, bytes, error)).then(late => this.#admit(connection, bytes, step, late))
    } catch (error) {
      return this.#judgeAgain(connection, bytes, error).then(verdict => this.#admit(connection, bytes, step, verdict))
    }
  }

  #judge(connection: Connection, bytes: Uint8Array): Promise<Verdict> | Verdict {
    return this.#parts.judge(this, bytes, this.#senderOf(connection))
  }

  #senderOf(connection: Connection): Sender {
    return { userId: connection.person.id, kind: this.state.kind, isReader: !this.#mayWrite(connection) }
  }

  /** Whoever comes from another node may know more than this one has heard of: that is made up for before anything is refused. */
  async #judgeAgain(connection: Connection, bytes: Uint8Array, error: unknown): Promise<Verdict> {
    if (!(error instanceof Refusal) || !mayBeBehind(error.reason) || !await this.#parts.readOn(this)) throw error
    return this.#judge(connection, bytes)
  }

  #admit(connection: Connection, bytes: Uint8Array, step: number, verdict: Verdict): Promise<void> | void {
    if (this.hasFailed) return // meanwhile: they come back with it, to a room that is read anew
    if (verdict.isEmpty) return this.#acknowledge(connection)
    if (!this.#mayWrite(connection)) return this.#readOnly(connection, bytes, verdict)
    if (verdict.isNew) this.#checkNew(connection, bytes, verdict)
    if (mustWeigh(verdict, this.#size.notesIn(this.state))) return this.#acceptWeighed(connection, bytes, verdict)
    if (verdict.isNew || step === syncStep.update) return this.#accept(connection, bytes, verdict)
    return this.#acceptIfNew(connection, bytes, verdict)
  }

  #checkNew({ person }: Connection, bytes: Uint8Array, verdict: Verdict): void {
    if (this.#parts.repairs.isOver(this.id, person.id)) throw new Refusal('too many repairs')
    this.checkSize(bytes, verdict)
  }

  /** Every returning client repeats all the deletions it knows: stored each time, the log would only grow. */
  async #acceptIfNew(connection: Connection, bytes: Uint8Array, verdict: Verdict): Promise<void> {
    if (await this.#parts.answers.addsNothing(this, bytes, this.#senderOf(connection))) return this.#acknowledge(connection)
    this.#accept(connection, bytes, verdict)
  }

  async #acceptWeighed(connection: Connection, bytes: Uint8Array, verdict: Verdict): Promise<void> {
    const weight = await this.#parts.answers.weigh(this, bytes, connection.person.id)
    if (weight.addsNothing) return this.#acknowledge(connection)
    if (!mayTakeAway(weight)) throw new Refusal(documentTooLarge)
    this.#accept(connection, bytes, verdict)
  }

  /**
   * A reader's updates are dropped, not answered: old clients retry forever on an error. Acknowledged is only what
   * holds nothing but what is here anyway (every client answers a state vector with the deletions it knows).
   */
  async #readOnly(connection: Connection, bytes: Uint8Array, { isNew }: Verdict): Promise<void> {
    if (!isNew && await this.#parts.answers.addsNothing(this, bytes, this.#senderOf(connection))) return this.#acknowledge(connection)
    this.#parts.refused(this, connection.person.id, 'may not write')
  }

  /** @throws Refusal where these cannot be added any more */
  checkSize({ length }: Uint8Array, { isAdding }: Verdict): void {
    const share = isAdding ? 1 : toTheBrim
    if (this.#size.of(this.state) + length > this.#parts.caps.documentBytes * share) throw new Refusal(documentTooLarge)
    if (!this.#workspaceSize.fits(length, share)) throw new Refusal(workspaceTooLarge)
  }

  /** Will what is appended be stored? */
  get mayAppend(): boolean {
    return !this.hasFailed && this.#parts.mayQueue()
  }

  #mayWrite({ opening: { caller, access } }: Connection): boolean {
    return !this.state.isFlagged && !this.hasFailed && can({ ...caller, role: access.role }, 'document.edit')
  }

  #accept(connection: Connection, bytes: Uint8Array, verdict: Verdict): void {
    if (!connection.isOpen || this.hasFailed) return // left meanwhile, or rights ended: not acknowledged, so it is still theirs
    if (mustWaitForFold(verdict, this.#size.notesIn(this.state)) || !this.#parts.mayQueue()) return connection.close(closeCode.notStored, 'Nothing can be stored at the moment. What you wrote stays with you.')
    this.append(connection.person.id, bytes, verdict, { sender: connection, since: connection.frameAt })
  }

  /** Sends an update that may enter on its way to the disk. @returns what takes it back, unless it is there by then */
  append(userId: string, bytes: Uint8Array, verdict: Verdict, { sender, ...rest }: Pick<Entry, 'sender' | 'since' | 'along' | 'onStored' | 'onFailed'>): () => void {
    this.#gaps.forget(userId)
    this.state.knowledge.learn(verdict, userId)
    this.#size.add(bytes.length, verdict.notes)
    this.#workspaceSize.add(bytes.length)
    const frame = updateFrame(syncStep.update, bytes)
    return this.#enqueue({
      room: this, userId, clientId: verdict.client, bytes: payloadOf(frame, bytes.length), newClients: verdict.newClients,
      position: 0, frame, sender, ...rest,
    })
  }

  /** Nothing to store, but not to be confirmed before what came ahead of it either. */
  #acknowledge(connection: Connection): void {
    this.#enqueue({ room: this, userId: connection.person.id, clientId: 0, bytes: null, newClients: [], position: 0, frame: null, sender: connection })
  }

  #enqueue(entry: Entry): () => void {
    this.waiting++
    this.#parts.log.append(entry)
    return () => this.#parts.log.giveUp(entry)
  }

  stored(entries: Entry[]): Promise<void> | void {
    return this.#intake.do(() => {
      const learned = this.#learnForeign(entries)
      if (!(learned instanceof Promise)) return this.#takeIn(entries, learned)
      this.holds++
      return learned.then(late => this.#takeIn(entries, late), () => this.failed(entries)).finally(() => { this.holds-- })
    })
  }

  /** What another node has let in. Its own guard has judged it, in the order of the log. */
  #learnForeign(entries: readonly Entry[]): Promise<Learned> | Learned {
    return this.#parts.learn(this.state, entries.flatMap(({ isForeign, userId, bytes }) => (isForeign && bytes ? [{ userId, bytes }] : [])))
  }

  #takeIn(entries: Entry[], { fault, notes }: Learned): void {
    if (fault) return this.failed(entries)
    this.waiting -= entries.filter(entry => !entry.isForeign).length
    if (!this.hasFailed) this.#handOn(entries, notes) // else it may lack what came before
    for (const entry of entries) entry.onStored?.(entry.position)
  }

  #handOn(entries: Entry[], notes: number): void {
    const kept = entries.flatMap(keptOf)
    for (const one of kept) this.state.tail.push(one)
    this.#size.add(entries.reduce((sum, { isForeign, bytes }) => sum + (isForeign && bytes ? bytes.length : 0), 0), notes)
    this.#relay(entries, kept)
    this.#tellOthers(entries, kept)
    if (kept.length > 0) this.#parts.changed(this, kept.length, kept.reduce((sum, { bytes }) => sum + bytes.length, 0))
  }

  #tellOthers(entries: Entry[], kept: Kept[]): void {
    const foreign = new Set(entries.filter(entry => entry.isForeign).map(entry => entry.position))
    const own = kept.filter(({ position }) => !foreign.has(position))
    if (own.length > 0) this.#parts.written(this, own)
  }

  /** What the room believes is no longer what the log holds: everybody comes back to a room that is read anew. */
  failed(entries: Entry[], code: CloseCode = closeCode.notStored): void {
    this.waiting -= entries.filter(entry => !entry.isForeign).length
    for (const { position, onStored, onFailed } of entries) {
      if (position > 0) onStored?.(position)
      else onFailed?.()
    }
    this.hasFailed = true
    this.closeAll(code)
    this.#parts.failed(this)
  }

  /** One write per client and commit: built once for all who only listen, apart for each sender (no echo, but an acknowledgement). */
  #relay(entries: Entry[], kept: Kept[]): void {
    const bySender = Map.groupBy(entries, entry => entry.sender)
    const all = joined(kept.map(({ frame }) => frame))
    for (const connection of this.connections) {
      const own = bySender.get(connection)
      if (own) this.#relayToSender(connection, own, entries)
      else if (connection.isSynced && all.length > 0) connection.write(all)
    }
  }

  #relayToSender(connection: Connection, own: Entry[], entries: Entry[]): void {
    connection.durable += own.length
    const others = connection.isSynced ? entries.flatMap(({ sender, frame }) => (frame && sender !== connection ? [frame] : [])) : []
    const saved = connection.saved(this.reach, this.state.epoch)
    const frames = joined(saved ? [...others, saved] : others)
    if (frames.length > 0) connection.write(frames)
  }
}
