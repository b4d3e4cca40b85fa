import { middleOf, milestoneRadius } from './gantt-layout.ts'
import type { GanttPicture } from './gantt-paint.ts'
import { traceDiamond } from './gantt-paint-planned.ts'

const chip = 7

/** Bars that what is pulled would push past their slack: in dashes, with a mark at their beginning. */
export function paintPushed(to: CanvasRenderingContext2D, { pushed, scene, scale, theme }: GanttPicture, { first, last }: { first: number, last: number }): void {
  if (pushed.size === 0) return
  to.strokeStyle = theme.text
  to.lineWidth = 2
  for (let row = first; row <= last; row++) {
    const bar = pushed.has(scene.rows()[row]?.task.id ?? '') ? scene.bar(row, scale) : null
    if (!bar) continue
    to.setLineDash([3, 3])
    if (bar.kind === 'milestone') traceDiamond(to, { x: bar.x, y: middleOf(row) }, milestoneRadius + 4)
    else {
      to.beginPath()
      to.roundRect(bar.x - 3, bar.y - 3, Math.max(2, bar.width) + 6, bar.height + 6, 6)
    }
    to.stroke()
    to.setLineDash([])
    paintMark(to, { x: bar.x - (bar.kind === 'milestone' ? milestoneRadius + 4 : 3), y: middleOf(row) - 10 }, theme)
  }
}

function paintMark(to: CanvasRenderingContext2D, { x, y }: { x: number, y: number }, theme: GanttPicture['theme']): void {
  to.beginPath()
  to.arc(x, y, chip, 0, 2 * Math.PI)
  to.fillStyle = theme.text
  to.fill()
  to.font = `700 11px ${theme.font}`
  to.fillStyle = theme.surface
  to.textBaseline = 'middle'
  to.fillText('!', x - to.measureText('!').width / 2, y + 0.5)
}
