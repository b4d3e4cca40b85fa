import * as Y from 'yjs'
import { mentionLabel, mentionTarget, readMention } from './mention.ts'
import { liveTaskTargets, readLiveTasks } from './live-tasks.ts'
import { contentOf, titleOf } from './page.ts'
import { readPageSettings } from './page-settings.ts'
import { passageBody, passagesOf } from './passages.ts'
import { piecesOf } from './text-pieces.ts'

export interface Heading { level: number, text: string, id: string }

/** What lists, search and tables of contents need to know of a page. */
export interface PageProjection { title: string, icon: string | null, text: string, headings: Heading[], /** what it names (mentionTarget), each once */ links: string[] }

/** Nodes whose words flow on: no line break before and after them. */
const inline = new Set(['hardBreak', 'mention', 'emoji'])
const deepest = 250

/** The plain words of a page: one line per block, headings with the id of their block. */
export function projectPage(doc: Y.Doc): PageProjection {
  const lines: string[] = []
  const headings: Heading[] = []
  const found: Found = { lines, headings, ids: new Map(), links: new Set() }
  readBlocks(contentOf(doc), found, 0)
  for (const body of passagesOf(doc).map(({ id }) => passageBody(doc, id))) if (body) readBlocks(body, found, 0)
  return { title: titleOf(doc).toJSON(), icon: readPageSettings(doc).icon, text: lines.filter(Boolean).join('\n'), headings, links: [...found.links] }
}

/** A page that names more is found from these only. */
const mostLinks = 2_000

interface Found { lines: string[], headings: Heading[], ids: Map<string, number>, links: Set<string> }

function readBlocks(parent: Y.XmlFragment, found: Found, depth: number): void {
  if (depth > deepest) return
  let line = ''
  const endLine = () => { found.lines.push(line.trim()); line = '' }
  for (const child of parent.toArray()) {
    if (child instanceof Y.XmlText) line += wordsOf(child)
    else if (child instanceof Y.XmlElement && inline.has(child.nodeName)) line += inlineWords(child, found)
    else if (child instanceof Y.XmlElement) {
      endLine()
      if (child.nodeName === 'liveTasks') addList(child, found)
      readBlocks(child, found, depth + 1)
    }
  }
  if (parent instanceof Y.XmlElement && parent.nodeName === 'heading') addHeading(parent, line.trim(), found)
  endLine()
}

function addList(element: Y.XmlElement, { lines, links }: Found): void {
  const list = readLiveTasks(element.getAttributes())
  lines.push(list.label)
  for (const target of liveTaskTargets(list)) if (links.size < mostLinks) links.add(target)
}

function addHeading(element: Y.XmlElement, text: string, { headings, ids }: Found): void {
  // y-tiptap keeps numbers as numbers; the type of Y.XmlElement only admits strings. Anybody may have written something else.
  const { level, id }: Record<string, unknown> = element.getAttributes()
  headings.push({ level: levelOf(level), text, id: typeof id === 'string' ? id.toWellFormed() : idFrom(text, ids) })
}

function levelOf(value: unknown): number {
  const level = typeof value === 'number' || typeof value === 'string' ? Number(value) : 1
  return Number.isInteger(level) ? level : 1
}

/** For headings that were written without an id (by scripts, by older clients). */
function idFrom(text: string, ids: Map<string, number>): string {
  const slug = text.toLowerCase().normalize('NFKD').replace(/\p{M}/gu, '').replace(/[^\p{L}\p{N}]+/gu, '-').replace(/^-|-$/g, '') || 'section'
  const times = (ids.get(slug) ?? 0) + 1
  ids.set(slug, times)
  return times === 1 ? slug : `${slug}-${times}`
}

/** The text without marks; what is embedded counts for nothing. */
const wordsOf = (text: Y.XmlText): string => piecesOf(text).map(({ words }) => words).join('')

function inlineWords(element: Y.XmlElement, { links }: Found): string {
  if (element.nodeName === 'hardBreak') return ' '
  const attributes = element.getAttributes()
  const mention = element.nodeName === 'mention' ? readMention(attributes) : null
  const target = mention && mentionTarget(mention)
  if (target !== null && links.size < mostLinks) links.add(target)
  return mentionLabel(attributes)
}
