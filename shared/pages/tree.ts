/** The page tree as rows, and the questions that moving asks of it. Pure: rows in, answers out. */

export interface TreeRow { id: string, parentId: string | null, orderKey: string }

/** levels of pages below each other */
export const mostDepth = 20

const byOrder = (a: TreeRow, b: TreeRow): number => (a.orderKey === b.orderKey ? (a.id < b.id ? -1 : 1) : a.orderKey < b.orderKey ? -1 : 1)

/** Children of each page (null: top level), in order. A page whose parent is not among the rows stands at the top level. */
export function childrenByParent<T extends TreeRow>(rows: readonly T[]): Map<string | null, T[]> {
  const known = new Set(rows.map(({ id }) => id))
  const children = new Map<string | null, T[]>()
  for (const row of rows) {
    const parentId = row.parentId !== null && known.has(row.parentId) ? row.parentId : null
    const siblings = children.get(parentId)
    if (siblings) siblings.push(row)
    else children.set(parentId, [row])
  }
  for (const siblings of children.values()) siblings.sort(byOrder)
  return children
}

/** The page and all below it. */
export function subtreeOf<T extends TreeRow>(rows: readonly T[], id: string): T[] {
  const children = childrenByParent(rows)
  const found: T[] = rows.filter(row => row.id === id)
  for (let i = 0; i < found.length && i <= rows.length; i++) found.push(...(children.get(found[i]?.id ?? null) ?? []))
  return found
}

/** How many levels lie above a page's children: 0 for the top level itself. */
export function depthOf(rows: readonly TreeRow[], id: string | null): number {
  const byId = new Map(rows.map(row => [row.id, row]))
  let depth = 0
  for (let at = id; at !== null && depth <= rows.length; at = byId.get(at)?.parentId ?? null) depth++
  return depth
}

/** Levels from a page down to its deepest descendant; 1 for a page with none. */
export function heightOf(rows: readonly TreeRow[], id: string): number {
  const children = childrenByParent(rows)
  let level = children.get(id) ?? []
  let height = 1
  for (; level.length && height <= rows.length; height++) level = level.flatMap(row => children.get(row.id) ?? [])
  return height
}
