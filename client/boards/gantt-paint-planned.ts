import type { PlannedBar } from './gantt-layout.ts'
import type { GanttPicture, GanttSight } from './gantt-paint.ts'

/** from the middle of a milestone's diamond to its points */
const radius = 4

/** Where the bars of these rows lay in the baseline that the plan is compared with. */
export function paintPlanned(to: CanvasRenderingContext2D, { scene, scale, sight, theme }: GanttPicture, { first, last }: { first: number, last: number }): void {
  for (let row = first; row <= last; row++) {
    const bar = scene.plannedBar(row, scale)
    if (!bar || bar.x - radius > sight.left + sight.width || bar.x + bar.width + radius < sight.left) continue
    if (bar.isMilestone) paintHollow(to, bar, { fill: theme.surface, line: theme.quiet })
    else paintStrip(to, bar, { sight, colour: theme.quiet })
  }
}

/** Only as far as it is in sight: one may be years long. */
function paintStrip(to: CanvasRenderingContext2D, { x, width, y, height }: PlannedBar, { sight, colour }: { sight: GanttSight, colour: string }): void {
  const [left, right] = [Math.max(x, sight.left - radius), Math.min(x + Math.max(2, width), sight.left + sight.width + radius)]
  to.fillStyle = colour
  to.beginPath()
  to.roundRect(left, y, right - left, height, Math.min(2, (right - left) / 2))
  to.fill()
}

/** The path of a milestone's diamond around its middle. */
export function traceDiamond(to: CanvasRenderingContext2D, { x, y }: { x: number, y: number }, reach: number): void {
  to.beginPath()
  to.moveTo(x, y - reach)
  to.lineTo(x + reach, y)
  to.lineTo(x, y + reach)
  to.lineTo(x - reach, y)
  to.closePath()
}

function paintHollow(to: CanvasRenderingContext2D, { x, y, height }: PlannedBar, { fill, line }: { fill: string, line: string }): void {
  const middle = y + height - radius
  traceDiamond(to, { x, y: middle }, radius)
  to.fillStyle = fill
  to.fill()
  to.strokeStyle = line
  to.lineWidth = 1.5
  to.stroke()
}
