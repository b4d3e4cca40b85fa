/** Ids are UUIDs (version 7 where the server makes them: they sort by time). */
const pattern = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/

export const isId = (text: string): boolean => pattern.test(text)

/**
 * A version 7 UUID (RFC 9562, section 5.7) from a moment and 16 bytes of chance.
 * @param now milliseconds since 1970
 */
export function timeOrderedId(now: number, chance: Uint8Array): string {
  const bytes = Uint8Array.from(chance.subarray(0, 16))
  let left = now
  for (let i = 5; i >= 0; i--) { bytes[i] = left % 256; left = Math.floor(left / 256) }
  bytes[6] = (bytes[6]! & 0x0f) | 0x70 // version
  bytes[8] = (bytes[8]! & 0x3f) | 0x80 // variant
  const hex = Array.from(bytes, byte => byte.toString(16).padStart(2, '0')).join('')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`
}
