import type { Encoding } from '@kopa/shared/transfer/mapping.ts'
import { ImportFault } from './import-fault.ts'

/** A text and the letters it was written in. */
export interface DecodedText { readonly text: string, readonly encoding: Encoding }

/**
 * Text as spreadsheets and scripts write it: by its byte order mark, else UTF-16 by its zeros, else UTF-8 where it is that, else the
 * code page of the Baltic countries. `wanted`: what a person has said that it is.
 */
export function decodeText(bytes: Uint8Array, wanted: Encoding | null = null): DecodedText {
  const encoding = wanted ?? encodingOf(bytes)
  const text = new TextDecoder(encoding).decode(bytes)
  // Zeros are in no text: what has them is another kind of file.
  if (text.includes('\0')) throw new ImportFault('importUnknownKind')
  return { text, encoding }
}

function encodingOf(bytes: Uint8Array): Encoding {
  const [first = 0, second = 0] = bytes
  if (first === 0xff && second === 0xfe) return 'utf-16le'
  if (first === 0xfe && second === 0xff) return 'utf-16be'
  const zeros = [0, 0]
  const head = bytes.subarray(0, 2000)
  head.forEach((byte, at) => { if (byte === 0) zeros[at % 2] = (zeros[at % 2] ?? 0) + 1 })
  const [even = 0, odd = 0] = zeros
  if (odd > head.length / 5 && even === 0) return 'utf-16le'
  if (even > head.length / 5 && odd === 0) return 'utf-16be'
  return isUtf8(bytes) ? 'utf-8' : 'windows-1257'
}

function isUtf8(bytes: Uint8Array): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes)
    return true
  } catch {
    return false
  }
}
