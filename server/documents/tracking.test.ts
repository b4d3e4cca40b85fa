import { expect, test } from 'vitest'
import * as Y from 'yjs'
import { forward, readPieces, triplesOf } from './anchors.ts'
import { Ledger } from './ledger.ts'
import { findMoves, type Piece, type TextRun } from './moves.ts'
import { aliveIn, Tracker } from './tracking.ts'

const owners = new Map([[1, 'ana'], [2, 'bo'], [3, 'cy']])

/** A document as the keeper sees it, and the copies of people who write in it. */
function world() {
  const [doc, ledger] = [new Y.Doc(), new Ledger(owners)]
  const tracker = new Tracker(doc, ledger)
  const person = (client: number) => {
    const own = new Y.Doc()
    own.clientID = client
    Y.applyUpdate(own, Y.encodeStateAsUpdate(doc))
    return own
  }
  const updateBy = (own: Y.Doc, change: () => void): Uint8Array => {
    let update: Uint8Array = new Uint8Array([0, 0])
    own.once('update', (bytes: Uint8Array) => { update = bytes })
    own.transact(change)
    return update
  }
  const write = (client: number, change: (blocks: Y.Array<Y.Text>) => void) => {
    const own = person(client)
    tracker.apply(updateBy(own, () => change(own.getArray('blocks'))))
  }
  return { doc, ledger, tracker, person, updateBy, write, blocks: () => doc.getArray<Y.Text>('blocks') }
}

const block = (text: string): Y.Text => new Y.Text(text)

function authorsOf({ doc, ledger }: { doc: Y.Doc, ledger: Ledger }): string {
  return doc.getArray<Y.Text>('blocks').map(text => piecesOf(text).map(piece => ledger.authorsOf(piece, piece.length).map(({ length, author }) => `${author ?? '?'}:${length}`).join(' ')).join(' ')).join(' | ')
}

function piecesOf(text: Y.Text): Piece[] {
  const pieces: Piece[] = []
  for (let item = text._start; item; item = item.right) if (!item.deleted && item.content instanceof Y.ContentString) pieces.push({ client: item.id.client, clock: item.id.clock, length: item.length })
  return pieces
}

test('text that is deleted and written again in one update keeps its author', () => {
  const kept = world()
  kept.write(1, blocks => blocks.insert(0, [block('written by Ana')]))
  kept.write(2, blocks => { blocks.get(0).delete(7, 7); blocks.insert(1, [block(' by Ana!')]) })
  expect(authorsOf(kept)).toBe('ana:7 | ana:7 bo:1')
})

test('two who move the same text at once: both copies keep its author', () => {
  const kept = world()
  kept.write(1, blocks => blocks.insert(0, [block('written by Ana')]))
  const [bo, cy] = [kept.person(2), kept.person(3)]
  const replaced = (own: Y.Doc) => kept.updateBy(own, () => { own.getArray('blocks').delete(0, 1); own.getArray('blocks').insert(0, [block('written by Ana')]) })
  const updates = [replaced(bo), replaced(cy)]
  for (const update of updates) kept.tracker.apply(update)
  expect(authorsOf(kept)).toBe('ana:14 | ana:14')
})

test('text that comes back by an undo keeps its author, also after a fold', () => {
  const kept = world()
  kept.write(1, blocks => blocks.insert(0, [block('written by Ana')]))
  kept.write(2, blocks => blocks.get(0).delete(0, 14))
  const { ledger, graves } = Ledger.read(kept.ledger.write(kept.tracker.graves), owners)
  const later = new Tracker(kept.doc, ledger, graves)
  const bo = kept.person(2)
  later.apply(kept.updateBy(bo, () => bo.getArray<Y.Text>('blocks').get(0).insert(0, 'written by Ana')))
  expect(authorsOf({ doc: kept.doc, ledger })).toBe('ana:14')
})

test('what somebody types over a selection is theirs', () => {
  const kept = world()
  kept.write(1, blocks => blocks.insert(0, [block('the old words')]))
  kept.write(2, blocks => { blocks.get(0).delete(4, 9); blocks.get(0).insert(4, 'mine') })
  expect(authorsOf(kept)).toBe('ana:4 bo:4')
})

test('the ledger is what it was after a journey through storage, and forgets what nobody can ask for', () => {
  const ledger = new Ledger(owners)
  ledger.note({ client: 2, clock: 5 }, 3, 'ana')
  ledger.note({ client: 2, clock: 8 }, 2, 'ana')
  ledger.note({ client: 2, clock: 20 }, 1, 'cy')
  const { ledger: again } = Ledger.read(ledger.write([]), owners)
  expect(again.authorsOf({ client: 2, clock: 3 }, 19)).toEqual([{ length: 2, author: 'bo' }, { length: 5, author: 'ana' }, { length: 10, author: 'bo' }, { length: 1, author: 'cy' }, { length: 1, author: 'bo' }])
  again.keepOnly(({ clock, length }) => (clock === 20 ? [] : [{ clock: clock + 1, length: length - 1 }]))
  expect(again.authorsOf({ client: 2, clock: 5 }, 16)).toEqual([{ length: 1, author: 'bo' }, { length: 4, author: 'ana' }, { length: 11, author: 'bo' }])
  expect(new Ledger(owners).write([])).toBeNull()
})

test('an anchor goes where its text goes', () => {
  const kept = world()
  kept.write(1, blocks => blocks.insert(0, [block('one two three')]))
  const [start] = piecesOf(kept.blocks().get(0))
  if (!start) throw new Error('there is no text')
  const anchor: Piece[] = [{ client: 1, clock: start.clock + 4, length: 9 }]
  kept.write(2, blocks => { blocks.get(0).delete(8, 5); blocks.insert(1, [block('three')]) })
  const now = forward(readPieces(triplesOf(anchor)), kept.tracker.moves)
  const said = now.map(piece => {
    expect(aliveIn(kept.doc, piece)).toEqual([{ clock: piece.clock, length: piece.length }])
    return `${piece.client}:${piece.length}`
  })
  expect(said).toEqual(['1:4', '2:5'])
  expect(forward(anchor, [])).toBe(anchor)
})

test('each deleted character moves once, the longest stretches first', () => {
  const run = (client: number, text: string): TextRun => ({ text, pieces: [{ client, clock: 0, length: text.length }] })
  const moves = findMoves([run(1, 'abcdefgh'), run(2, 'abcd')], [run(3, 'abcd'), run(4, 'xxabcdefghxx')])
  expect(moves).toEqual([
    { from: { client: 2, clock: 0 }, to: { client: 3, clock: 0 }, length: 4 },
    { from: { client: 1, clock: 0 }, to: { client: 4, clock: 2 }, length: 8 },
  ])
  expect(findMoves([], [run(3, 'abc')])).toEqual([])
})
