import { childrenIn } from './outline.ts'
import type { Task } from './task.ts'

type Measured = Pick<Task, 'id' | 'parent' | 'rank' | 'progress' | 'plan'>

/** What a day is to a task that nobody has planned, or that takes no time at all: so that it counts a little. */
const least = 1

/** How much of each summary is done, 0 to 100: its tasks' shares by how long they take. Others are not in it. */
export function summaryProgress(tasks: ReadonlyMap<string, Measured>): Map<string, number> {
  const children = childrenIn(tasks)
  const sums = new Map<string, { length: number, done: number }>()
  const order = [...children.get(null) ?? []]
  for (const task of order) order.push(...children.get(task.id) ?? [])
  for (const { id, plan, progress } of order.toReversed()) {
    const below = (children.get(id) ?? []).flatMap(child => sums.get(child.id) ?? [])
    const length = below.length === 0 ? Math.max(least, plan?.duration ?? 480) : below.reduce((sum, one) => sum + one.length, 0)
    sums.set(id, { length, done: below.length === 0 ? length * progress.percent / 100 : below.reduce((sum, one) => sum + one.done, 0) })
  }
  return new Map([...sums].flatMap(([id, { length, done }]) => (children.has(id) ? [[id, Math.round(done / length * 100)] as const] : [])))
}
