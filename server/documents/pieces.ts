/**
 * What is larger than this is read from the database in pieces of it: decoding megabytes at once would make everybody wait. 1 MB takes 16 ms in pieces
 * of 64 KB, 14 of 128, 11 of 256 (each holds the main thread for 1-2 ms).
 * An update of 8 MB: the longest turn of the event loop was 8-143 ms (ten readings), is 10-21 in pieces.
 */
export const pieceBytes = 256 * 1024

/** `read` answers some bytes, counted from 1 as PostgreSQL does; null: they are gone, and so is the whole. */
export async function readInPieces(size: number, read: (from: number, length: number) => Promise<Uint8Array | null>): Promise<Buffer | null> {
  const whole = Buffer.allocUnsafeSlow(size)
  for (let at = 0; at < size; at += pieceBytes) {
    const piece = await read(at + 1, pieceBytes)
    if (!piece) return null
    whole.set(piece, at)
  }
  return whole
}
