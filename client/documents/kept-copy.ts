import * as Y from 'yjs'

/** Marks what this copy brought into the document, so that it is not written down again. */
export const fromThisDevice = Symbol('from this device')

/** Rows after which they are folded into one. */
const rowsBeforeFolding = 400

/**
 * `unacknowledgedBy`: client ids of windows whose changes the server has not acknowledged. `epoch`: of the document that
 * the copy was made from; null: not known yet.
 */
export interface Loaded { isEmpty: boolean, unacknowledgedBy: readonly number[], epoch: number | null }

/**
 * A document's copy in this browser's IndexedDB: its updates, and in the same transaction a mark for each window whose
 * changes the server has not acknowledged. So a page that was changed offline says so after a reload, whatever happened
 * in between. (y-indexeddb neither tells when the browser refused a write nor writes two things in one transaction.)
 */
export class KeptCopy {
  readonly #database: IDBDatabase
  readonly #doc: Y.Doc
  #lastLoadedRow = 0
  #rows = 0
  #epoch: number | null = null
  #isFolding = false

  constructor(database: IDBDatabase, doc: Y.Doc) {
    this.#database = database
    this.#doc = doc
  }

  /** Brings what is kept into the document. */
  async load(): Promise<Loaded> {
    const transaction = this.#database.transaction(['updates', 'unacknowledged', 'facts'], 'readonly')
    const updates = transaction.objectStore('updates')
    const [bytes, rows, marks, epoch] = await Promise.all([
      answer(updates.getAll() as IDBRequest<Uint8Array[]>),
      answer(updates.getAllKeys() as IDBRequest<number[]>),
      answer(transaction.objectStore('unacknowledged').getAllKeys() as IDBRequest<number[]>),
      answer(transaction.objectStore('facts').get('epoch') as IDBRequest<number | undefined>),
    ])
    this.#lastLoadedRow = rows.at(-1) ?? 0
    this.#rows = rows.length
    this.#epoch = epoch ?? null
    Y.transact(this.#doc, () => bytes.forEach(update => Y.applyUpdate(this.#doc, update, fromThisDevice)), fromThisDevice, false)
    return { isEmpty: rows.length === 0, unacknowledgedBy: marks, epoch: epoch ?? null }
  }

  /** From which epoch of the document the copy is: one that was rebuilt since must not get these updates back. */
  async noteEpoch(epoch: number): Promise<void> {
    this.#epoch = epoch
    const transaction = this.#database.transaction('facts', 'readwrite')
    transaction.objectStore('facts').put(epoch, 'epoch')
    await done(transaction)
  }

  /** Resolves once the update is written; `isOwn`: the server has yet to acknowledge it. Rejects when the browser refuses. */
  async write(update: Uint8Array, { isOwn }: { isOwn: boolean }): Promise<void> {
    const transaction = this.#database.transaction(['updates', 'unacknowledged', 'facts'], 'readwrite')
    const updates = transaction.objectStore('updates')
    const add = (bytes: Uint8Array) => {
      const row = updates.add(bytes)
      if (isOwn) row.onsuccess = () => transaction.objectStore('unacknowledged').put(row.result, this.#doc.clientID)
    }
    if (this.#rows === 0) add(update)
    else this.#addBehind(transaction, update, add)
    await done(transaction)
    this.#rows++
    if (this.#rows >= rowsBeforeFolding) await this.#fold()
  }

  /** Another window may have let go of the document meanwhile: an update alone would say nothing, so all that is here is written again. */
  #addBehind(transaction: IDBTransaction, update: Uint8Array, add: (bytes: Uint8Array) => void): void {
    const rows = transaction.objectStore('updates').count()
    rows.onsuccess = () => {
      if (rows.result > 0) return add(update)
      add(Y.encodeStateAsUpdate(this.#doc))
      if (this.#epoch !== null) transaction.objectStore('facts').put(this.#epoch, 'epoch')
    }
  }

  /**
   * The server holds everything this window has: its own mark goes, and those of windows whose changes were loaded here.
   * What another open window wrote after that stays marked until that window, or the next load, vouches for it.
   */
  async acknowledge(): Promise<void> {
    const transaction = this.#database.transaction('unacknowledged', 'readwrite')
    const marks = transaction.objectStore('unacknowledged')
    marks.delete(this.#doc.clientID)
    const cursor = marks.openCursor()
    cursor.onsuccess = () => {
      const mark = cursor.result
      if (!mark) return
      if ((mark.value as number) <= this.#lastLoadedRow) mark.delete()
      mark.continue()
    }
    await done(transaction)
  }

  /**
   * Nothing of the document stays on this device, nor what these windows wrote. Only while yet another window has
   * something that the server does not know is all of it kept, for that window to settle.
   */
  async forget(windows: Iterable<number>): Promise<void> {
    const transaction = this.#database.transaction(['updates', 'unacknowledged', 'facts'], 'readwrite')
    const marks = transaction.objectStore('unacknowledged')
    for (const window of windows) marks.delete(window)
    const left = marks.count()
    left.onsuccess = () => {
      if (left.result > 0) return
      transaction.objectStore('updates').clear()
      transaction.objectStore('facts').clear()
    }
    await done(transaction)
  }

  /** Pending writes are finished first, by IndexedDB itself. */
  close(): void {
    this.#database.close()
  }

  /** One transaction: either all rows become one, or nothing happened. Rows of other windows are folded in, too. */
  async #fold(): Promise<void> {
    if (this.#isFolding) return
    this.#isFolding = true
    const transaction = this.#database.transaction('updates', 'readwrite')
    const updates = transaction.objectStore('updates')
    const all = updates.getAll() as IDBRequest<Uint8Array[]>
    all.onsuccess = () => {
      const whole = new Y.Doc()
      whole.transact(() => all.result.forEach(update => Y.applyUpdate(whole, update)))
      updates.clear()
      updates.add(Y.encodeStateAsUpdate(whole))
      whole.destroy()
    }
    await done(transaction).finally(() => { this.#isFolding = false })
    this.#rows = 1
  }
}

/** One database per person and document: people who share a device do not share copies. */
export const nameOfCopy = (userId: string, documentId: string): string => `kopa.document:${userId}:${documentId}`

/** Rejects when the browser keeps nothing for this site (private windows, full disks). */
export async function openCopy(userId: string, documentId: string, doc: Y.Doc): Promise<KeptCopy> {
  const request = indexedDB.open(nameOfCopy(userId, documentId), 2)
  request.onupgradeneeded = ({ oldVersion }) => {
    if (oldVersion < 1) {
      request.result.createObjectStore('updates', { autoIncrement: true })
      request.result.createObjectStore('unacknowledged')
    }
    const facts = request.result.createObjectStore('facts')
    // Copies of before epochs were noted are of the first one.
    if (oldVersion === 1) facts.put(1, 'epoch')
  }
  const database = await answer(request)
  // Signing out in another window deletes the copy: step aside, or it would wait for us for ever.
  database.onversionchange = () => database.close()
  return new KeptCopy(database, doc)
}

export const answer = <T>(request: IDBRequest<T>): Promise<T> => new Promise((resolve, reject) => {
  request.onsuccess = () => resolve(request.result)
  request.onerror = () => reject(request.error)
})

const done = (transaction: IDBTransaction): Promise<void> => new Promise((resolve, reject) => {
  transaction.oncomplete = () => resolve()
  transaction.onabort = () => reject(transaction.error ?? new DOMException('The browser refused to store this.', 'AbortError'))
})
