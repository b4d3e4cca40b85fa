import * as Y from 'yjs'
import { fromThisDevice, type KeptCopy, openCopy } from './kept-copy.ts'

export type CopyState = 'kept' | 'writing' | 'failed'

interface Options {
  userId: string
  documentId: string
  doc: Y.Doc
  /** Did this window's person make the change, rather than the server or the copy itself? */
  isOwn: (origin: unknown) => boolean
  onChange: () => void
}

/** Keeps a document on this device and knows whether that succeeds. A refused write is tried again, whole, with the next change. */
export class LocalCopy {
  state: CopyState = 'kept'
  isLoaded = false
  isEmpty = true
  /** Windows of earlier visits, by their client ids, that wrote something which was never acknowledged. */
  leftBehindBy: readonly number[] = []
  /** Of the document that the copy was made from; null: not known. */
  epoch: number | null = null
  readonly #options: Options
  #copy: KeptCopy | null = null
  #before: { update: Uint8Array, isOwn: boolean }[] = []
  #pending = 0
  #isClosed = false

  constructor(options: Options) {
    this.#options = options
    options.doc.on('update', this.#take)
  }

  /** Never rejects: a browser that keeps nothing is a state, not an error. */
  async open(): Promise<void> {
    const { userId, documentId, doc } = this.#options
    try {
      const copy = await openCopy(userId, documentId, doc)
      if (this.#isClosed) return copy.close()
      const { isEmpty, unacknowledgedBy, epoch } = await copy.load()
      this.#copy = copy
      const told = this.epoch
      this.epoch = epoch
      if (told !== null) this.noteEpoch(told)
      this.isEmpty = isEmpty
      this.leftBehindBy = unacknowledgedBy
    } catch {
      this.state = 'failed'
    }
    this.isLoaded = true
    this.#before.splice(0).forEach(({ update, isOwn }) => this.#write(update, isOwn))
    this.#options.onChange()
  }

  noteEpoch(epoch: number): void {
    if (this.epoch === epoch) return
    this.epoch = epoch
    this.#copy?.noteEpoch(epoch).catch(() => this.#fail())
  }

  acknowledge(): void {
    this.#copy?.acknowledge().catch(() => this.#fail())
  }

  /** From here on this device keeps nothing of the document, nor of what these windows wrote. Resolves when that is so; never rejects. */
  async forget(windows: Iterable<number>): Promise<void> {
    this.#options.doc.off('update', this.#take)
    this.isEmpty = true
    this.leftBehindBy = []
    // A browser that cannot even clear has its storage broken: the next visit asks again.
    await this.#copy?.forget(windows).catch(() => undefined)
  }

  /** Writes under way are finished by the browser. */
  close(): void {
    this.#isClosed = true
    this.#options.doc.off('update', this.#take)
    this.#copy?.close()
  }

  readonly #take = (update: Uint8Array, origin: unknown): void => {
    if (origin === fromThisDevice) return
    const isOwn = this.#options.isOwn(origin)
    if (this.isLoaded) this.#write(update, isOwn)
    else this.#before.push({ update, isOwn })
  }

  #write(update: Uint8Array, isOwn: boolean): void {
    if (!this.#copy) return
    const bytes = this.state === 'failed' ? Y.encodeStateAsUpdate(this.#options.doc) : update
    this.#pending++
    if (this.state === 'kept') this.state = 'writing'
    this.#copy.write(bytes, { isOwn: isOwn || this.state === 'failed' }).then(() => this.#written(), () => this.#fail())
  }

  #written(): void {
    this.#pending--
    if (this.#pending > 0) return
    this.state = 'kept'
    this.#options.onChange()
  }

  #fail(): void {
    this.#pending = Math.max(0, this.#pending - 1)
    this.state = 'failed'
    if (!this.#isClosed) this.#options.onChange()
  }
}
