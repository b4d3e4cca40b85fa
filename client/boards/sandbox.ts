import { type BoardRoot, onBoardChange } from '@kopa/shared/boards/board-changes.ts'
import { copyOf, differingKeys, type EntryValues, valuesOf, writeValues } from '@kopa/shared/boards/board-values.ts'
import { BoardStore } from './board-store.ts'

/** Something that says something else in the sandbox than in the live board. */
export interface SandboxChange { readonly root: BoardRoot, readonly id: string, readonly isNew: boolean, readonly isGone: boolean }

interface Touched { readonly root: BoardRoot, readonly id: string, /** as the live board had it last */ live: EntryValues | null }

/**
 * What if: a copy of a live board that nobody else sees. What others change meanwhile comes in, except where this person has
 * changed the same; applied, it is one act of the live board, in which only what was changed here is written.
 */
export class Sandbox {
  readonly live: BoardStore
  readonly board: BoardStore
  readonly #touched = new Map<string, Touched>()
  readonly #contested = new Set<string>()
  #changes: readonly SandboxChange[] = []
  #isCopying = false
  readonly #listeners = new Set<() => void>()
  readonly #stops: readonly (() => void)[]

  constructor(live: BoardStore) {
    this.live = live
    this.board = new BoardStore(copyOf(live.doc))
    this.#stops = [
      onBoardChange(this.board.doc, changes => { if (!this.#isCopying) this.#note(changes) }),
      onBoardChange(live.doc, changes => this.#copy(changes)),
    ]
  }

  close(): void {
    this.#stops.forEach(stop => stop())
    this.board.close()
    this.board.doc.destroy()
    this.#listeners.clear()
  }

  /** The same array for as long as it says the same. */
  readonly changes = (): readonly SandboxChange[] => this.#changes
  /** How many values were changed both here and, since then, by others: applied, those of here win. */
  get contested(): number { return this.#contested.size }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  /** Writes what was changed here into the live board: one act under these words, undone as one. */
  apply(words: string): void {
    this.live.act(doc => {
      for (const { root, id } of this.#changes) {
        const [values, live] = [valuesOf(this.board.doc, root, id), valuesOf(doc, root, id)]
        writeValues(doc, { root, id }, { keys: differingKeys(values, live), values })
      }
    }, words)
  }

  /** This person has changed something here, or taken it back. */
  #note(changes: ReadonlyMap<BoardRoot, ReadonlySet<string>>): void {
    for (const [root, ids] of changes) {
      for (const id of ids) if (!this.#touched.has(`${root} ${id}`)) this.#touched.set(`${root} ${id}`, { root, id, live: valuesOf(this.live.doc, root, id) })
    }
    this.#tell()
  }

  /** The live board has changed: everything comes in but what was changed here. */
  #copy(changes: ReadonlyMap<BoardRoot, ReadonlySet<string>>): void {
    const { doc } = this.board
    this.#isCopying = true
    doc.transact(() => { for (const [root, ids] of changes) for (const id of ids) this.#copyEntry(root, id) }, this)
    this.#isCopying = false
    this.#tell()
  }

  #copyEntry(root: BoardRoot, id: string): void {
    const { doc } = this.board
    const [values, here] = [valuesOf(this.live.doc, root, id), valuesOf(doc, root, id)]
    const touched = this.#touched.get(`${root} ${id}`)
    const keys = differingKeys(touched ? touched.live : here, values)
    const free = touched ? keys.filter(key => !differingKeys(touched.live, here).includes(key)) : keys
    for (const key of keys) if (!free.includes(key)) this.#contested.add(`${root} ${id} ${key}`)
    if (touched) touched.live = values
    // What is gone there stays here for as long as something of it was changed here.
    if (free.length > 0 && (values !== null || free.length === keys.length)) writeValues(doc, { root, id }, { keys: free, values })
  }

  #tell(): void {
    const { doc } = this.board
    const changed = [...this.#touched.values()].filter(({ root, id, live }) => differingKeys(valuesOf(doc, root, id), live).length > 0)
    this.#changes = changed.map(({ root, id, live }) => ({ root, id, isNew: live === null, isGone: valuesOf(doc, root, id) === null }))
    for (const key of this.#contested) if (!changed.some(({ root, id }) => key.startsWith(`${root} ${id} `))) this.#contested.delete(key)
    this.#listeners.forEach(listener => listener())
  }
}
