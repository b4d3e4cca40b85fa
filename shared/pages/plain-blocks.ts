import * as Y from 'yjs'
import { mentionLabel } from './mention.ts'

export interface PlainBlock { kind: 'heading' | 'paragraph' | 'item' | 'code', text: string }

/** A page's words without an editor: for the moment before it is loaded, and for pages it cannot hold. */
export function plainBlocks(fragment: Y.XmlFragment): PlainBlock[] {
  const blocks: PlainBlock[] = []
  walk(fragment, 'paragraph', blocks)
  return blocks
}

const kinds: Record<string, PlainBlock['kind']> = { heading: 'heading', codeBlock: 'code', listItem: 'item', taskItem: 'item' }

function walk(parent: Y.XmlFragment, outer: PlainBlock['kind'], blocks: PlainBlock[]): void {
  const kind = parent instanceof Y.XmlElement ? kinds[parent.nodeName] ?? outer : outer
  const words = parent.toArray().map(wordsOf).join('')
  if (words) blocks.push({ kind, text: words })
  for (const child of parent.toArray()) {
    if (child instanceof Y.XmlElement && child.nodeName !== 'mention') walk(child, kind, blocks)
  }
}

function wordsOf(child: unknown): string {
  if (child instanceof Y.XmlText) return textOf(child)
  return child instanceof Y.XmlElement && child.nodeName === 'mention' ? mentionLabel(child.getAttributes()) : ''
}

const textOf = (text: Y.XmlText): string =>
  (text.toDelta() as { insert: unknown }[]).map(({ insert }) => (typeof insert === 'string' ? insert : '')).join('')
