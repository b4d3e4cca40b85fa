/**
 * The smallest part of the tar format (POSIX ustar) that `tar` reads: plain files with short names, nothing else. A header is written
 * in one way only, so that reading is writing it again and comparing: links, folders, owners and devices have no way in.
 */

const block = 512
/** 11 octal digits */
const mostBytes = 8 ** 11 - 1

/** @throws RangeError for what does not fit */
export function tarHeader(name: string, size: number): Buffer {
  if (Buffer.byteLength(name) > 99 || size > mostBytes) throw new RangeError(`${name} does not fit into the archive`)
  const header = Buffer.alloc(block)
  header.write(name, 0)
  header.write('0000600\0', 100) // may be read by its owner
  header.write('0000000\0'.repeat(2), 108) // owner, group
  header.write(`${size.toString(8).padStart(11, '0')}\0`, 124)
  header.write(`${'0'.repeat(11)}\0`, 136) // changed in 1970
  header.write(' '.repeat(8), 148)
  header.write('0', 156) // a plain file
  header.write('ustar\x0000', 257)
  const sum = header.reduce((total, byte) => total + byte, 0)
  header.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148)
  return header
}

/** What fills the last block of a file. */
export const tarPadding = (size: number): Buffer => Buffer.alloc((block - size % block) % block)

/** Two empty blocks. */
export const tarEnd: Buffer = Buffer.alloc(2 * block)

export const tarBlock = block

/** Name and size; null: the end. @throws RangeError for a header that we would write in another way */
export function readTarHeader(header: Buffer): { name: string, size: number } | null {
  if (header.every(byte => byte === 0)) return null
  const name = header.subarray(0, header.indexOf(0)).toString('utf8')
  const size = Number.parseInt(header.toString('latin1', 124, 135), 8)
  if (!Number.isSafeInteger(size) || size < 0 || !header.equals(tarHeader(name, size))) throw new RangeError('it holds something that Kopa does not write')
  return { name, size }
}
