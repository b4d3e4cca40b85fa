import type { PortableTask } from '@kopa/shared/transfer/board-file.ts'
import type { Report } from '@kopa/shared/transfer/report.ts'
import type { RowWords } from './table-rows.ts'

/** A row of the table and the task that it became. */
export interface RowTask { readonly task: PortableTask, readonly words: RowWords, readonly line: number, readonly cells: readonly string[] }

/** By what a row says of its parent (an id, or a title that only one has), else by its level. */
export function placeBelow(rows: readonly RowTask[], report: Report): PortableTask[] {
  const find = finderOf(rows)
  const open: string[] = []
  return rows.map(({ task, words, line }) => {
    const [level, named] = [Number(words('level')), words('parent')]
    if (named !== '') {
      const parent = find(named)
      if (parent === null || parent === task.id) report.add('unknownParents', line)
      return parent === null || parent === task.id ? task : { ...task, parent }
    }
    if (!Number.isInteger(level) || level < 1 || level > 100 || words('level') === '') return task
    open.length = Math.min(open.length, level - 1)
    const parent = open.findLast(id => id !== undefined) ?? null
    open[level - 1] = task.id
    return { ...task, parent }
  })
}

/** Finds the task that some words name: by its id in the table, or by its title where no other has the same. */
export function finderOf(rows: readonly RowTask[]): (words: string) => string | null {
  const byId = new Map(rows.flatMap(({ task, words }) => (words('id') === '' ? [] : [[words('id'), task.id] as const])))
  const byTitle = new Map<string, string | null>()
  for (const { task: { id, title } } of rows) byTitle.set(title.toLowerCase(), byTitle.has(title.toLowerCase()) ? null : id)
  return words => byId.get(words.trim()) ?? byTitle.get(words.trim().toLowerCase()) ?? null
}

/** Children behind their parents; what lies in itself comes to the top. */
export function inOrder(tasks: readonly PortableTask[]): PortableTask[] {
  const known = new Map(tasks.map(task => [task.id, task]))
  const isInItself = ({ id, parent }: PortableTask): boolean => {
    const seen = new Set([id])
    for (let above = parent; above !== null; above = known.get(above)?.parent ?? null) {
      if (seen.has(above)) return true
      seen.add(above)
    }
    return false
  }
  const tidy = tasks.map(task => (task.parent !== null && (!known.has(task.parent) || isInItself(task)) ? { ...task, parent: null } : task))
  const children = Map.groupBy(tidy, ({ parent }) => parent)
  const ordered: PortableTask[] = []
  const open = (children.get(null) ?? []).toReversed()
  for (let task = open.pop(); task !== undefined; task = open.pop()) {
    ordered.push(task)
    for (const child of (children.get(task.id) ?? []).toReversed()) open.push(child)
  }
  return ordered
}
