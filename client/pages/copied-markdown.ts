import type { Fragment, Mark, Node } from '@tiptap/pm/model'

/** Blocks as markdown, for where no other form is taken: mail, chat, code. */
export const markdownOf = (blocks: Fragment): string => linesOf(blocks).join('\n')

function linesOf(blocks: Fragment): string[] {
  const lines: string[] = []
  blocks.forEach(block => {
    if (lines.length > 0) lines.push('')
    lines.push(...blockLines(block))
  })
  return lines
}

function blockLines(block: Node): string[] {
  const { attrs, type: { name } } = block
  switch (name) {
    case 'heading': return [`${'#'.repeat(Number(attrs['level']) || 1)} ${wordsOf(block)}`]
    case 'bulletList': return itemLines(block, () => '- ')
    case 'orderedList': return itemLines(block, index => `${(Number(attrs['start']) || 1) + index}. `)
    case 'taskList': return itemLines(block, (_index, item) => (item.attrs['checked'] ? '- [x] ' : '- [ ] '))
    case 'blockquote': return linesOf(block.content).map(quoted)
    case 'callout': return [`[!${String(attrs['kind']).toUpperCase()}]`, ...linesOf(block.content)].map(quoted)
    case 'codeBlock': return [`${fenceFor(block)}${String(attrs['language'] ?? '')}`, ...block.textContent.split('\n'), fenceFor(block)]
    case 'horizontalRule': return ['---']
    case 'image': return [`![${String(attrs['alt'] ?? '')}](${String(attrs['src'] ?? '')})`]
    case 'table': return tableLines(block)
    default: return block.isTextblock ? wordsOf(block).split('\n') : block.childCount > 0 ? linesOf(block.content) : [block.textContent]
  }
}

const quoted = (line: string): string => (line === '' ? '>' : `> ${line}`)

/** Longer than any within. */
const fenceFor = ({ textContent }: Node): string => '`'.repeat(Math.max(3, ...[...textContent.matchAll(/`+/g)].map(([run]) => run.length + 1)))

function itemLines(list: Node, signOf: (index: number, item: Node) => string): string[] {
  const lines: string[] = []
  list.forEach((item, _offset, index) => {
    const sign = signOf(index, item)
    const inset = ' '.repeat(sign.startsWith('- [') ? 2 : sign.length)
    // A list within stands close below; other blocks are parted by an empty line.
    item.forEach((block, _at, nth) => {
      const inner = blockLines(block)
      if (nth > 0 && !block.type.name.endsWith('List')) lines.push('')
      inner.forEach((line, at) => lines.push(nth === 0 && at === 0 ? `${sign}${line}` : line && `${inset}${line}`))
    })
  })
  return lines
}

function tableLines(table: Node): string[] {
  const rows: string[][] = []
  table.forEach(row => {
    const cells: string[] = []
    row.forEach(cell => { cells.push(linesOf(cell.content).filter(Boolean).join('<br>').replaceAll('|', String.raw`\|`)) })
    rows.push(cells)
  })
  const row = (cells: string[]): string => `| ${cells.join(' | ')} |`
  const [head = [], ...rest] = rows
  return [row(head), row(head.map(() => '---')), ...rest.map(row)]
}

function wordsOf(line: Node): string {
  let words = ''
  line.forEach(piece => {
    if (piece.type.name === 'hardBreak') words += '\\\n'
    else if (piece.isText) words += marked(piece.text ?? '', piece.marks)
    else words += typeof piece.attrs['label'] === 'string' ? `@${piece.attrs['label']}` : piece.textContent
  })
  return words
}

const signs: Readonly<Record<string, string>> = { bold: '**', italic: '*', strike: '~~' }

/** Spaces at the edges stand outside: "** so**" is no bold. */
function marked(text: string, marks: readonly Mark[]): string {
  const [, before = '', words = '', behind = ''] = /^(\s*)([^]*?)(\s*)$/.exec(text) ?? []
  if (words === '') return text
  const isCode = marks.some(({ type }) => type.name === 'code')
  let said = isCode ? `\`${words}\`` : words.replace(/[\\`*[\]<~]|(?<![\p{L}\p{N}])_|_(?![\p{L}\p{N}])/gu, String.raw`\$&`)
  for (const { type, attrs } of marks) {
    const sign = signs[type.name]
    if (sign) said = `${sign}${said}${sign}`
    if (type.name === 'link') said = `[${said}](${String(attrs['href'])})`
  }
  return `${before}${said}${behind}`
}
