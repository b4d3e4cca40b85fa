import type { Link } from './link.ts'
import { type Outlined, parentsIn } from './outline.ts'

/** Who would wait for whom: the links that are followed, and the outline they lie in. */
export interface LinkedTasks { readonly tasks: ReadonlyMap<string, Outlined>, readonly links: Iterable<Pick<Link, 'from' | 'to'>> }

/**
 * The tasks of the circle that a link would close, from its successor on to its predecessor; null: it closes none. As the scheduler
 * has it (schedule-circles.ts): a summary begins before its tasks and ends after them.
 */
export function circleOf({ from, to }: Pick<Link, 'from' | 'to'>, { tasks, links }: LinkedTasks): string[] | null {
  if (from === to) return [from]
  const parents = parentsIn(tasks)
  const children = Map.groupBy([...parents], ([, parent]) => parent)
  const successors = Map.groupBy(links, link => link.from)
  const below = (id: string): string[] => (children.get(id) ?? []).map(([child]) => child)
  const after = (event: string): string[] => {
    const id = event.slice(1)
    if (event.startsWith('b')) return [`e${id}`, ...below(id).map(child => `b${child}`)]
    const parent = parents.get(id) ?? null
    return [...(successors.get(id) ?? []).map(link => `b${link.to}`), ...parent === null ? [] : [`e${parent}`]]
  }
  return walk(`b${to}`, `e${from}`, after)
}

/** The shortest way, as the tasks it passes. */
function walk(start: string, goal: string, after: (event: string) => string[]): string[] | null {
  const cameFrom = new Map<string, string | null>([[start, null]])
  for (const event of cameFrom.keys()) {
    if (event === goal) return wayTo(goal, cameFrom)
    for (const next of after(event)) if (!cameFrom.has(next)) cameFrom.set(next, event)
  }
  return null
}

function wayTo(goal: string, cameFrom: ReadonlyMap<string, string | null>): string[] {
  const way: string[] = []
  for (let at: string | null = goal; at !== null; at = cameFrom.get(at) ?? null) if (way[0] !== at.slice(1)) way.unshift(at.slice(1))
  return way
}
