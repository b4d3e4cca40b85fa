import type { GanttBar } from './gantt-layout.ts'
import { endsOf, linkLine, type Point } from './gantt-links.ts'
import type { GanttPicture } from './gantt-paint.ts'

/** Links of the rows in sight: one path for the plain ones and one for those of the critical path. */
export function paintLinks(to: CanvasRenderingContext2D, picture: GanttPicture, { first, last }: { first: number, last: number }): void {
  const { scene, scale, sight, theme, active, showsCritical, link: pointed } = picture
  const bars = new Map<number, GanttBar | null>()
  const barOf = (row: number): GanttBar | null => {
    const known = bars.get(row)
    if (known !== undefined) return known
    const bar = scene.bar(row, scale)
    bars.set(row, bar)
    return bar
  }
  const [plain, strong] = [new Path2D(), new Path2D()]
  const [plainHeads, strongHeads] = [new Path2D(), new Path2D()]
  for (const { link, from, to: until } of scene.links.between(first, last)) {
    const [one, other] = [barOf(from), barOf(until)]
    if (!one || !other) continue
    const line = linkLine({ bar: one, row: from }, { bar: other, row: until }, link.type)
    if (isBeside(line, sight)) continue
    const isStrong = link.id === pointed || link.from === active || link.to === active || (showsCritical && one.isCritical && other.isCritical)
    trace(isStrong ? strong : plain, line)
    arrow(isStrong ? strongHeads : plainHeads, line.at(-1), endsOf(link.type).to === 'start' ? 1 : -1)
  }
  const paint = (lines: Path2D, heads: Path2D, colour: string, width: number): void => {
    to.strokeStyle = to.fillStyle = colour
    to.lineWidth = width
    to.stroke(lines)
    to.fill(heads)
  }
  paint(plain, plainHeads, theme.line, 1)
  paint(strong, strongHeads, theme.text, 2)
}

const isBeside = (line: readonly Point[], { left, width }: { left: number, width: number }): boolean =>
  line.every(([x]) => x < left) || line.every(([x]) => x > left + width)

export function trace(path: Path2D, [start, ...rest]: readonly Point[]): void {
  if (!start) return
  path.moveTo(start[0], start[1])
  for (const [x, y] of rest) path.lineTo(x, y)
}

export function arrow(path: Path2D, tip: Point | undefined, direction: 1 | -1): void {
  if (!tip) return
  const [x, y] = tip
  path.moveTo(x, y)
  path.lineTo(x - direction * 6, y - 4)
  path.lineTo(x - direction * 6, y + 4)
  path.closePath()
}
