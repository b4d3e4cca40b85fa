import type * as Y from 'yjs'
import { mentionLabel, readMention } from './mention.ts'
import { readLiveTasks, writeLiveTasks } from './live-tasks.ts'
import { calloutKindOf } from './callout-kinds.ts'
import { isFileAddress } from './file-address.ts'
import { columnWidthOf } from './column-width.ts'
import { escapeHtml } from '../escape-html.ts'
import { contentOf } from './page.ts'
import { blockHash, outlineOf } from './outline.ts'
import { readNodes, type PageMark, type PageNode } from './page-json.ts'
import { isSafeLink } from './safe-link.ts'

/**
 * The body of a page as HTML, without an editor: for the first look, for print, for export. The same elements as the editor
 * writes, so that the same styles fit. Whatever a document says, nothing in here runs: every word is escaped, every attribute is
 * one of a fixed list. What this version does not know is shown as what is in it.
 */
export function pageHtml(doc: Y.Doc): string {
  const html = nodesHtml(readNodes(contentOf(doc)))
  // No word of a page can look like this: they are escaped.
  return html.includes(contents) ? html.replaceAll(contents, () => contentsHtml(doc)) : html
}

/** The same of blocks that are in no document yet. */
export const nodesHtml = (nodes: readonly PageNode[]): string => htmlOf(nodes)

const contents = ' data-contents></nav>'

function contentsHtml(doc: Y.Doc): string {
  const lines = outlineOf(doc).map(({ id, depth, text }) => `<li data-depth="${depth}">${id === null ? escapeHtml(text) : `<a href="#${escapeHtml(blockHash(id))}">${escapeHtml(text)}</a>`}</li>`)
  return ` data-contents><ul>${lines.join('')}</ul></nav>`
}

const htmlOf = (nodes: readonly PageNode[] = []): string => nodes.map(node => nodeHtml(node)).join('')

function nodeHtml(node: PageNode): string {
  if (node.type === 'text') return (node.marks ?? []).reduce(marked, escapeHtml(node.text ?? ''))
  const write = Object.hasOwn(elements, node.type) ? elements[node.type] : undefined
  return write ? write(node, attributesOf(node)) : `<div>${htmlOf(node.content)}</div>`
}

type Write = (node: PageNode, attributes: string) => string

const plain = (tag: string): Write => ({ content }, attributes) => `<${tag}${attributes}>${htmlOf(content)}</${tag}>`

const elements: Record<string, Write> = {
  // An empty paragraph is as high as a line.
  paragraph: ({ content }, attributes) => `<p${attributes}>${content?.length ? htmlOf(content) : '<br>'}</p>`,
  heading: headingHtml,
  bulletList: plain('ul'),
  orderedList: (node, attributes) => plain('ol')(node, `${attributes}${whole('start', node.attrs?.['start'], 1)}`),
  listItem: plain('li'),
  taskList: (node, attributes) => plain('ul')(node, `${attributes} data-type="taskList"`),
  taskItem: taskItemHtml,
  blockquote: plain('blockquote'),
  callout: (node, attributes) => plain('aside')(node, `${attributes} role="note" data-callout="${calloutKindOf(node.attrs?.['kind'])}"`),
  details: ({ content: [line, ...rest] = [] }, attributes) => `<details${attributes}><summary>${htmlOf(line && [line])}</summary>${htmlOf(rest)}</details>`,
  columns: (node, attributes) => plain('div')(node, `${attributes} data-columns`),
  column: columnHtml,
  codeBlock: ({ content }, attributes) => `<div class="code-block"><pre${attributes} dir="ltr"><code>${htmlOf(content)}</code></pre></div>`,
  tableOfContents: (_node, attributes) => `<nav${attributes}${contents}`,
  horizontalRule: (_node, attributes) => `<hr${attributes}>`,
  hardBreak: () => '<br>',
  image: imageHtml,
  mention: mentionHtml,
  liveTasks: liveTasksHtml,
  table: ({ content }, attributes) => `<div class="table"><table${attributes}><tbody>${htmlOf(content)}</tbody></table></div>`,
  tableRow: plain('tr'),
  tableHeader: (node, attributes) => plain('th')(node, attributes + spans(node)),
  tableCell: (node, attributes) => plain('td')(node, attributes + spans(node)),
}

function taskItemHtml({ attrs, content }: PageNode, attributes: string): string {
  const isDone = attrs?.['checked'] === true
  return `<li${attributes} data-checked="${isDone}"><label><input type="checkbox" disabled${isDone ? ' checked' : ''}></label><div>${htmlOf(content)}</div></li>`
}

function columnHtml(node: PageNode, attributes: string): string {
  const width = columnWidthOf(node.attrs?.['width'])
  return plain('div')(node, `${attributes} data-column="${width ?? ''}"${width === null ? '' : ` style="flex-grow: ${width}"`}`)
}

function imageHtml({ attrs }: PageNode, attributes: string): string {
  const { src, alt, width, height } = attrs ?? {}
  const address = isFileAddress(src) ? ` src="${escapeHtml(src)}"` : ''
  return `<figure class="image"><img${attributes}${address} alt="${escapeHtml(typeof alt === 'string' ? alt : '')}"${whole('width', width)}${whole('height', height)} loading="lazy"></figure>`
}

/** As the editor copies it: the name that was written; who may see what it names sees its name of today once the editor is there. */
function mentionHtml({ attrs = {} }: PageNode): string {
  const mention = readMention(attrs)
  const said = escapeHtml(mentionLabel(attrs))
  if (!mention) return `<span class="mention">${said}</span>`
  const board = mention.board === undefined ? '' : ` data-mention-board="${mention.board}"`
  return `<span class="mention" data-mention="${mention.kind}" data-mention-id="${mention.id}" data-mention-label="${said}"${board}>${said}</span>`
}

/** Of a list of tasks only what the board was called when it was put in: whose page this is says nothing of who may read the board. */
function liveTasksHtml({ attrs = {} }: PageNode, attributes: string): string {
  const list = readLiveTasks(attrs)
  const said = Object.entries(writeLiveTasks(list)).map(([name, value]) => (value === null ? '' : ` data-tasks-${name}="${escapeHtml(value)}"`)).join('')
  return `<div${attributes} class="live-tasks" data-live-tasks${said}>${escapeHtml(list.label)}</div>`
}

/** Links to it find it without a script. */
function headingHtml(node: PageNode): string {
  const id = node.attrs?.['id']
  const attributes = typeof id === 'string' ? attributesOf(node).replace(' dir=', () => ` id="${escapeHtml(blockHash(id))}" dir=`) : attributesOf(node)
  return plain(`h${headingLevel(node)}`)(node, attributes)
}

function headingLevel({ attrs }: PageNode): number {
  const level = numberIn(attrs?.['level'] ?? 1)
  return Number.isInteger(level) && level >= 1 && level <= 4 ? level : 1
}

/** An object may say of itself what number it is, or break whoever asks. */
const numberIn = (value: unknown): number => (typeof value === 'number' || typeof value === 'string' ? Number(value) : NaN)

/** A whole number of a sensible size, or nothing. @param usual need not be said */
function whole(name: string, value: unknown, usual?: number): string {
  const number = numberIn(value)
  return Number.isInteger(number) && number > 0 && number <= 10_000 && number !== usual ? ` ${name}="${number}"` : ''
}

const spans = ({ attrs }: PageNode): string => whole('colspan', attrs?.['colspan'], 1) + whole('rowspan', attrs?.['rowspan'], 1)

/** Blocks can be linked to; their direction follows their text unless somebody chose one. */
function attributesOf({ type, attrs }: PageNode): string {
  const { id, dir } = attrs ?? {}
  const place = typeof id === 'string' ? ` data-id="${escapeHtml(id)}"` : ''
  return directed.has(type) ? `${place} dir="${dir === 'rtl' || dir === 'ltr' ? dir : 'auto'}"` : place
}
const directed: ReadonlySet<string> = new Set(['paragraph', 'heading', 'bulletList', 'orderedList', 'taskList', 'blockquote', 'table'])

const marks: Record<string, string> = { bold: 'strong', italic: 'em', strike: 's', underline: 'u', code: 'code' }

function marked(inner: string, { type, attrs }: PageMark): string {
  if (type === 'link') return linked(inner, attrs?.['href'])
  const tag = Object.hasOwn(marks, type) ? marks[type] : undefined
  return tag ? `<${tag}>${inner}</${tag}>` : inner
}

const linked = (inner: string, href: unknown): string =>
  typeof href === 'string' && isSafeLink(href) ? `<a href="${escapeHtml(href)}" target="_blank" rel="noopener noreferrer nofollow">${inner}</a>` : inner

