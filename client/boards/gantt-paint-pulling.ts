import { knobX } from './gantt-grip.ts'
import { endX, middleOf } from './gantt-layout.ts'
import { endsOf, linkLine, typeOf } from './gantt-links.ts'
import type { GanttPicture } from './gantt-paint.ts'
import { arrow, trace } from './gantt-paint-links.ts'

const knobRadius = 5

/** The knobs of the bar the pointer is near, and a link that is being pulled from one. */
export function paintPulling(to: CanvasRenderingContext2D, picture: GanttPicture): void {
  if (picture.pulled) return paintPulled(to, picture)
  const { near, scene, scale } = picture
  const row = near === null ? undefined : scene.rowOf(near)
  const bar = row === undefined ? null : scene.bar(row, scale)
  if (!bar || row === undefined) return
  for (const end of ['start', 'finish'] as const) paintKnob(to, knobX(bar, end), middleOf(row), picture)
}

function paintKnob(to: CanvasRenderingContext2D, x: number, y: number, { theme }: GanttPicture): void {
  to.beginPath()
  to.arc(x, y, knobRadius, 0, 2 * Math.PI)
  to.fillStyle = theme.raised
  to.fill()
  to.strokeStyle = theme.accent
  to.lineWidth = 2
  to.stroke()
}

/** To the pointer, or as it would lie; one that cannot be is in dashes and in the colour of refusal. */
function paintPulled(to: CanvasRenderingContext2D, picture: GanttPicture): void {
  const { pulled, scene, scale, theme } = picture
  const row = pulled ? scene.rowOf(pulled.from.id) : undefined
  const bar = row === undefined ? null : scene.bar(row, scale)
  if (!pulled || !bar || row === undefined) return
  const target = pulled.to ? scene.rowOf(pulled.to.id) : undefined
  const other = target === undefined ? null : scene.bar(target, scale)
  const [line, head] = [new Path2D(), new Path2D()]
  if (pulled.to && other && target !== undefined) {
    const type = typeOf(pulled.from.end, pulled.to.end)
    const points = linkLine({ bar, row }, { bar: other, row: target }, type)
    trace(line, points)
    arrow(head, points.at(-1), endsOf(type).to === 'start' ? 1 : -1)
  } else trace(line, [[endX(bar, pulled.from.end), middleOf(row)], [pulled.spot.x, pulled.spot.y]])
  to.strokeStyle = to.fillStyle = pulled.isRefused ? theme.refused : theme.accent
  to.lineWidth = 2
  to.setLineDash(pulled.isRefused || !pulled.to ? [4, 3] : [])
  to.stroke(line)
  to.setLineDash([])
  to.fill(head)
}
