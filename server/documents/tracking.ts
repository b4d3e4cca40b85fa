import * as Y from 'yjs'
import { carryAuthors, type Ledger } from './ledger.ts'
import { findMoves, type Move, type Piece, type TextRun } from './moves.ts'
import { readUpdate, type Deletion } from './update-reader.ts'

/** Tombstones passed over to find the text next to a deleted text. */
const mostTombstones = 100
/** Deleted runs remembered during one fold, at most; and characters of them until the next. */
const mostGraves = 1000
const mostKept = 8000
/** Characters: shorter text is typed again by chance. */
const shortestUndone = 4

/**
 * Follows text through updates: what one update deletes and writes again keeps its authors, and takes its comments along.
 * Told apart by what is equal; see moves.ts.
 */
export class Tracker {
  readonly moves: Move[] = []
  #doc: Y.Doc
  #ledger: Ledger
  #graves: TextRun[]

  /**
   * @param graves text that was deleted lately: two people may move the same paragraph at once, and the second finds it
   * deleted already; and somebody may undo
   */
  constructor(doc: Y.Doc, ledger: Ledger, graves: readonly TextRun[] = []) {
    this.#doc = doc
    this.#ledger = ledger
    this.#graves = [...graves]
  }

  /** What of the deleted text has to be known at the next fold: the last of it. */
  get graves(): TextRun[] {
    let left = mostKept
    return this.#graves.toReversed().filter(({ text }) => (left -= text.length) >= 0).toReversed()
  }

  /** Applies one update as one transaction. @throws what Yjs throws */
  apply(update: Uint8Array): void {
    const follow = (transaction: Y.Transaction) => this.#follow(transaction, update)
    this.#doc.once('afterTransaction', follow)
    try {
      Y.applyUpdate(this.#doc, update)
    } finally {
      this.#doc.off('afterTransaction', follow)
    }
  }

  /** What is deleted can still be read here: Yjs clears it away after this. */
  #follow(transaction: Y.Transaction, update: Uint8Array): void {
    const deleted = deletedRuns(transaction)
    const inserted = insertedRuns(transaction)
    if (inserted.length > 0) {
      const earlier = this.#graves.length > 0 ? this.#deletedEarlier(update, inserted) : []
      for (const move of findMoves([...deleted, ...earlier], inserted)) this.#note(move)
    }
    this.#graves.push(...deleted)
    if (this.#graves.length > mostGraves) this.#graves = this.#graves.slice(-mostGraves / 2)
  }

  #note(move: Move): void {
    this.moves.push(move)
    carryAuthors(this.#ledger, this.#ledger, move)
  }

  #deletedEarlier(update: Uint8Array, inserted: readonly TextRun[]): TextRun[] {
    const { deletions } = readUpdate(update)
    if (deletions.length > 0) return this.#graves.flatMap(run => clip(run, deletions))
    // Nothing is deleted, and there it is again, whole: undone.
    return this.#graves.filter(({ text }) => text.length >= shortestUndone && inserted.some(run => run.text === text)).slice(-1)
  }
}

/** The parts of a run that lie in these deletions. */
function clip({ text, pieces }: TextRun, deletions: readonly Deletion[]): TextRun[] {
  const runs: TextRun[] = []
  let [at, last] = [0, -1]
  for (const piece of pieces) {
    for (const { clock, length } of sharedBy(piece, deletions)) {
      const start = at + clock - piece.clock
      const run = start === last ? runs.at(-1) : undefined
      const part = { text: text.slice(start, start + length), pieces: [{ client: piece.client, clock, length }] }
      if (run) Object.assign(run, { text: run.text + part.text, pieces: [...run.pieces, ...part.pieces] })
      else runs.push(part)
      last = start + length
    }
    at += piece.length
  }
  return runs
}

/** What a stretch has in common with others, in order. */
export function sharedBy(piece: Piece, others: readonly Piece[]): { clock: number, length: number }[] {
  return others.filter(({ client }) => client === piece.client).map(other => {
    const clock = Math.max(piece.clock, other.clock)
    return { clock, length: Math.min(piece.clock + piece.length, other.clock + other.length) - clock }
  }).filter(part => part.length > 0).toSorted((one, other) => one.clock - other.clock)
}

function insertedRuns({ doc, beforeState, afterState }: Y.Transaction): TextRun[] {
  const items = new Set<Y.Item>()
  for (const [client, clock] of afterState) {
    const from = beforeState.get(client) ?? 0
    if (clock <= from) continue
    const structs = doc.store.clients.get(client) ?? []
    for (let at = Y.findIndexSS(structs, from); at < structs.length; at++) {
      const struct = structs[at]
      if (struct instanceof Y.Item && !struct.deleted && struct.content instanceof Y.ContentString) items.add(struct)
    }
  }
  return runsOf(items)
}

/** All text of a document. */
export function textRunsIn({ store }: Y.Doc): TextRun[] {
  const items = new Set<Y.Item>()
  for (const structs of store.clients.values()) {
    for (const struct of structs) if (struct instanceof Y.Item && !struct.deleted && struct.content instanceof Y.ContentString) items.add(struct)
  }
  return runsOf(items)
}

function deletedRuns(transaction: Y.Transaction): TextRun[] {
  const items = new Set<Y.Item>()
  Y.iterateDeletedStructs(transaction, transaction.deleteSet, struct => {
    if (struct instanceof Y.Item && struct.content instanceof Y.ContentString) items.add(struct)
  })
  return runsOf(items)
}

/** Items that stand side by side are one run; marks and what was deleted before do not part them. */
function runsOf(items: ReadonlySet<Y.Item>): TextRun[] {
  const runs: TextRun[] = []
  for (const item of items) if (!neighbour(item, 'left', items)) runs.push(runFrom(item, items))
  return runs
}

function runFrom(first: Y.Item, items: ReadonlySet<Y.Item>): TextRun {
  const run: TextRun = { text: '', pieces: [] }
  for (let item: Y.Item | null = first; item; item = neighbour(item, 'right', items)) {
    run.text += (item.content as Y.ContentString).str // only such items are collected
    run.pieces.push({ client: item.id.client, clock: item.id.clock, length: item.length })
  }
  return run
}

function neighbour(item: Y.Item, side: 'left' | 'right', items: ReadonlySet<Y.Item>): Y.Item | null {
  let next = item[side]
  for (let passed = 0; next && passed < mostTombstones; passed++, next = next[side]) {
    if (items.has(next)) return next
    if (!next.deleted && !(next.content instanceof Y.ContentFormat)) return null
  }
  return null
}

/** The parts of a stretch of clocks that are in the document and not deleted. */
export function aliveIn({ store }: Y.Doc, { client, clock, length }: Piece): { clock: number, length: number }[] {
  const structs = store.clients.get(client)
  const alive: { clock: number, length: number }[] = []
  if (!structs || Y.getState(store, client) <= clock) return alive
  for (let at = Y.findIndexSS(structs, clock); at < structs.length; at++) {
    const struct = structs[at]
    if (!struct || struct.id.clock >= clock + length) break
    if (struct.deleted) continue
    const start = Math.max(clock, struct.id.clock)
    alive.push({ clock: start, length: Math.min(clock + length, struct.id.clock + struct.length) - start })
  }
  return alive
}
