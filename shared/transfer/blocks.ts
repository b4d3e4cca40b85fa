import type { PageNode } from '../pages/page-json.ts'
import { isRecord } from '../boards/stored-value.ts'
import { plainValue } from '../canonical-json.ts'

/** The words of a task's description, between what other programs write and what a page keeps. */

const mostDepth = 40
const mostCharacters = 100_000

/** A paragraph for every line; empty ones are kept as what they are: distance. */
export function paragraphsOf(text: string): PageNode[] {
  const lines = text.slice(0, mostCharacters).replace(/\r\n?/g, '\n').trim().split('\n')
  return lines.length === 1 && lines[0] === '' ? [] : lines.slice(0, 2000).map(line => ({ type: 'paragraph', ...(line.trim() !== '' && { content: [{ type: 'text', text: writable(line.trimEnd()) }] }) }))
}

/** Halves of characters and the zero character cannot be stored. */
export const writable = (text: string): string => text.toWellFormed().replaceAll('\0', '')

/** A line for every block that has words of its own. */
export function textOf(blocks: readonly unknown[], depth = 0): string {
  if (depth > mostDepth) return ''
  return blocks.filter(isRecord).map(block => {
    const inner = Array.isArray(block['content']) ? block['content'] : []
    if (inner.some(node => isRecord(node) && node['type'] === 'text')) return inner.map(node => (isRecord(node) && typeof node['text'] === 'string' ? node['text'] : '\n')).join('')
    return textOf(inner, depth + 1)
  }).join('\n').trim()
}

/** Blocks of a file that anybody may have written, in the shape in which a page takes them; what has another shape is left out. */
export function cleanBlocks(blocks: readonly unknown[], depth = 0): PageNode[] {
  if (depth > mostDepth) return []
  return blocks.filter(isRecord).flatMap((block): PageNode[] => {
    const { type, attrs, content, text, marks } = block
    if (type === 'text') return typeof text === 'string' && text !== '' ? [{ type: 'text', text: writable(text), ...(Array.isArray(marks) && { marks: marks.flatMap(cleanMark) }) }] : []
    if (typeof type !== 'string' || !/^\w{1,60}$/.test(type)) return []
    return [{ type, ...cleanAttrs(attrs), ...(Array.isArray(content) && { content: cleanBlocks(content, depth + 1) }) }]
  })
}

const cleanMark = (mark: unknown): { type: string, attrs?: Record<string, unknown> }[] =>
  (isRecord(mark) && typeof mark['type'] === 'string' && /^\w{1,60}$/.test(mark['type']) ? [{ type: mark['type'], ...cleanAttrs(mark['attrs']) }] : [])

const cleanAttrs = (attrs: unknown): { attrs?: Record<string, unknown> } => {
  const plain = isRecord(attrs) ? plainValue(attrs, 5) : null
  return isRecord(plain) && Object.keys(plain).length > 0 ? { attrs: plain } : {}
}
