import * as decoding from 'lib0/decoding'
import * as encoding from 'lib0/encoding'
import { closeCode, messageType, subprotocol, syncStep } from '@kopa/shared/documents/protocol.ts'
import { wordsBy } from '@kopa/shared/documents/own-words.ts'
import { writeSyncStep2 } from 'y-protocols/sync'
import { WebsocketProvider } from 'y-websocket'
import * as Y from 'yjs'
import { ArrivingUpdates } from './arriving-updates.ts'
import { CountingSocket } from './counting-socket.ts'
import { fromThisDevice } from './kept-copy.ts'
import { LocalCopy } from './local-copy.ts'
import { askToKeep } from './offline.ts'
import { mereDeletions, step2Of, withoutDeleted } from './mere-deletions.ts'
import { isForSize, isGone, isOver, lateAfter, type SavedState, savedStateOf, silentAfter } from './saved-state.ts'
import { TryingAgain } from './trying-again.ts'

export interface DocumentState {
  saved: SavedState
  /**
   * missing: not on this device, and the server cannot be asked (or has refused).
   * gone: for this person it does not exist (any more), and this device keeps nothing of it.
   * unsent: the same, or it was begun anew on the server; but this device still has words of theirs that the server never got: see `unsentWords`.
   */
  content: 'opening' | 'here' | 'missing' | 'gone' | 'unsent'
  /** The server has said what it has: `wordsNotSaved` is exact. */
  isCompared: boolean
}

export interface WhichDocument { userId: string, documentId: string, syncUrl?: string }

/** milliseconds that a copy which does not answer may keep us from asking the server */
const mostWaitForCopy = 1_500

/** One document open in this window: the Y.Doc, its connection, its copy on this device, and the truth about both. */
export class OpenDocument {
  readonly id: string
  readonly doc = new Y.Doc()
  readonly provider: WebsocketProvider
  readonly arriving: ArrivingUpdates
  readonly #copy: LocalCopy
  readonly #listeners = new Set<() => void>()
  #state: DocumentState = { saved: { state: 'opening' }, content: 'opening', isCompared: false }
  #connection: 'opening' | 'open' | 'closed' = 'opening'
  #refusedWith: number | null = null
  #refusedFor = ''
  #wasRefused = false
  #isUnacknowledged = false
  #changedAt: number | null = null
  #hasSynced = false
  #unsentWords = ''
  /** What the server had when this connection began. */
  #known: ReadonlyMap<number, number> | null = null
  #isForgotten = false
  #timer: ReturnType<typeof setTimeout> | undefined
  readonly #tryingAgain = new TryingAgain(() => this.provider.connect())
  /** How the next connection says what is here already. */
  readonly #resume: { since?: string, epoch?: string } = {}
  /** The connection on which the server has sent all that was missing: from then on its positions are ours. */
  #answeredOn: unknown = null
  #isClosed = false
  readonly #listening = new AbortController()

  constructor({ userId, documentId, syncUrl = syncUrlHere() }: WhichDocument) {
    this.id = documentId
    this.#copy = new LocalCopy({ userId, documentId, doc: this.doc, isOwn: this.#isOwn, onChange: () => this.#refresh() })
    // No BroadcastChannel: what a second window passes on, nobody would have acknowledged.
    this.provider = new WebsocketProvider(syncUrl, documentId, this.doc, { connect: false, disableBc: true, protocols: [subprotocol], WebSocketPolyfill: CountingSocket })
    this.provider.params = this.#resume
    this.arriving = new ArrivingUpdates(this.doc, this.provider)
    this.#listen()
    void this.#open()
    void askToKeep()
  }

  get awareness() { return this.provider.awareness }
  readonly state = (): DocumentState => this.#state

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  /** What this person wrote and the server never got, once the document is closed to them or was begun anew. */
  get unsentWords(): string { return this.#unsentWords }

  /** The same, while they may still read the document but no longer write in it. */
  wordsNotSaved(): string {
    return wordsBy(this.doc, new Set(this.#windows()), this.#known ?? undefined)
  }

  /** The person has copied their unsent words, or does not want them. */
  async discardUnsent(): Promise<void> {
    await this.#forget()
    this.#refresh()
  }

  /** This device lets go of what the server refuses, and of all the rest: whoever opens the document next begins with what is saved. */
  async startOver(): Promise<void> {
    if (this.#refusedWith !== null) await this.letGo()
  }

  /** This device keeps nothing of it any more; what is in this window goes with the window. */
  letGo(): Promise<void> {
    return this.#copy.forget(this.#windows())
  }

  close(): void {
    this.#isClosed = true
    this.#listeners.clear()
    this.#listening.abort()
    clearTimeout(this.#timer)
    this.#tryingAgain.stop()
    this.arriving.stop()
    this.provider.destroy()
    this.#copy.close()
    this.doc.destroy()
  }

  async #open(): Promise<void> {
    await Promise.race([this.#copy.open(), new Promise(resolve => setTimeout(resolve, mostWaitForCopy))])
    if (this.#copy.epoch !== null) this.#resume.epoch = String(this.#copy.epoch)
    if (!this.#isClosed) this.provider.connect()
  }

  readonly #isOwn = (origin: unknown): boolean => origin !== this.provider && origin !== fromThisDevice

  #listen(): void {
    const { provider } = this
    provider.messageHandlers[messageType.sync] = (encoder, decoder) => this.#readSync(encoder, decoder)
    provider.messageHandlers[messageType.saved] = (_, decoder) => this.#readSaved(decoder)
    provider.on('status', ({ status }) => this.#connectionIs(status === 'connected' ? 'open' : this.#connection))
    provider.on('connection-close', () => this.#connectionIs('closed'))
    provider.on('closed', ({ code, reason }) => this.#closedFor(code, reason))
    provider.on('sync', isSynced => { this.#hasSynced ||= isSynced; this.#refresh() })
    window.addEventListener('online', () => this.#comeBack(), { signal: this.#listening.signal })
    window.addEventListener('offline', () => this.#refresh(), { signal: this.#listening.signal })
    this.doc.on('update', (_, origin) => { if (this.#isOwn(origin)) this.#changedHere() })
  }

  /** As in y-protocols, except that what arrives is applied with the next frame. */
  #readSync(encoder: encoding.Encoder, decoder: decoding.Decoder): void {
    const step = decoding.readVarUint(decoder)
    const bytes = decoding.readVarUint8Array(decoder)
    if (step === syncStep.step1) {
      this.#known = Y.decodeStateVector(bytes)
      this.#refresh()
      // Ahead of what was added: it is let in by itself, and makes room.
      if (isForSize(this.#refusedWith)) this.#socket()?.send(step2Of(mereDeletions(this.doc, bytes)))
      encoding.writeVarUint(encoder, messageType.sync)
      return writeSyncStep2(encoder, this.#refusedWith === closeCode.tooMuchAtOnce ? withoutDeleted(this.doc) : this.doc, bytes)
    }
    const socket = this.provider.ws
    if (step === syncStep.step2) this.#answeredOn = socket
    this.arriving.add(bytes, step === syncStep.step2 ? () => { if (this.provider.ws === socket) this.provider.synced = true } : undefined)
  }

  #readSaved(decoder: decoding.Decoder): void {
    this.#socket()?.acknowledge(decoding.readVarUint(decoder))
    const [position, epoch] = [decoding.readVarUint(decoder), decoding.readVarUint(decoder)]
    if (this.#answeredOn === this.provider.ws) this.#resume.since = String(position)
    this.#resume.epoch = String(epoch)
    this.#copy.noteEpoch(epoch)
    this.#refresh()
  }

  /**
   * A frame can be refused because one before it was lost on the way: a new connection begins by comparing everything,
   * which settles that. Refused again before anything was acknowledged, it is the content, and final.
   */
  #closedFor(code: number, reason: string): void {
    const isSecond = this.#wasRefused
    this.#wasRefused = true
    if (code === closeCode.refusedUpdate && !isSecond) return this.provider.connect()
    this.#refusedWith = code
    this.#refusedFor = reason
    // What is too much at once is so until something is changed here, and is not sent in vain.
    if (isForSize(code) && code !== closeCode.tooMuchAtOnce) this.#tryingAgain.later()
    this.#refresh()
  }

  /** A connection that outlived the network may have swallowed frames of either side; a new one begins by comparing. */
  #comeBack(): void {
    if ((this.#refusedWith !== null && !isForSize(this.#refusedWith)) || this.#connection === 'opening') return
    this.provider.disconnect()
    this.provider.connect()
  }

  #socket(): CountingSocket | null {
    return this.provider.ws as CountingSocket | null
  }

  #connectionIs(connection: 'opening' | 'open' | 'closed'): void {
    this.#connection = connection
    this.#refresh()
  }

  #changedHere(): void {
    this.#isUnacknowledged = true
    this.#changedAt ??= Date.now()
    if (isForSize(this.#refusedWith)) this.#tryingAgain.afterChange()
    this.#refresh()
  }

  #refresh(): void {
    if (this.#isClosed) return
    this.#settle()
    this.#forgetWhenOver()
    const next = this.#look()
    if (JSON.stringify(next) === JSON.stringify(this.#state)) return
    this.#state = next
    this.#listeners.forEach(listener => listener())
  }

  /** Is everything acknowledged, what earlier visits left behind included? */
  #settle(): void {
    if (!this.#copy.isLoaded) return
    this.#isUnacknowledged ||= this.#copy.leftBehindBy.length > 0
    if (this.#connection !== 'open' || !this.#socket()?.isAcknowledged) return
    if (isForSize(this.#refusedWith)) this.#hasRoom()
    if (!this.#isUnacknowledged) return
    this.#isUnacknowledged = false
    this.#changedAt = null
    this.#wasRefused = false
    this.#copy.leftBehindBy = []
    this.#copy.acknowledge()
  }

  #hasRoom(): void {
    this.#refusedWith = null
    this.#tryingAgain.stop()
  }

  /**
   * What this person may not see must not stay on their device, nor what was deleted for ever (a document that was begun anew takes
   * nothing of this copy); only their own words, until they say what becomes of them.
   */
  #forgetWhenOver(): void {
    if (this.#isForgotten || !isOver(this.#refusedWith) || !this.#copy.isLoaded) return
    this.#unsentWords = wordsBy(this.doc, new Set(this.#isUnacknowledged ? this.#windows() : []))
    if (!this.#unsentWords) void this.#forget()
  }

  #windows(): number[] {
    return [...this.#copy.leftBehindBy, this.doc.clientID]
  }

  /** Resolves when this device has let go of it. */
  #forget(): Promise<void> {
    const forgotten = this.#copy.forget(this.#windows())
    this.#isForgotten = true
    // What is no words (a card that was moved) is still on the screen of a document that was begun anew.
    if (isGone(this.#refusedWith)) this.#isUnacknowledged = false
    this.#unsentWords = ''
    return forgotten
  }

  #look(): DocumentState {
    const since = this.#connection === 'open' ? this.#socket()?.waitingSince ?? null : this.#changedAt
    const saved = savedStateOf({
      connection: this.#wordForConnection(since),
      refusedWith: this.#refusedWith,
      refusedFor: this.#refusedFor,
      isUnacknowledged: this.#isUnacknowledged,
      unacknowledgedSince: since,
      copy: this.#copy.state,
    }, Date.now())
    this.#lookAgainWhenLate(saved, since)
    return { saved, content: this.#contentState(), isCompared: this.#known !== null }
  }

  /** A browser without a network keeps its sockets "open" for a while: silence is then the word of the network. */
  #wordForConnection(since: number | null): 'opening' | 'open' | 'closed' {
    if (this.#connection !== 'open') return this.#connection
    if (!navigator.onLine && since !== null && Date.now() - since >= silentAfter) return 'closed'
    return this.#isKnown() ? 'open' : 'opening'
  }

  /** "Saved" needs the copy's word about earlier visits and one full round with the server. */
  #isKnown(): boolean {
    return this.#copy.isLoaded && (this.#isUnacknowledged || (this.#socket()?.hasSentState ?? false))
  }

  #contentState(): DocumentState['content'] {
    if (this.#unsentWords) return 'unsent'
    if (isGone(this.#refusedWith)) return 'gone'
    if (this.#hasSynced || !this.#copy.isEmpty) return 'here'
    if (this.#refusedWith !== null) return 'missing'
    return this.#connection === 'closed' && this.#copy.isLoaded ? 'missing' : 'opening'
  }

  #lookAgainWhenLate(saved: SavedState, since: number | null): void {
    clearTimeout(this.#timer)
    if (saved.state !== 'saving' || saved.isLate || since === null) return
    const wait = navigator.onLine ? lateAfter : silentAfter
    this.#timer = setTimeout(() => this.#refresh(), Math.max(50, since + wait - Date.now()))
  }
}

const syncUrlHere = (): string => `${location.origin.replace(/^http/, 'ws')}/sync`
