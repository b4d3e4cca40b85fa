import type * as Y from 'yjs'
import { UndoManager } from 'yjs'

/** milliseconds within which a change goes on with the act before it */
const captureTimeout = 400
const wordsKey = 'words'

/** Undo of this person's own acts, each under the words that say what it was. */
export class NamedUndo {
  readonly #undo: UndoManager
  #words = ''
  #key = ''

  constructor(roots: Y.AbstractType<unknown>[], origin: object) {
    this.#undo = new UndoManager(roots, { trackedOrigins: new Set([origin]), captureTimeout })
    this.#undo.on('stack-item-added', ({ stackItem }: { stackItem: { meta: Map<unknown, unknown> } }) => stackItem.meta.set(wordsKey, this.#words))
  }

  begin(words: string): void {
    this.#undo.stopCapturing()
    this.#words = words
    this.#key = ''
  }

  /** `key`: what is being changed; another one begins an act of its own. */
  goOn(words: string, key: string): void {
    if (key === this.#key) return
    this.begin(words)
    this.#key = key
  }

  /** The words of what was taken back; null: there was nothing (more) of this person's to take back. */
  readonly undo = (): string | null => this.#step(this.#undo.undoStack, () => this.#undo.undo())
  readonly redo = (): string | null => this.#step(this.#undo.redoStack, () => this.#undo.redo())

  get canUndo(): boolean { return this.#undo.canUndo() }
  get canRedo(): boolean { return this.#undo.canRedo() }

  destroy(): void {
    this.#undo.destroy()
  }

  #step(stack: readonly { meta: Map<unknown, unknown> }[], step: () => unknown): string | null {
    const kept = stack.at(-1)?.meta.get(wordsKey)
    const words = typeof kept === 'string' ? kept : ''
    this.#words = words
    this.#key = ''
    const isDone = step() !== null
    this.#undo.stopCapturing()
    return isDone ? words : null
  }
}
