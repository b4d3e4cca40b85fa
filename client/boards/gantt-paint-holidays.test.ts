import { expect, test } from 'vitest'
import type { FreeTime } from './gantt-free-time.ts'
import { paintHolidayMarks, paintHolidays, turnOf } from './gantt-paint-holidays.ts'
import type { GanttPicture } from './gantt-paint.ts'
import type { GanttScene } from './gantt-scene.ts'
import type { GanttTheme } from './gantt-theme.ts'

/** Three companies that all have the same day off. */
function picture(): GanttPicture {
  const ids = ['nord', 'sued', 'west']
  const holidays: FreeTime['holidays'] = () => ids.map(companyId => ({ companyId, off: { title: '', holiday: null }, x: 0, width: 40 }))
  return {
    scene: { free: { holidays } } as unknown as GanttScene, scale: { origin: 0, end: 1e6, pixelsPerDay: 40 }, sight: { left: 0, top: 0, width: 400, height: 9 },
    theme: { companies: ['#111', '#222', '#333'], line: '#999' } as unknown as GanttTheme,
    companies: new Map(ids.map((id, color) => [id, { name: id, color }])),
    todayX: 0, active: null, near: null, link: null, pulled: null, pushed: new Set(), others: null, showsCritical: false, showsSlack: false,
  }
}

/** A context that remembers where it was asked to draw. */
function pen() {
  const [marks, lines]: [number[], string[]] = [[], []]
  let begun = 0
  const nothing = (): void => undefined
  const to = {
    save: nothing, restore: nothing, beginPath: nothing, rect: nothing, clip: nothing, stroke: nothing,
    fillRect: (_x: number, y: number) => marks.push(y), moveTo: (_x: number, y: number) => { begun = y }, lineTo: (_x: number, y: number) => lines.push(String(y - begun)),
  } as unknown as CanvasRenderingContext2D
  return { to, marks, lines }
}

test('three companies that are off on one day are told apart without colour: by the place of their marks, by the lines over their rows, and in the legend', () => {
  const { to, marks, lines } = pen()
  paintHolidayMarks(to, picture())
  expect(new Set(marks).size).toBe(3)
  paintHolidays(to, picture())
  expect(new Set(lines)).toEqual(new Set(['-40', '40', '0']))
  expect(new Set([0, 1, 2].map(turnOf)).size).toBe(3)
})
