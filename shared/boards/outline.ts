/** What stands in the outline of a board: tasks below tasks. */
export interface Outlined { readonly id: string, readonly parent: string | null, readonly rank: string }

/** The children of every task (and of null, the top), in their order. */
export type Outline<T extends Outlined = Outlined> = ReadonlyMap<string | null, readonly T[]>

export interface Row<T> { readonly task: T, /** 0: top level */ readonly level: number, readonly hasChildren: boolean }

/**
 * The parent under which each task is shown (null: top level). A parent that is not there counts for none, so that nothing is
 * out of sight. Two people can put two tasks below each other at once: of such a circle the task with the first id stands at
 * the top, on every screen the same.
 */
export function parentsIn(tasks: ReadonlyMap<string, Outlined>): Map<string, string | null> {
  const parents = new Map<string, string | null>()
  for (const { id, parent } of tasks.values()) parents.set(id, parent !== null && tasks.has(parent) ? parent : null)
  const passedFrom = new Map<string, string>()
  for (const id of parents.keys()) if (!passedFrom.has(id)) openCircle(id, parents, passedFrom)
  return parents
}

/** Walks up until it comes to what an earlier walk has passed; where it meets itself, the circle is opened. */
function openCircle(start: string, parents: Map<string, string | null>, passedFrom: Map<string, string>): void {
  let id: string | null = start
  while (id !== null && !passedFrom.has(id)) {
    passedFrom.set(id, start)
    id = parents.get(id) ?? null
  }
  if (id !== null && passedFrom.get(id) === start) parents.set(firstIn(id, parents), null)
}

/** The first id of the circle that `start` is in. */
function firstIn(start: string, parents: ReadonlyMap<string, string | null>): string {
  let first = start
  for (let id = parents.get(start) ?? start; id !== start; id = parents.get(id) ?? start) if (id < first) first = id
  return first
}

export function childrenIn<T extends Outlined>(tasks: ReadonlyMap<string, T>): Map<string | null, T[]> {
  const children = groupedIn(tasks)
  for (const siblings of children.values()) siblings.sort(byRank)
  return children
}

/** As `comparePlaces` has it. */
const byRank = (one: Outlined, other: Outlined): number => (one.rank === other.rank ? Number(one.id > other.id) - Number(one.id < other.id) : one.rank < other.rank ? -1 : 1)

/** Whoever is not found from the top on lies on a circle, or below one: only then it has to be looked for. */
function groupedIn<T extends Outlined>(tasks: ReadonlyMap<string, T>): Map<string | null, T[]> {
  const children = Map.groupBy(tasks.values(), ({ parent }) => (parent !== null && tasks.has(parent) ? parent : null))
  let found = 0
  const lists = [children.get(null) ?? []]
  for (const list of lists) {
    found += list.length
    for (const { id } of list) {
      const below = children.get(id)
      if (below) lists.push(below)
    }
  }
  if (found === tasks.size) return children
  const parents = parentsIn(tasks)
  return Map.groupBy(tasks.values(), ({ id }) => parents.get(id) ?? null)
}

/** From top to bottom as a reader sees them; `isFolded` tasks hide what is below them. */
export const rowsOf = <T extends Outlined>(tasks: ReadonlyMap<string, T>, isFolded?: (id: string) => boolean): Row<T>[] => rowsIn(childrenIn(tasks), isFolded)

/** The same, where the outline is known. */
export function rowsIn<T extends Outlined>(children: Outline<T>, isFolded: (id: string) => boolean = () => false): Row<T>[] {
  const rows: Row<T>[] = []
  // A stack of its own: how deep people nest is theirs to choose.
  const waiting: { tasks: readonly T[], next: number }[] = [{ tasks: children.get(null) ?? [], next: 0 }]
  for (let siblings = waiting.at(-1); siblings; siblings = waiting.at(-1)) {
    const task = siblings.tasks[siblings.next++]
    if (!task) { waiting.pop(); continue }
    const below = children.get(task.id)
    rows.push({ task, level: waiting.length - 1, hasChildren: below !== undefined })
    if (below && !isFolded(task.id)) waiting.push({ tasks: below, next: 0 })
  }
  return rows
}

/** A task and all below it. */
export function branchIn(children: Outline, id: string): string[] {
  const branch = [id]
  for (let at = 0; at < branch.length; at++) branch.push(...(children.get(branch[at] ?? '') ?? []).map(child => child.id))
  return branch
}
