import { fitting, type GanttScale } from './gantt-scale.ts'
import { minutesOfDay } from '@kopa/shared/boards/calendar-days.ts'
import type { GanttScene } from './gantt-scene.ts'

/** Longer titles may end beyond the edge: the bars would become too short for them. */
const mostBehind = 260

/** A company's letters and the dot before a title, and the gap to its bar; in pixels. */
const before = 40

interface Fitting { readonly scene: GanttScene, readonly width: number, readonly measure: (title: string) => number }

/** Pixels per day with which the whole plan is in sight, also the titles that are written behind its last bars. */
export function fittingWithTitles({ scene, width, measure }: Fitting): GanttScale['pixelsPerDay'] {
  const plan = scene.span()
  const pixels = fitting(plan, width) / minutesOfDay
  let behind = 0
  for (const { task } of scene.rows()) {
    const dates = scene.schedule.dates(task.id)
    const left = dates ? (plan.finish - dates.finish) * pixels : Infinity
    if (!dates || left >= mostBehind) continue
    const long = measure(task.title) + before
    if ((dates.finish - dates.start) * pixels < long) behind = Math.max(behind, long - left)
  }
  return fitting(plan, width, Math.min(mostBehind, behind))
}
