import type { Static } from 'typebox'
import type { PageEntry } from '@kopa/shared/pages/contract.ts'

export type Entry = Static<typeof PageEntry>

/** Where a page goes: under `parentId`, right after the sibling `after` (null: first). */
export interface Place { parentId: string | null, after: string | null }

/** The live pages of a workspace, ready for questions. */
export interface Tree {
  pages: ReadonlyMap<string, Entry>
  children: ReadonlyMap<string | null, readonly Entry[]>
}

export interface TreeRow {
  page: Entry
  /** Top level is 1, as in aria-level. */
  level: number
  /** 1 is the first among its siblings. */
  position: number
  siblings: number
  hasChildren: boolean
  isOpen: boolean
}

/** Archived pages and templates stay out; a page whose parent is not in the list stands at the top level rather than nowhere. */
export function makeTree(entries: readonly Entry[]): Tree {
  const live = entries.filter(({ archivedAt, isTemplate }) => archivedAt === null && !isTemplate)
  const pages = new Map(live.map(page => [page.id, page]))
  const children = new Map<string | null, Entry[]>()
  for (const page of live) {
    const parentId = page.parentId !== null && pages.has(page.parentId) ? page.parentId : null
    const siblings = children.get(parentId)
    if (siblings) siblings.push(page)
    else children.set(parentId, [page])
  }
  for (const siblings of children.values()) siblings.sort(byOrder)
  return { pages, children }
}

/** Keys are compared by their code units, as the database does; ids decide between equal ones, alike on every screen. */
const byOrder = (a: Entry, b: Entry): number => compare(a.orderKey, b.orderKey) || compare(a.id, b.id)
const compare = (a: string, b: string): number => a < b ? -1 : a > b ? 1 : 0

export const childrenOf = (tree: Tree, parentId: string | null): readonly Entry[] => tree.children.get(parentId) ?? []

export const parentOf = (tree: Tree, page: Entry): Entry | null => (page.parentId === null ? null : tree.pages.get(page.parentId) ?? null)

const siblingsOf = (tree: Tree, page: Entry): readonly Entry[] => childrenOf(tree, parentOf(tree, page)?.id ?? null)

/** The rows one sees, from top to bottom, when the pages in `open` are unfolded. */
export function visibleRows(tree: Tree, open: ReadonlySet<string>): TreeRow[] {
  const rows: TreeRow[] = []
  const visit = (parentId: string | null, level: number): void => {
    const siblings = childrenOf(tree, parentId)
    for (const [index, page] of siblings.entries()) {
      const hasChildren = childrenOf(tree, page.id).length > 0
      const isOpen = hasChildren && open.has(page.id)
      rows.push({ page, level, position: index + 1, siblings: siblings.length, hasChildren, isOpen })
      if (isOpen) visit(page.id, level + 1)
    }
  }
  visit(null, 1)
  return rows
}

/** From the top level down to the page above `pageId`. */
export function ancestorsOf(tree: Tree, pageId: string): Entry[] {
  const found: Entry[] = []
  let page = tree.pages.get(pageId)
  while (page) {
    const parent = parentOf(tree, page)
    if (!parent || found.includes(parent)) break
    found.unshift(parent)
    page = parent
  }
  return found
}

export const isWithin = (tree: Tree, pageId: string, ancestorId: string): boolean =>
  pageId === ancestorId || ancestorsOf(tree, pageId).some(({ id }) => id === ancestorId)

export type Step = 'up' | 'down' | 'in' | 'out'

/** Where one step takes a page; null when there is no way. */
export function stepPlace(tree: Tree, page: Entry, step: Step): Place | null {
  const siblings = siblingsOf(tree, page)
  const index = siblings.findIndex(({ id }) => id === page.id)
  const parent = parentOf(tree, page)
  const before = siblings[index - 1]
  const next = siblings[index + 1]
  if (step === 'up') return before ? { parentId: parent?.id ?? null, after: siblings[index - 2]?.id ?? null } : null
  if (step === 'down') return next ? { parentId: parent?.id ?? null, after: next.id } : null
  if (step === 'in') return before ? lastPlaceIn(tree, before.id) : null
  return parent ? { parentId: parentOf(tree, parent)?.id ?? null, after: parent.id } : null
}

export const lastPlaceIn = (tree: Tree, parentId: string | null): Place => ({ parentId, after: childrenOf(tree, parentId).at(-1)?.id ?? null })

export type Drop = { type: 'reorder-above' } | { type: 'reorder-below' } | { type: 'make-child' } | { type: 'reparent', desiredLevel: number }

/** Where a page lands that is dropped at `target`; null when it may not land there. */
export function dropPlace(tree: Tree, pageId: string, target: TreeRow, drop: Drop): Place | null {
  if (isWithin(tree, target.page.id, pageId)) return null
  const without = { ...tree, children: new Map([...tree.children].map(([parent, list]) => [parent, list.filter(({ id }) => id !== pageId)])) }
  const parentId = parentOf(tree, target.page)?.id ?? null
  if (drop.type === 'reorder-below') return { parentId, after: target.page.id }
  if (drop.type === 'reorder-above') {
    const siblings = childrenOf(without, parentId)
    return { parentId, after: siblings[siblings.indexOf(target.page) - 1]?.id ?? null }
  }
  if (drop.type === 'make-child') return target.isOpen ? { parentId: target.page.id, after: null } : lastPlaceIn(without, target.page.id)
  const ancestor = ancestorsOf(tree, target.page.id)[drop.desiredLevel] ?? target.page
  return { parentId: parentOf(tree, ancestor)?.id ?? null, after: ancestor.id }
}

/** The list as it will be once the server has agreed; the key only has to sort right until then. */
export function withMoved(entries: readonly Entry[], pageId: string, { parentId, after }: Place): Entry[] {
  const before = entries.find(({ id }) => id === after)
  const orderKey = before ? `${before.orderKey}\u0001` : ''
  return entries.map(page => page.id === pageId ? { ...page, parentId, orderKey } : page)
}

/** The page and everything below it, changed alike. */
export function withBranch(entries: readonly Entry[], pageId: string, change: Partial<Entry>): Entry[] {
  const tree = makeTree(entries.map(page => ({ ...page, archivedAt: null })))
  return entries.map(page => isWithin(tree, page.id, pageId) ? { ...page, ...change } : page)
}

export const withTitle = (entries: readonly Entry[], pageId: string, title: string): Entry[] => entries.map(page => (page.id === pageId ? { ...page, title } : page))

export const withIcon = (entries: readonly Entry[], pageId: string, icon: string | null): Entry[] => entries.map(page => (page.id === pageId ? { ...page, icon } : page))

/** What was archived by itself, newest first; what went with it comes back with it. */
export function archivedRoots(entries: readonly Entry[]): Entry[] {
  const byId = new Map(entries.map(page => [page.id, page]))
  const isRoot = (page: Entry) => page.archivedAt !== null && (page.parentId === null || byId.get(page.parentId)?.archivedAt !== page.archivedAt)
  return entries.filter(isRoot).sort((a, b) => compare(b.archivedAt ?? '', a.archivedAt ?? ''))
}

/** What companies begin pages with, in the order in which it was kept. A list that this device kept from before there were any has none. */
export const templatesOf = (entries: readonly Entry[]): Entry[] => entries.filter(({ archivedAt, isTemplate }) => archivedAt === null && isTemplate).sort(byOrder)

/** How many pages were archived together with this one. */
export function belowOf(entries: readonly Entry[], { id, archivedAt }: Entry): number {
  const together = entries.filter(page => page.archivedAt === archivedAt)
  const found = new Set([id])
  for (let size = 0; size < found.size;) {
    size = found.size
    for (const page of together) if (page.parentId !== null && found.has(page.parentId)) found.add(page.id)
  }
  return found.size - 1
}

export interface Space { page: Entry, /** of all pages in it, itself too */ count: number }

/** Pages of the top level that have pages below them, in order. */
export function spacesOf(tree: Tree): Space[] {
  const sizeOf = ({ id }: Entry): number => childrenOf(tree, id).reduce((sum, child) => sum + sizeOf(child), 1)
  return childrenOf(tree, null).map(page => ({ page, count: sizeOf(page) })).filter(({ count }) => count > 1)
}
