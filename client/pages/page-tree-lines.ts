import type { TreeRow } from './page-tree.ts'
import type { Draft } from './use-page-tree-naming.ts'

/** One line of the tree: a page, or the place where a new one is being named. */
export type Line = { row: TreeRow, level: number } | { row: null, level: number }

/** The rows with the draft at its place among them. */
export function linesOf(rows: readonly TreeRow[], draft: Draft | null): Line[] {
  const lines: Line[] = rows.map(row => ({ row, level: row.level }))
  if (draft) lines.splice(indexOfDraft(rows, draft), 0, { row: null, level: levelOfDraft(rows, draft) })
  return lines
}

function levelOfDraft(rows: readonly TreeRow[], draft: Draft): number {
  const parent = rows.find(({ page }) => page.id === draft.parentId)
  return parent ? parent.level + 1 : 1
}

/** After the sibling and all that is unfolded below it; else right below the parent. */
function indexOfDraft(rows: readonly TreeRow[], draft: Draft): number {
  const at = rows.findIndex(({ page }) => page.id === draft.after)
  const sibling = rows[at]
  if (!sibling) return rows.findIndex(({ page }) => page.id === draft.parentId) + 1
  const next = rows.findIndex(({ level }, index) => index > at && level <= sibling.level)
  return next === -1 ? rows.length : next
}
