import type * as Y from 'yjs'
import { UndoManager } from 'yjs'

/** milliseconds within which a change goes on with the act before it */
const captureTimeout = 400
const wordsKey = 'words'
const actKey = 'act'

type Direction = 'undo' | 'redo'
interface StackItem { meta: Map<unknown, unknown> }

/** Undo of this person's own acts, each under the words that say what it was; one act may have changed two documents. */
export class NamedUndo {
  readonly #managers: UndoManager[] = []
  readonly #origin: object
  #words = ''
  #key = ''
  /** Numbers of acts grow: what was done last has the highest. */
  #act = 0
  #last = 0
  #isStepping = false

  constructor(roots: Y.AbstractType<unknown>[], origin: object) {
    this.#origin = origin
    this.include(roots)
  }

  /** Acts in these roots, all of one document, are taken back as well, until the answer is called. */
  include(roots: Y.AbstractType<unknown>[]): () => void {
    const manager = new UndoManager(roots, { trackedOrigins: new Set([this.#origin]), captureTimeout })
    this.#managers.push(manager)
    manager.on('stack-item-added', ({ stackItem }: { stackItem: StackItem }) => {
      stackItem.meta.set(wordsKey, this.#words).set(actKey, this.#act)
      if (!this.#isStepping) for (const other of this.#managers) if (other !== manager) other.clear(false, true)
    })
    return () => {
      this.#managers.splice(this.#managers.indexOf(manager), 1)
      manager.destroy()
    }
  }

  begin(words: string): void {
    for (const manager of this.#managers) manager.stopCapturing()
    this.#words = words
    this.#key = ''
    this.#act = ++this.#last
  }

  /** `key`: what is being changed; another one begins an act of its own. */
  goOn(words: string, key: string): void {
    if (key === this.#key) return
    this.begin(words)
    this.#key = key
  }

  /** The words of what was taken back; null: there was nothing (more) of this person's to take back. */
  readonly undo = (): string | null => this.#step('undo')
  readonly redo = (): string | null => this.#step('redo')

  get canUndo(): boolean { return this.#managers.some(manager => manager.canUndo()) }
  get canRedo(): boolean { return this.#managers.some(manager => manager.canRedo()) }

  destroy(): void {
    for (const manager of this.#managers) manager.destroy()
  }

  /** The last act that was done is taken back first; the last that was taken back, which has the lowest number, is done again first. */
  #step(direction: Direction): string | null {
    const tops = this.#managers.flatMap(manager => {
      const item = stackOf(manager, direction).at(-1)
      return item ? [{ manager, act: Number(item.meta.get(actKey)), words: item.meta.get(wordsKey) }] : []
    })
    const act = direction === 'undo' ? Math.max(...tops.map(top => top.act)) : Math.min(...tops.map(top => top.act))
    const meant = tops.filter(top => top.act === act)
    const words = meant.map(top => top.words).find(found => typeof found === 'string') ?? ''
    this.#words = words
    this.#key = ''
    this.#act = act
    this.#isStepping = true
    const isDone = meant.map(({ manager }) => manager[direction]() !== null).includes(true)
    this.#isStepping = false
    for (const manager of this.#managers) manager.stopCapturing()
    return isDone ? words : null
  }
}

const stackOf = (manager: UndoManager, direction: Direction): readonly StackItem[] => (direction === 'undo' ? manager.undoStack : manager.redoStack)
