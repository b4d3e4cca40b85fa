import { disableTypes, imageSize, types } from 'image-size'
import { mostImagePixels } from '@kopa/shared/files/contract.ts'

const contentTypes = new Map([['png', 'image/png'], ['jpg', 'image/jpeg'], ['gif', 'image/gif'], ['webp', 'image/webp']])

disableTypes(types.filter(type => !contentTypes.has(type)))

export interface ImageKind { contentType: string, width: number, height: number }

/** enough for the header of every format, JPEG's metadata included */
export const imageHeadBytes = 512 * 1024

/** What these first bytes are, whatever their name says; null unless it is an image a browser can show without running anything. */
export function readImageKind(head: Uint8Array): ImageKind | null {
  try {
    const { type, width, height } = imageSize(head)
    const contentType = contentTypes.get(type ?? '')
    if (!contentType || !(width > 0 && height > 0) || width * height > mostImagePixels) return null
    return { contentType, width, height }
  } catch {
    return null // the library throws on whatever it does not know
  }
}
