import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { open } from 'node:fs/promises'

/**
 * The last bytes of a backup: a frame that zstd passes by (RFC 8878, section 3.1.2), with the SHA-256 of all before it. Whoever unpacks
 * as the bytes come may have everything before the end of the file: only this tells that nothing was cut off or changed there.
 */
export function endMark(sha256: Buffer): Buffer {
  const head = Buffer.alloc(8)
  head.writeUInt32LE(0x184d2a50, 0)
  head.writeUInt32LE(sha256.length, 4)
  return Buffer.concat([head, sha256])
}

const markBytes = 40

/** Reads the whole file once, before anything tries to unpack it. */
export async function hasEndMark(path: string): Promise<boolean> {
  const file = await open(path)
  try {
    const { size } = await file.stat()
    if (size <= markBytes) return false
    const { buffer } = await file.read(Buffer.alloc(markBytes), 0, markBytes, size - markBytes)
    const hash = createHash('sha256')
    for await (const chunk of createReadStream(path, { end: size - markBytes - 1 }) as AsyncIterable<Buffer>) hash.update(chunk)
    return buffer.equals(endMark(hash.digest()))
  } finally {
    await file.close()
  }
}
