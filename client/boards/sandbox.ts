import { taskKeys } from '@kopa/shared/boards/task.ts'
import { BoardStore } from './board-store.ts'
import { type CopyChange, DocumentCopy } from './document-copy.ts'

/** Tasks whose plan, or company, or removal is not written when the sandbox is applied, and links and calendars that are not: a company is asked first. */
export interface AskedFirst { readonly plan: ReadonlySet<string>, readonly company: ReadonlySet<string>, readonly removed: ReadonlySet<string>, readonly links: ReadonlySet<string>, readonly calendars: ReadonlySet<string> }
const nothing: AskedFirst = { plan: new Set(), company: new Set(), removed: new Set(), links: new Set(), calendars: new Set() }

/**
 * What if: a copy of a live board, and of the own company's side of it, that nobody else sees. What others change meanwhile comes
 * in, except where this person has changed the same; applied, it is one act of the live board, in which only what was changed here is
 * written, each into the document it lies in.
 */
export class Sandbox {
  readonly live: BoardStore
  readonly board: BoardStore
  readonly #shared: DocumentCopy
  #side: DocumentCopy | null = null
  #changes: readonly CopyChange[] = []
  readonly #listeners = new Set<() => void>()
  readonly #stopWatching: () => void

  constructor(live: BoardStore) {
    this.live = live
    this.#shared = new DocumentCopy(live.doc, this.#tell)
    this.board = new BoardStore(this.#shared.doc)
    this.#copySide()
    this.#stopWatching = live.watch('side')(() => this.#copySide())
  }

  close(): void {
    this.#stopWatching()
    this.board.close()
    this.#shared.close()
    this.#side?.close()
    this.#listeners.clear()
  }

  /** The same array for as long as it says the same. */
  readonly changes = (): readonly CopyChange[] => this.#changes
  /** How many values were changed both here and, since then, by others: applied, those of here win. */
  get contested(): number { return this.#shared.contested + (this.#side?.contested ?? 0) }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  /** Writes what was changed here into the live board: one act under these words, undone as one. */
  apply(words: string, askedFirst = nothing): void {
    const { links, calendars, ...keys } = askedFirst
    const isLeftOut = ({ root, id }: CopyChange, key: string): boolean =>
      (root === 'links' ? links.has(id) : root === 'calendars' ? calendars.has(id) : root === 'tasks' && (['plan', 'company', 'removed'] as const).some(one => key === taskKeys[one] && keys[one].has(id)))
    this.live.act(() => {
      this.#shared.write(isLeftOut)
      this.#side?.write(isLeftOut)
    }, words)
  }

  /** The side may be opened, or be lost, while something is tried out. */
  #copySide(): void {
    const side = this.live.side()
    if (side === (this.#side?.live ?? null)) return
    const before = this.#side
    this.#side = side && new DocumentCopy(side, this.#tell)
    this.board.setSide(this.#side?.doc ?? null)
    before?.close()
    this.#tell()
  }

  readonly #tell = (): void => {
    this.#changes = [...this.#shared.changes, ...this.#side?.changes ?? []]
    this.#listeners.forEach(listener => listener())
  }
}
