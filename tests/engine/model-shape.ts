import * as Y from 'yjs'

/**
 * All that a document holds, whatever types its roots are taken for: what `toJSON` of a root leaves out
 * (keys of a list, items of a map) is in here too. Equal shapes: equal for every reader.
 */
export function shapeOf(doc: Y.Doc): Record<string, unknown> {
  return Object.fromEntries([...doc.share].map(([name, type]) => [name, shapeOfType(type)] as const)
    .filter(([, { items, keys }]) => items.length > 0 || Object.keys(keys).length > 0).sort(([a], [b]) => (a < b ? -1 : 1)))
}

type AnyType = Pick<Y.AbstractType<unknown>, '_start' | '_map'>

function shapeOfType(type: AnyType): { items: unknown[], keys: Record<string, unknown> } {
  const items: unknown[] = []
  for (let item = type._start; item !== null; item = item.right) if (!item.deleted) items.push(...shapesOf(item.content))
  const live = [...type._map].filter(([, item]) => !item.deleted).sort(([a], [b]) => (a < b ? -1 : 1))
  return { items, keys: Object.fromEntries(live.map(([key, { content }]) => [key, shapesOf(content)])) }
}

function shapesOf(content: Y.Item['content']): unknown[] {
  if (content instanceof Y.ContentType) return [{ type: content.type.constructor.name, ...shapeOfType(content.type) }]
  if (content instanceof Y.ContentFormat) return [{ mark: content.key, value: content.value }]
  return content.getContent()
}
