import { headerOf, type HeaderWords } from './gantt-header.ts'
import { headerHeight } from './gantt-layout.ts'
import type { GanttSight } from './gantt-paint.ts'
import type { GanttScale } from './gantt-scale.ts'
import type { GanttTheme } from './gantt-theme.ts'

interface HeaderPicture { scale: GanttScale, sight: GanttSight, theme: GanttTheme, words: HeaderWords }

/** The two rows above the bars. */
export function paintHeader(to: CanvasRenderingContext2D, { scale, sight, theme, words }: HeaderPicture): void {
  to.fillStyle = theme.surface
  to.fillRect(0, 0, sight.width, headerHeight)
  const { upper, lower } = headerOf(scale, sight, words)
  const half = headerHeight / 2
  for (const [cells, top] of [[upper, 0], [lower, half]] as const) {
    for (const { x, width, text } of cells) {
      const left = x - sight.left
      to.fillStyle = theme.lineQuiet
      to.fillRect(Math.round(left), top, 1, half)
      to.save()
      to.beginPath()
      to.rect(left, top, width, half)
      to.clip()
      to.font = `${top === 0 ? 600 : 400} 12px ${theme.font}`
      to.fillStyle = top === 0 ? theme.text : theme.quiet
      to.textBaseline = 'middle'
      // The name of a long stretch stays in sight while it is scrolled through, as long as there is room for all of it.
      const [from, until] = [top === 0 ? Math.max(left, 0) + 8 : left + 6, left + width]
      if (top > 0 || from + to.measureText(text).width <= until) to.fillText(text, from, top + half / 2)
      to.restore()
    }
  }
  to.fillStyle = theme.line
  to.fillRect(0, headerHeight - 1, sight.width, 1)
}
