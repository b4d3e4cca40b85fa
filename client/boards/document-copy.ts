import { type BoardRoot, onBoardChange } from '@kopa/shared/boards/board-changes.ts'
import { copyOf, differingKeys, type EntryValues, valuesOf, writeValues } from '@kopa/shared/boards/board-values.ts'
import type * as Y from 'yjs'

/** Something that says something else in a copy than in the live document. */
export interface CopyChange { readonly root: BoardRoot, readonly id: string }

interface Touched extends CopyChange { /** as the live document had it last */ live: EntryValues | null }

/** A copy of a live board document: what others change comes in, except where the same was changed in the copy. */
export class DocumentCopy {
  readonly live: Y.Doc
  readonly doc: Y.Doc
  readonly #touched = new Map<string, Touched>()
  readonly #contested = new Set<string>()
  #changes: readonly CopyChange[] = []
  #isCopying = false
  readonly #tellOthers: () => void
  readonly #stops: readonly (() => void)[]

  constructor(live: Y.Doc, tell: () => void) {
    this.live = live
    this.doc = copyOf(live)
    this.#tellOthers = tell
    this.#stops = [
      onBoardChange(this.doc, changes => { if (!this.#isCopying) this.#note(changes) }),
      onBoardChange(live, changes => this.#copy(changes)),
    ]
  }

  close(): void {
    this.#stops.forEach(stop => stop())
    this.doc.destroy()
  }

  get changes(): readonly CopyChange[] { return this.#changes }
  /** How many values were changed both here and, since then, by others. */
  get contested(): number { return this.#contested.size }

  /** Writes what was changed here into the live document, but for `isLeftOut`; the caller's transaction makes it one. */
  write(isLeftOut: (change: CopyChange, key: string) => boolean): void {
    for (const change of this.#changes) {
      const [values, live] = [valuesOf(this.doc, change.root, change.id), valuesOf(this.live, change.root, change.id)]
      const keys = differingKeys(values, live).filter(key => !isLeftOut(change, key))
      if (keys.length > 0) writeValues(this.live, change, { keys, values })
    }
  }

  /** This person has changed something here, or taken it back. */
  #note(changes: ReadonlyMap<BoardRoot, ReadonlySet<string>>): void {
    for (const [root, ids] of changes) {
      for (const id of ids) if (!this.#touched.has(`${root} ${id}`)) this.#touched.set(`${root} ${id}`, { root, id, live: valuesOf(this.live, root, id) })
    }
    this.#tell()
  }

  /** The live document has changed: everything comes in but what was changed here. */
  #copy(changes: ReadonlyMap<BoardRoot, ReadonlySet<string>>): void {
    this.#isCopying = true
    this.doc.transact(() => { for (const [root, ids] of changes) for (const id of ids) this.#copyEntry(root, id) }, this)
    this.#isCopying = false
    this.#tell()
  }

  #copyEntry(root: BoardRoot, id: string): void {
    const [values, here] = [valuesOf(this.live, root, id), valuesOf(this.doc, root, id)]
    const touched = this.#touched.get(`${root} ${id}`)
    const keys = differingKeys(touched ? touched.live : here, values)
    const free = touched ? keys.filter(key => !differingKeys(touched.live, here).includes(key)) : keys
    for (const key of keys) if (!free.includes(key)) this.#contested.add(`${root} ${id} ${key}`)
    if (touched) touched.live = values
    // What is gone there stays here for as long as something of it was changed here.
    if (free.length > 0 && (values !== null || free.length === keys.length)) writeValues(this.doc, { root, id }, { keys: free, values })
  }

  #tell(): void {
    const changed = [...this.#touched.values()].filter(({ root, id, live }) => differingKeys(valuesOf(this.doc, root, id), live).length > 0)
    this.#changes = changed.map(({ root, id }) => ({ root, id }))
    for (const key of this.#contested) if (!changed.some(({ root, id }) => key.startsWith(`${root} ${id} `))) this.#contested.delete(key)
    this.#tellOthers()
  }
}
