import { joinTouching, type Move, type Piece } from './moves.ts'

/** Where something that points into a document stands: the ids of its characters, in the order in which they are read. */

type Triple = [client: number, clock: number, length: number]

/** As they lie in storage. */
export const triplesOf = (pieces: readonly Piece[]): Triple[] => pieces.map(({ client, clock, length }) => [client, clock, length])

export const readPieces = (stored: unknown): Piece[] =>
  Array.isArray(stored) ? stored.flatMap((piece: unknown) => (isTriple(piece) ? [{ client: piece[0], clock: piece[1], length: piece[2] }] : [])) : []

const isTriple = (value: unknown): value is Triple =>
  Array.isArray(value) && value.length === 3 && value.every(Number.isSafeInteger)

/**
 * The same characters after text was deleted and written again elsewhere: what moved has a new id, the rest stays.
 * @param moves in the order in which they happened
 * @returns the pieces themselves when nothing of them moved
 */
export function forward(pieces: readonly Piece[], moves: readonly Move[]): readonly Piece[] {
  let now = pieces
  for (const move of moves) {
    if (now.some(piece => overlaps(piece, move))) now = joinTouching(now.flatMap(piece => moved(piece, move)), (last, next) => last.client === next.client)
  }
  return now
}

const overlaps = (piece: Piece, { from, length }: Move): boolean =>
  piece.client === from.client && piece.clock < from.clock + length && from.clock < piece.clock + piece.length

/** Up to three parts: before what moved, what moved, after it. */
function moved(piece: Piece, move: Move): Piece[] {
  if (!overlaps(piece, move)) return [piece]
  const { client, clock, length } = piece
  const start = Math.max(clock, move.from.clock)
  const end = Math.min(clock + length, move.from.clock + move.length)
  return [
    { client, clock, length: start - clock },
    { client: move.to.client, clock: move.to.clock + start - move.from.clock, length: end - start },
    { client, clock: end, length: clock + length - end },
  ].filter(part => part.length > 0)
}
