import * as Y from 'yjs'

type AnyType = Y.Doc['share'] extends Map<string, infer Shared> ? Shared : never

/** Between words that stand apart in the document, because something of others stands between them. */
const gap = ' … '

/**
 * The text that these clients put into a document and that still stands there, in the document's order, a line for each
 * text it stands in. Nothing that other clients wrote is in it, so it may be shown to somebody who may no longer see the rest.
 */
export function wordsBy(doc: Y.Doc, clients: ReadonlySet<number>): string {
  if (clients.size === 0) return ''
  return [...doc.share.values()].flatMap(type => linesIn(type, clients)).join('\n')
}

function linesIn(type: AnyType, clients: ReadonlySet<number>): string[] {
  const standing = [...itemsOf(type)].filter(({ deleted }) => !deleted)
  const inside = standing.flatMap(({ content }) => (content instanceof Y.ContentType ? linesIn(content.type, clients) : []))
  const line = lineOf(standing, clients)
  return line ? [line, ...inside] : inside
}

function lineOf(standing: readonly Y.Item[], clients: ReadonlySet<number>): string {
  const parts = standing.flatMap(({ id, content }) => (content instanceof Y.ContentString ? [clients.has(id.client) ? content.str : null] : []))
  return parts.map((part, index) => part ?? (index > 0 && parts[index - 1] !== null ? gap : '')).join('').replace(/^ … | … $/g, '').replace(/\s+…\s+/g, gap).trim()
}

/** Yjs offers no way through the items of any type; these two fields are where all of them keep theirs. */
function* itemsOf(type: AnyType): Generator<Y.Item> {
  for (let item = type._start; item; item = item.right) yield item
  yield* type._map.values()
}
