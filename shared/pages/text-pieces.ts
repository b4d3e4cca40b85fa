import * as Y from 'yjs'
import { limits } from '../documents/protocol.ts'

/** Words with the same marks. */
export interface TextPiece { words: string, attributes: Record<string, unknown> }

/**
 * As `toDelta` reads a text, without what is embedded, and in bounded memory: six thousand marks that are opened and never closed,
 * 125 kB, make it hold two gigabytes.
 */
export function piecesOf(text: Y.XmlText): TextPiece[] {
  const pieces: TextPiece[] = []
  const open = new Map<string, unknown>()
  let words = ''
  const endPiece = () => {
    if (words !== '') pieces.push({ words, attributes: Object.fromEntries(open) })
    words = ''
  }
  for (let item = text._start; item; item = item.right) {
    const { content, deleted } = item
    if (deleted) continue
    if (content instanceof Y.ContentString) words += content.str
    if (content instanceof Y.ContentFormat || content instanceof Y.ContentEmbed || content instanceof Y.ContentType) endPiece()
    if (content instanceof Y.ContentFormat) mark(open, content)
  }
  endPiece()
  return pieces
}

function mark(open: Map<string, unknown>, { key, value }: Y.ContentFormat): void {
  if (value === null) open.delete(key)
  else if (open.size < limits.marks || open.has(key)) open.set(key, value)
}
