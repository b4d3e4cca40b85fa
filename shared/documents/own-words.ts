import * as Y from 'yjs'

type AnyType = Y.Doc['share'] extends Map<string, infer Shared> ? Shared : never

/** Between words that stand apart in the document, because something of others stands between them. */
const gap = ' … '

/**
 * The text that these clients put into a document and that still stands there, in the document's order, a line for each
 * text it stands in. Nothing that other clients wrote is in it, so it may be shown to somebody who may no longer see the rest.
 * @param known the clock of each client up to which its words are known elsewhere, and not told
 */
export function wordsBy(doc: Y.Doc, clients: ReadonlySet<number>, known: ReadonlyMap<number, number> = new Map()): string {
  if (clients.size === 0) return ''
  const whose: Whose = { clients, known }
  return [...doc.share.values()].flatMap(type => linesIn(type, whose)).join('\n')
}

interface Whose { clients: ReadonlySet<number>, known: ReadonlyMap<number, number> }

function linesIn(type: AnyType, whose: Whose): string[] {
  const standing = [...itemsOf(type)].filter(({ deleted }) => !deleted)
  const inside = standing.flatMap(({ content }) => (content instanceof Y.ContentType ? linesIn(content.type, whose) : []))
  const line = lineOf(standing, whose)
  return line ? [line, ...inside] : inside
}

function lineOf(standing: readonly Y.Item[], { clients, known }: Whose): string {
  const told = ({ client, clock }: Y.ID, words: string) => (clients.has(client) ? words.slice(Math.max(0, (known.get(client) ?? 0) - clock)) || null : null)
  const parts = standing.flatMap(({ id, content }) => (content instanceof Y.ContentString ? [told(id, content.str)] : []))
  return parts.map((part, index) => part ?? (index > 0 && parts[index - 1] !== null ? gap : '')).join('').replace(/^ … | … $/g, '').replace(/\s+…\s+/g, gap).trim()
}

/** Yjs offers no way through the items of any type; these two fields are where all of them keep theirs. */
function* itemsOf(type: AnyType): Generator<Y.Item> {
  for (let item = type._start; item; item = item.right) yield item
  yield* type._map.values()
}
