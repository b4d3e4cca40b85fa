import { fitting, type GanttScale } from './gantt-scale.ts'
import { minutesOfDay } from '@kopa/shared/boards/calendar-days.ts'
import type { GanttScene } from './gantt-scene.ts'

/** A company's letters and the dot before a title, and the gap to its bar; in pixels. No letter is wider than the other number. */
const before = 48
const widest = 14

interface Fitting { readonly scene: GanttScene, readonly width: number, readonly measure: (title: string) => number }

/** Pixels per day with which the whole plan is in sight, also the titles that are written behind its last bars. */
export function fittingWithTitles({ scene, width, measure }: Fitting): GanttScale['pixelsPerDay'] {
  const plan = scene.span()
  // Shorter bars put more titles behind themselves: looked at again with what came of the first look.
  const first = fitting(plan, width, behindLast({ scene, measure, pixels: fitting(plan, width) / minutesOfDay }))
  return fitting(plan, width, behindLast({ scene, measure, pixels: first / minutesOfDay }))
}

/** How far titles reach beyond the end of the plan; `pixels`: of a minute. */
function behindLast({ scene, measure, pixels }: Pick<Fitting, 'scene' | 'measure'> & { pixels: number }): number {
  const { finish } = scene.span()
  let behind = 0
  for (const { task } of scene.rows()) {
    const dates = scene.endsOf(task)
    const left = dates ? (finish - dates.finish) * pixels : Infinity
    if (!dates || left >= task.title.length * widest + before) continue
    const long = measure(task.title) + before
    if ((dates.finish - dates.start) * pixels < long) behind = Math.max(behind, long - left)
  }
  return behind
}
