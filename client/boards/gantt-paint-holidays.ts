import { headerHeight } from './gantt-layout.ts'
import type { GanttPicture } from './gantt-paint.ts'

type HolidayPicture = Pick<GanttPicture, 'scene' | 'scale' | 'sight' | 'theme' | 'companies'>

/** What all lines at the foot of the header share; none is thinner than a pixel and its gap. */
const [footHeight, mostHeight, leastHeight] = [7, 3, 2]

/** Along the foot of the header each company has a line of its own; where it does not work, it is drawn: the place tells whose it is, and not the colour alone. */
export function paintHolidayMarks(to: CanvasRenderingContext2D, { scene, scale, sight, theme, companies }: HolidayPicture): void {
  const order = [...companies.keys()]
  const lineHeight = Math.min(mostHeight, Math.max(leastHeight, Math.floor(footHeight / order.length)))
  for (const { x, width, companyId } of scene.free.holidays(scale, sight)) {
    const line = Math.max(0, order.indexOf(companyId))
    to.fillStyle = theme.companies[companies.get(companyId)?.color ?? 7] ?? theme.line
    to.fillRect(Math.round(x - sight.left), headerHeight - 1 - lineHeight * (order.length - line), Math.max(2, Math.round(width)), lineHeight - 1)
  }
}

/** How far down a line goes on its way across: where it begins and where it ends, as parts of the width. They rise, fall, or lie level. */
const slopes = [[1, 0], [0, 1], [0, 0]] as const
/** As CSS turns a gradient that is drawn with the same lines. */
const turns = [135, 45, 0] as const

/** The lines of the company that is the first, second, ... of all. Beyond three they come again, and the place of the marks above tells. */
const slopeOf = (order: number): typeof slopes[number] => slopes[order % slopes.length] ?? slopes[0]
export const turnOf = (order: number): number => turns[order % turns.length] ?? turns[0]

/** Over the rows, days on which a company does not work, each with lines of its own kind. */
export function paintHolidays(to: CanvasRenderingContext2D, { scene, scale, sight, theme, companies }: HolidayPicture): void {
  const order = [...companies.keys()]
  for (const { x, width, companyId } of scene.free.holidays(scale, sight)) {
    const colour = theme.companies[companies.get(companyId)?.color ?? 7] ?? theme.line
    hatch(to, { x, y: sight.top, width, height: sight.height }, { colour, slope: slopeOf(Math.max(0, order.indexOf(companyId))) })
  }
}

function hatch(to: CanvasRenderingContext2D, { x, y, width, height }: { x: number, y: number, width: number, height: number }, { colour, slope: [begins, ends] }: { colour: string, slope: typeof slopes[number] }): void {
  to.save()
  to.beginPath()
  to.rect(x, y, width, height)
  to.clip()
  to.beginPath()
  const from = Math.floor((y - width) / 9) * 9
  for (let at = from; at < y + height + width; at += 9) {
    to.moveTo(x, at + begins * width)
    to.lineTo(x + width, at + ends * width)
  }
  to.globalAlpha = 0.32
  to.strokeStyle = colour
  to.lineWidth = 1
  to.stroke()
  to.restore()
}
