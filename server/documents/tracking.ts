import * as Y from 'yjs'
import { carryAuthors, type Ledger } from './ledger.ts'
import { findMoves, type Move, type Piece, type TextRun } from './moves.ts'
import { readUpdate, type Deletion } from './update-reader.ts'

/** Tombstones passed over to find the text next to a deleted text. */
const mostTombstones = 100
/** Deleted runs remembered per client id, in one fold. */
const mostGraves = 500

/**
 * Follows text through updates: what one update deletes and writes again keeps its authors, and takes its comments along.
 * Told apart by what is equal; see moves.ts.
 */
export class Tracker {
  readonly moves: Move[] = []
  #doc: Y.Doc
  #ledger: Ledger
  /** Text deleted since the last fold: two people may move the same paragraph at once, and the second finds it deleted already. */
  #graves = new Map<number, TextRun[]>()

  constructor(doc: Y.Doc, ledger: Ledger) {
    this.#doc = doc
    this.#ledger = ledger
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
      const earlier = this.#graves.size > 0 ? this.#deletedEarlier(update) : []
      for (const move of findMoves([...deleted, ...earlier], inserted)) this.#note(move)
    }
    for (const run of deleted) this.#bury(run)
  }

  #bury(run: TextRun): void {
    const [first] = run.pieces
    if (!first) return
    const graves = this.#graves.get(first.client) ?? []
    graves.push(run)
    if (graves.length > mostGraves) graves.shift()
    this.#graves.set(first.client, graves)
  }

  #note(move: Move): void {
    this.moves.push(move)
    carryAuthors(this.#ledger, this.#ledger, move)
  }

  #deletedEarlier(update: Uint8Array): TextRun[] {
    const { deletions } = readUpdate(update)
    const clients = new Set(deletions.map(({ client }) => client))
    return [...clients].flatMap(client => this.#graves.get(client) ?? [])
      .filter(({ pieces }) => pieces.every(piece => deletions.some(deletion => covers(deletion, piece))))
  }
}

const covers = (deletion: Deletion, { client, clock, length }: Piece): boolean =>
  deletion.client === client && deletion.clock <= clock && clock + length <= deletion.clock + deletion.length

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
export function aliveIn({ store }: Y.Doc, client: number, clock: number, length: number): { clock: number, length: number }[] {
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
