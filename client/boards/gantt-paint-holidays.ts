import { headerHeight } from './gantt-layout.ts'
import type { GanttPicture } from './gantt-paint.ts'

/** As high as each company's line is. */
const lineHeight = 3

/** Along the foot of the header each company has a line of its own; where it does not work, it is drawn: the place tells whose it is, and not the colour alone. */
export function paintHolidayMarks(to: CanvasRenderingContext2D, { scene, scale, sight, theme, companies }: Pick<GanttPicture, 'scene' | 'scale' | 'sight' | 'theme' | 'companies'>): void {
  const order = [...companies.keys()]
  for (const { x, width, companyId } of scene.free.holidays(scale, sight)) {
    const line = Math.max(0, order.indexOf(companyId)) % 2
    to.fillStyle = theme.companies[companies.get(companyId)?.color ?? 7] ?? theme.line
    to.fillRect(Math.round(x - sight.left), headerHeight - 1 - lineHeight * (2 - line), Math.max(2, Math.round(width)), lineHeight - 1)
  }
}
