import type { Language } from '@kopa/shared/languages.ts'
import type { PageMark, PageNode } from '@kopa/shared/pages/page-json.ts'
import { day } from '@kopa/shared/time.ts'

/** The readable form in which the example's pages are written: see "about" in example.json. */
export type Block =
  | string
  | { heading: string, level?: number }
  | { bullets: string[] }
  | { numbered: string[] }
  | { tasks: string[] }
  | { quote: string }
  | { code: string, language: string }
  | Table
  | { divider: true }

/** Widths in pixels; null: a share of what is left. */
interface Table { table: string[][], widths?: (number | null)[] }

export interface Writing { language: Language, now: Date, newId: () => string }

/** Blocks as the nodes of a page, each with an id of its own. */
export const pageContent = (blocks: readonly Block[], writing: Writing): PageNode[] => blocks.map(block => nodeOf(block, writing))

function nodeOf(block: Block, writing: Writing): PageNode {
  const { newId } = writing
  const line = (text: string) => paragraph(text, writing)
  if (typeof block === 'string') return line(block)
  if ('heading' in block) return { type: 'heading', attrs: { id: newId(), level: block.level ?? 2 }, content: inline(block.heading, writing) }
  if ('bullets' in block) return list('bulletList', 'listItem', block.bullets.map(line), writing)
  if ('numbered' in block) return list('orderedList', 'listItem', block.numbered.map(line), writing)
  if ('tasks' in block) return taskList(block.tasks, writing)
  if ('quote' in block) return { type: 'blockquote', attrs: { id: newId() }, content: [line(block.quote)] }
  if ('code' in block) return { type: 'codeBlock', attrs: { id: newId(), language: block.language }, content: [{ type: 'text', text: block.code }] }
  if ('table' in block) return table(block, writing)
  return { type: 'horizontalRule', attrs: { id: newId() } }
}

function paragraph(text: string, writing: Writing): PageNode {
  const content = inline(text, writing)
  return { type: 'paragraph', attrs: { id: writing.newId() }, ...(content.length > 0 && { content }) }
}

const list = (type: string, itemType: string, items: PageNode[], { newId }: Writing): PageNode =>
  ({ type, attrs: { id: newId() }, content: items.map(item => ({ type: itemType, attrs: { id: newId() }, content: [item] })) })

function taskList(tasks: string[], writing: Writing): PageNode {
  const { newId } = writing
  const items = tasks.map(task => ({
    type: 'taskItem',
    attrs: { id: newId(), checked: task.startsWith('[x]') },
    content: [paragraph(task.replace(/^\[[x ]\] /, ''), writing)],
  }))
  return { type: 'taskList', attrs: { id: newId() }, content: items }
}

function table({ table: rows, widths = [] }: Table, writing: Writing): PageNode {
  const { newId } = writing
  const cell = (text: string, column: number, isHeader: boolean) => ({
    type: isHeader ? 'tableHeader' : 'tableCell',
    attrs: { id: newId(), colspan: 1, rowspan: 1, ...(widths[column] && { colwidth: [widths[column]] }) },
    content: [paragraph(text, writing)],
  })
  const row = (cells: string[], index: number) =>
    ({ type: 'tableRow', attrs: { id: newId() }, content: cells.map((text, column) => cell(text, column, index === 0)) })
  return { type: 'table', attrs: { id: newId() }, content: rows.map(row) }
}

const marked = /\*\*(.+?)\*\*|\*(.+?)\*|`(.+?)`|\[([^\]]+)\]\((.+?)\)/g

/** Text with its marks; one mark does not stand inside another. */
function inline(source: string, writing: Writing): PageNode[] {
  const text = withDays(source, writing)
  const nodes: PageNode[] = []
  let from = 0
  for (const found of text.matchAll(marked)) {
    nodes.push(...plain(text.slice(from, found.index)), markedText(found))
    from = found.index + found[0].length
  }
  return [...nodes, ...plain(text.slice(from))]
}

const plain = (text: string): PageNode[] => (text ? [{ type: 'text', text }] : [])

function markedText([, bold, italic, code, label, href]: RegExpExecArray): PageNode {
  const withMark = (text: string, mark: PageMark): PageNode => ({ type: 'text', text, marks: [mark] })
  if (bold) return withMark(bold, { type: 'bold' })
  if (italic) return withMark(italic, { type: 'italic' })
  if (code) return withMark(code, { type: 'code' })
  return withMark(label ?? '', { type: 'link', attrs: { href } })
}

/** {+12} and {-3} are days from now, so that the example never looks abandoned. */
const withDays = (text: string, { language, now }: Writing): string => text.replace(/\{([+-]\d+)\}(\.?)/g, (_, days: string, stop: string) => {
  const date = dayFormats[language].format(now.getTime() + Number(days) * day)
  return date.endsWith('.') ? date : date + stop
})

/** Latvian dates in digits: they fit into a sentence in any case. */
const dayFormats: Record<Language, Intl.DateTimeFormat> = {
  en: new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'long', year: 'numeric', timeZone: 'Europe/Riga' }),
  lv: new Intl.DateTimeFormat('lv', { day: '2-digit', month: '2-digit', year: 'numeric', timeZone: 'Europe/Riga' }),
}
