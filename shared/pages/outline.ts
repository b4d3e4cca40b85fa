import * as Y from 'yjs'
import { contentOf } from './page.ts'
import { piecesOf } from './text-pieces.ts'
import { mentionLabel } from './mention.ts'

/** One heading: `depth` 0 is the page's highest, whatever level it is written with; id null: nobody can link to it. */
export interface OutlineLine { id: string | null, depth: number, text: string }

const deepest = 250

/** The headings of a page in order, those inside other blocks too. Reads headings only: a long page costs little. */
export function outlineOf(doc: Y.Doc): OutlineLine[] {
  const found: { id: string | null, level: number, text: string }[] = []
  lookInto(contentOf(doc), found, 0)
  const highest = Math.min(...found.map(({ level }) => level))
  return found.map(({ level, ...line }) => ({ ...line, depth: level - highest }))
}

function lookInto(parent: Y.XmlFragment, found: { id: string | null, level: number, text: string }[], depth: number): void {
  if (depth > deepest) return
  for (const child of parent.toArray()) {
    if (!(child instanceof Y.XmlElement)) continue
    if (child.nodeName !== 'heading') lookInto(child, found, depth + 1)
    else {
      const { id, level }: Record<string, unknown> = child.getAttributes()
      const text = wordsOf(child)
      if (text) found.push({ id: typeof id === 'string' ? id : null, level: levelOf(level), text })
    }
  }
}

const levelOf = (level: unknown): number => (typeof level === 'number' && level >= 1 && level <= 4 ? Math.floor(level) : 1)

const wordsOf = (heading: Y.XmlElement): string => heading.toArray().map(child => {
  if (child instanceof Y.XmlText) return piecesOf(child).map(({ words }) => words).join('')
  if (!(child instanceof Y.XmlElement)) return ''
  return child.nodeName === 'mention' ? mentionLabel(child.getAttributes()) : ' '
}).join('').trim()

/** Where a block is found in the address of its page: behind the number sign. */
export const blockHash = (id: string): string => `b-${encodeURIComponent(id)}`

/** The block that the end of an address names, or null. */
export function blockInHash(hash: string): string | null {
  if (!hash.startsWith('b-')) return null
  try {
    return decodeURIComponent(hash.slice(2)) || null
  } catch {
    return null
  }
}
