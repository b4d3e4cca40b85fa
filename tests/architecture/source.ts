import { posix } from 'node:path'
import { parseSync } from 'vite'

/** One file of the house, as far as the rules look at it. */
export interface Source {
  /** from the root of the repository, with slashes */
  path: string
  lines: number
  imports: Import[]
  /** without the lines of their markup, which has a measure of its own */
  functions: Extent[]
  /** outermost pieces of markup */
  markups: Extent[]
  /** what stands in the text: `fetch()`, `Date.now`, `doc.getMap`, `new Date()`, `sql```; types as `type Y.Map`, changes as `writes pages` */
  mentions: string[]
  hasDefaultExport: boolean
  /** does it do nothing but pass on what others export? */
  isBarrel: boolean
}

/** `target`: a path in the repository, or the name of a package. */
export interface Import { target: string, isOwn: boolean, isType: boolean, line: number }
export interface Extent { name: string, line: number, lines: number }

interface Node { type: string, start: number, end: number, [key: string]: unknown }

export function readSource(path: string, text: string): Source {
  const { program, errors } = parseSync(path, text)
  if (errors[0]) throw new Error(`${path}: ${errors[0].message}`)
  // The parser's own types know every kind of node; a walk over all of them needs none.
  const root = program as unknown as Node
  const lineAt = lineFinder(text)
  const nodes = [...walk(root, null)]
  const extentOf = (node: Node, name: string): Extent => ({ name, line: lineAt(node.start), lines: lineAt(node.end) - lineAt(node.start) + 1 })
  const markups = nodes.filter(({ node, parent }) => isMarkup(node) && !(parent && isMarkup(parent))).map(({ node }) => extentOf(node, 'markup'))
  return {
    path,
    lines: text.trimEnd().split('\n').length,
    imports: nodes.flatMap(({ node }) => importOf(path, node, lineAt)),
    functions: nodes.filter(({ node }) => isFunction(node)).map(({ node, parent }) => withoutMarkup(extentOf(node, nameOfFunction(node, parent)), markups)),
    markups,
    mentions: nodes.flatMap(({ node, parent }) => mentionOf(node, parent)),
    hasDefaultExport: nodes.some(({ node }) => node.type === 'ExportDefaultDeclaration'),
    isBarrel: isBarrel(root),
  }
}

function* walk(node: Node, parent: Node | null): Generator<{ node: Node, parent: Node | null }> {
  yield { node, parent }
  for (const child of Object.values(node).flat()) if (isNode(child)) yield* walk(child, node)
}

const isNode = (value: unknown): value is Node => typeof value === 'object' && value !== null && 'type' in value && 'start' in value
const isMarkup = ({ type }: Node): boolean => type === 'JSXElement' || type === 'JSXFragment'
const isFunction = ({ type }: Node): boolean => /^(FunctionDeclaration|FunctionExpression|ArrowFunctionExpression)$/.test(type)

function lineFinder(text: string): (offset: number) => number {
  const starts = [0, ...[...text.matchAll(/\n/g)].map(({ index }) => index + 1)]
  return offset => starts.findLastIndex(start => start <= offset) + 1
}

const nameOf = (node: unknown): string => isNode(node) && typeof node['name'] === 'string' ? node['name'] : ''

/** A method's name stands with the method, a constant's with the constant. */
function nameOfFunction(node: Node, parent: Node | null): string {
  const name = nameOf(node['id']) || nameOf(parent?.['id']) || nameOf(parent?.['key'])
  if (name) return name
  return parent?.type === 'CallExpression' ? `the function given to ${calledBy(parent)}` : 'a function'
}

/** `describe` also of `describe.skipIf(isSmall)('...', () => {})`. */
function calledBy(node: unknown): string {
  if (!isNode(node)) return ''
  if (node.type === 'CallExpression') return calledBy(node['callee'])
  if (node.type === 'MemberExpression') return `${calledBy(node['object'])}.${nameOf(node['property'])}`
  return nameOf(node) || 'a call'
}

/** A line of markup counts as markup only; its first line may hold the word `return` and stays with the function. */
function withoutMarkup(extent: Extent, markups: Extent[]): Extent {
  const end = extent.line + extent.lines
  const inside = markups.filter(({ line, lines }) => line >= extent.line && line + lines <= end)
  return { ...extent, lines: extent.lines - inside.reduce((sum, { lines }) => sum + lines - 1, 0) }
}

function importOf(path: string, node: Node, lineAt: (offset: number) => number): Import[] {
  if (!/^(Import(Declaration|Expression)|Export(All|Named)Declaration|TSImportType)$/.test(node.type)) return []
  const source = node['source']
  if (!isNode(source) || typeof source['value'] !== 'string') return []
  const isType = node.type === 'TSImportType' || [node['importKind'], node['exportKind']].includes('type')
  return [{ ...resolve(path, source['value']), isType, line: lineAt(node.start) }]
}

/** `@kopa/shared/x.ts` and relative paths are our own; of a package only its name counts. */
function resolve(from: string, specifier: string): { target: string, isOwn: boolean } {
  if (specifier.startsWith('@kopa/')) return { target: specifier.slice('@kopa/'.length), isOwn: true }
  if (specifier.startsWith('.')) return { target: posix.join(posix.dirname(from), specifier.replace(/\?.*$/, '')), isOwn: true }
  const parts = specifier.split('/')
  return { target: parts.slice(0, specifier.startsWith('@') ? 2 : 1).join('/'), isOwn: false }
}

function mentionOf(node: Node, parent: Node | null): string[] {
  if (node.type === 'MemberExpression') return [`${nameOf(node['object'])}.${nameOf(node['property'])}`]
  if (node.type === 'TSQualifiedName') return [`type ${nameOf(node['left'])}.${nameOf(node['right'])}`]
  if (node.type === 'NewExpression') return [`new ${nameOf(node['callee'])}(${Array.isArray(node['arguments']) && node['arguments'].length ? '...' : ''})`]
  if (node.type === 'TaggedTemplateExpression') return [`${nameOf(node['tag'])}\`\``]
  if (node.type === 'CallExpression') return [`${nameOf(node['callee'])}()`, ...writesOf(node)]
  return node.type === 'Identifier' && parent?.type !== 'MemberExpression' ? [nameOf(node)] : []
}

/** `insertInto('pages')` and its like. */
function writesOf({ callee, arguments: given }: Node): string[] {
  const [table] = Array.isArray(given) ? given : []
  const isWrite = isNode(callee) && /^(insertInto|updateTable|deleteFrom|mergeInto)$/.test(nameOf(callee['property']))
  return isWrite && isNode(table) && typeof table['value'] === 'string' ? [`writes ${table['value']}`] : []
}

function isBarrel({ body }: Node): boolean {
  const statements = Array.isArray(body) ? body.filter(isNode) : []
  return statements.length > 0 && statements.every(({ type, source }) => /^Export(All|Named)Declaration$/.test(type) && Boolean(source))
}
