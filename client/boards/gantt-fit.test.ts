import { addTask } from '@kopa/shared/boards/task-verbs.ts'
import { changeSettings } from '@kopa/shared/boards/board-settings.ts'
import { freshPlan } from '@kopa/shared/boards/plan-moves.ts'
import { expect, test } from 'vitest'
import * as Y from 'yjs'
import { BoardStore } from './board-store.ts'
import { fittingWithTitles } from './gantt-fit.ts'
import { GanttScene } from './gantt-scene.ts'
import { ScheduleStore } from './schedule-store.ts'

const letter = 7
const measure = (title: string): number => title.length * letter

const at = (day: string) => ({ ...freshPlan, constraint: 'SNET' as const, constraintAt: `${day}T08:00` })

test.each([
  ['a long title behind the last bar', [{ title: 'Everything handed over to the customer', plan: { ...at('2026-04-30'), duration: 0 } }]],
  ['one that stood in its bar before the bars became shorter', [{ title: 'x'.repeat(42), plan: { ...at('2026-03-30'), duration: 20 * 480 } }, { title: 'Handed over, and paid', plan: { ...at('2026-04-25'), duration: 0 } }]],
  ['that of a task that is only due', [{ title: 'The permit has to be there', plan: null, deadline: { day: '2026-06-30' } }]],
] as const)('the whole plan leaves room for %s', (_, tasks) => {
  const doc = new Y.Doc()
  changeSettings(doc, { start: '2026-03-02T08:00' })
  for (const [index, task] of [{ title: 'Offer', plan: { ...freshPlan, duration: 4800 } }, ...tasks].entries()) addTask(doc, { id: task.title, column: 'c', order: `A${index}`, rank: `A${index}`, ...task }, { userId: 'ana', at: 1 })
  const scene = new GanttScene(new ScheduleStore(new BoardStore(doc), () => '2026-03-02T08:00:00Z'))
  const [width, { start }] = [800, scene.span()]
  const pixels = fittingWithTitles({ scene, width, measure }) / 1440
  for (const { title } of tasks) {
    const bar = scene.endsOf(scene.schedule.task(title) ?? expect.fail('there is no such task'))
    if (!bar) expect.fail('it is drawn nowhere')
    const isInside = (bar.finish - bar.start) * pixels >= measure(title) + 34
    // The plan begins 40 pixels from the left.
    expect(40 + (bar.finish - start) * pixels + (isInside ? 0 : measure(title) + 42)).toBeLessThanOrEqual(width)
  }
})
