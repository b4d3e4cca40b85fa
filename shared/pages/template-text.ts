import { calloutKindOf } from './callout-kinds.ts'
import type { PageNode } from './page-json.ts'

/** What a page made of it starts with. `icon`: one emoji, or null. */
export interface TemplatePage { icon: string | null, title: string, content: PageNode[] }

/**
 * A template as it is written down, in a part of markdown: `# icon title` first, then `##` and `###`, lists (`-`, `1.`, `- [ ]`), tables whose second
 * line is `|---|`, `> [!tip]` callouts, quotes, paragraphs of one or more lines; **bold** and *italic*. Every block gets an id of its own.
 */
export function readTemplate(text: string, newId: () => string): TemplatePage {
  const [first = '', ...lines] = text.split('\n')
  const [, icon, title = ''] = /^# (?:(\P{L}+) )?(.*)$/u.exec(first) ?? []
  return { icon: icon?.trim() || null, title: title.trim(), content: new Reader(newId).blocks(lines) }
}

const starts = {
  heading: /^(#{2,4}) (.*)$/, task: /^- \[( |x)\] ?(.*)$/, bullet: /^- ?(.*)$/, number: /^\d+\. ?(.*)$/, row: /^\|(.*)\|$/, quote: /^> ?(.*)$/,
}
const callout = /^\[!(\w+)\]$/

class Reader {
  readonly #newId: () => string
  #lines: readonly string[] = []
  #at = 0

  constructor(newId: () => string) { this.#newId = newId }

  blocks(lines: readonly string[]): PageNode[] {
    this.#lines = lines
    this.#at = 0
    const found: PageNode[] = []
    while (this.#at < this.#lines.length) {
      if (this.#lines[this.#at]?.trim() === '') this.#at++
      else found.push(this.#block())
    }
    return found
  }

  #block(): PageNode {
    const line = this.#lines[this.#at] ?? ''
    const [, marks = '', words = ''] = starts.heading.exec(line) ?? []
    if (marks !== '') {
      this.#at++
      return this.#node('heading', inline(words), { level: marks.length })
    }
    if (starts.task.test(line)) return this.#node('taskList', this.#taken(starts.task).map(([done, words]) => this.#node('taskItem', [this.#line(words)], { checked: done === 'x' })))
    if (starts.bullet.test(line)) return this.#node('bulletList', this.#taken(starts.bullet, starts.task).map(([words]) => this.#node('listItem', [this.#line(words)])))
    if (starts.number.test(line)) return this.#node('orderedList', this.#taken(starts.number).map(([words]) => this.#node('listItem', [this.#line(words)])))
    if (starts.row.test(line)) return this.#table(this.#taken(starts.row).map(([cells = '']) => cells.split('|').map(cell => cell.trim())))
    if (starts.quote.test(line)) return this.#quote(this.#taken(starts.quote).map(([words = '']) => words))
    return this.#line(this.#paragraph())
  }

  /** The lines that begin alike from here on, without what they begin with. */
  #taken(start: RegExp, except?: RegExp): string[][] {
    const taken: string[][] = []
    for (let line = this.#lines[this.#at]; line !== undefined && start.test(line) && !except?.test(line); line = this.#lines[++this.#at]) taken.push((start.exec(line) ?? []).slice(1))
    return taken
  }

  #paragraph(): string {
    const taken: string[] = []
    const isOther = (line: string) => line.trim() === '' || Object.values(starts).some(start => start.test(line))
    for (let line = this.#lines[this.#at]; line !== undefined && (taken.length === 0 || !isOther(line)); line = this.#lines[++this.#at]) taken.push(line)
    return taken.join(' ')
  }

  #table([head = [], , ...rows]: string[][]): PageNode {
    const row = (type: string, cells: readonly string[]) => this.#node('tableRow', cells.map(words => this.#node(type, [this.#line(words)])))
    return this.#node('table', [row('tableHeader', head), ...rows.map(cells => row('tableCell', cells))])
  }

  #quote([first = '', ...rest]: readonly string[]): PageNode {
    const [, kind] = callout.exec(first) ?? []
    const inside = new Reader(this.#newId).blocks(kind === undefined ? [first, ...rest] : rest)
    return kind === undefined ? this.#node('blockquote', inside) : this.#node('callout', inside, { kind: calloutKindOf(kind) })
  }

  #line(words = ''): PageNode { return this.#node('paragraph', inline(words)) }

  #node(type: string, content: PageNode[], attrs: Record<string, unknown> = {}): PageNode {
    return { type, attrs: { ...attrs, id: this.#newId() }, ...content.length > 0 && { content } }
  }
}

const emphasis = /\*\*(.+?)\*\*|\*(.+?)\*/g

function inline(words: string): PageNode[] {
  const found: PageNode[] = []
  const add = (text: string, mark?: string) => { if (text !== '') found.push({ type: 'text', text, ...mark !== undefined && { marks: [{ type: mark }] } }) }
  let at = 0
  for (const match of words.matchAll(emphasis)) {
    add(words.slice(at, match.index))
    add(match[1] ?? match[2] ?? '', match[1] === undefined ? 'italic' : 'bold')
    at = match.index + match[0].length
  }
  add(words.slice(at))
  return found
}
