import type { PageNode } from './page-json.ts'

/**
 * What each known node holds. Names only, no schema: the server looks at live documents with it, and what it does not know it leaves as it is.
 * A node that holds words in one place and blocks in another, or both at once, fits into no editor: the whole page can then only be read.
 */
export const holdings: Readonly<Record<string, 'words' | 'blocks' | 'nothing'>> = {
  paragraph: 'words', heading: 'words', codeBlock: 'words',
  bulletList: 'blocks', orderedList: 'blocks', listItem: 'blocks', taskList: 'blocks', taskItem: 'blocks', blockquote: 'blocks',
  callout: 'blocks', details: 'blocks', columns: 'blocks', column: 'blocks',
  table: 'blocks', tableRow: 'blocks', tableCell: 'blocks', tableHeader: 'blocks',
  image: 'nothing', liveTasks: 'nothing', tableOfContents: 'nothing', horizontalRule: 'nothing', hardBreak: 'nothing',
  mention: 'nothing',
}

/** Known nodes that stand in a line of words. They hold nothing whatever a newer version does: a schema that says otherwise cannot be made. */
export const inLine: ReadonlySet<string> = new Set(['text', 'hardBreak', 'mention'])

/** Names that mean something else in a schema's rules. */
const taken: ReadonlySet<string> = new Set(['doc', 'text', 'block', 'inline'])

export const isBlockName = (name: string): boolean => Object.hasOwn(holdings, name) && !inLine.has(name)
export const isNodeName = (name: string): boolean => /^[a-zA-Z]\w*$/.test(name) && !taken.has(name)
export const isMarkName = (name: string): boolean => !Object.hasOwn(holdings, name) && name !== 'doc' && name !== 'text'

type IsInLine = (node: PageNode) => boolean

const isWords: IsInLine = ({ type }) => inLine.has(type)
const isBlock: IsInLine = ({ type }) => isBlockName(type)

/**
 * Blocks with everything in a place where an editor can hold it. No word is lost: what stands bare beside blocks becomes a paragraph, a block
 * inside a line comes to stand behind it, and what has no name that could be one gives way to what it holds.
 */
export const putInPlace = (nodes: readonly PageNode[]): PageNode[] => linesMade(nodes.flatMap(inPlace), isWords)

function inPlace(node: PageNode): PageNode[] {
  if (node.type === 'text' && node.text !== undefined) return [withKnownMarks(node)]
  const content = (node.content ?? []).flatMap(inPlace)
  if (!isNodeName(node.type)) return content
  if (inLine.has(node.type)) return [holdingOnly(node, []), ...content]
  const holding = Object.hasOwn(holdings, node.type) ? holdings[node.type] : undefined
  const first = content.findIndex(isBlock)
  if (holding === 'blocks' || (!holding && first >= 0)) return [holdingOnly(node, linesMade(content, isWords))]
  if (!holding || first < 0) return [holdingOnly(node, content)]
  return [holdingOnly(node, content.slice(0, first)), ...linesMade(content.slice(first), inner => !isBlock(inner))]
}

const holdingOnly = ({ content: _before, ...node }: PageNode, content: PageNode[]): PageNode => ({ ...node, ...(content.length > 0 && { content }) })

function withKnownMarks(node: PageNode): PageNode {
  if (!node.marks || node.marks.every(({ type }) => isMarkName(type))) return node
  return { ...node, marks: node.marks.filter(({ type }) => isMarkName(type)) }
}

/** Neighbours that belong in a line become a paragraph. */
function linesMade(nodes: readonly PageNode[], isInLine: IsInLine): PageNode[] {
  const made: PageNode[] = []
  let line: PageNode[] | null = null
  for (const node of nodes) {
    if (!isInLine(node)) {
      line = null
      made.push(node)
    } else if (line) line.push(node)
    else made.push({ type: 'paragraph', content: (line = [node]) })
  }
  return made
}
