import type { Outline } from './outline.ts'
import type { Task } from './task.ts'

type Measured = Pick<Task, 'id' | 'parent' | 'rank' | 'progress' | 'plan'>

/** What a day is to a task that nobody has planned, or that takes no time at all: so that it counts a little. */
const least = 1

/** How much of each summary is done, 0 to 100: its tasks' shares by how long they take; of those that are done, all. Others are not in it. */
export function summaryProgress<T extends Measured>(children: Outline<T>, isDone: (task: T) => boolean): Map<string, number> {
  const sums = new Map<string, Sum>()
  const summaries = (children.get(null) ?? []).filter(({ id }) => children.has(id))
  for (const { id } of summaries) for (const child of children.get(id) ?? []) if (children.has(child.id)) summaries.push(child)
  for (const { id } of summaries.toReversed()) {
    const sum = { length: 0, done: 0 }
    for (const child of children.get(id) ?? []) {
      const { length, done } = sums.get(child.id) ?? sumOf(child, isDone(child))
      sum.length += length
      sum.done += done
    }
    sums.set(id, sum)
  }
  return new Map([...sums].map(([id, { length, done }]) => [id, Math.round(done / length * 100)]))
}

interface Sum { length: number, done: number }

function sumOf({ plan, progress }: Measured, isDone: boolean): Sum {
  const length = Math.max(least, plan?.duration ?? 480)
  return { length, done: isDone ? length : length * progress.percent / 100 }
}
