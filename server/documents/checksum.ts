import { crc32 } from 'node:zlib'

/**
 * CRC-32 of what a row of the log holds, noted when it is stored and compared whenever it is read. It is against a disk that lies, not against
 * people: whoever can change a row could change a SHA-256 beside it as well (docs/decisions/0037).
 */
export const checksumOf = (bytes: Uint8Array): number => crc32(bytes)

/** Rows of before there were checksums have none. */
export const isDamaged = (bytes: Uint8Array, checksum: number | null): boolean => checksum !== null && checksum !== checksumOf(bytes)
