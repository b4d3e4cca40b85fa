import type { GanttBar } from './gantt-layout.ts'
import { endsOf, linkLine, type Point } from './gantt-links.ts'
import type { GanttPicture } from './gantt-paint.ts'

/** Links of the rows in sight: a path for the plain ones, one for those of the critical path, and one for those of the row that is looked at. Answers the rows at whose finish one begins or ends: their titles leave room for it. */
export function paintLinks(to: CanvasRenderingContext2D, picture: GanttPicture, { first, last }: { first: number, last: number }): ReadonlySet<number> {
  const { scene, scale, sight, theme, active, showsCritical, link: pointed } = picture
  const bars = new Map<number, GanttBar | null>()
  const barOf = (row: number): GanttBar | null => {
    const known = bars.get(row)
    if (known !== undefined) return known
    const bar = scene.bar(row, scale, picture)
    bars.set(row, bar)
    return bar
  }
  const [plain, strong, looked]: [DrawnLink[], DrawnLink[], DrawnLink[]] = [[], [], []]
  const finishes = new Set<number>()
  for (const { link, from, to: until } of scene.links.between(first, last)) {
    const [one, other] = [barOf(from), barOf(until)]
    if (!one || !other) continue
    const line = linkLine({ bar: one, row: from }, { bar: other, row: until }, link.type)
    if (isBeside(line, sight)) continue
    const isLookedAt = link.id === pointed || link.from === active || link.to === active
    const drawn = isLookedAt ? looked : showsCritical && one.isCritical && other.isCritical ? strong : plain
    const ends = endsOf(link.type)
    drawn.push({ line, direction: ends.to === 'start' ? 1 : -1 })
    if (ends.from === 'finish') finishes.add(from)
    if (ends.to === 'finish') finishes.add(until)
  }
  paint(to, plain, { colour: theme.line, width: 1 })
  paint(to, strong, { colour: theme.text, width: 2 })
  // Over all others, each with where it comes from: seen also without colour.
  if (looked.length > 0) paint(to, looked, { colour: theme.surface, width: 7 })
  paint(to, looked, { colour: theme.accent, width: 3 })
  for (const { line: [start] } of looked) if (start) paintOrigin(to, start)
  return finishes
}

function paintOrigin(to: CanvasRenderingContext2D, [x, y]: Point): void {
  to.beginPath()
  to.roundRect(x - 4, y - 4, 8, 8, 4)
  to.fill()
}

interface DrawnLink { readonly line: readonly Point[], /** of its arrow */ readonly direction: 1 | -1 }
/** What a path is traced with: a context, or a path of its own. */
type Tracer = Pick<Path2D, 'moveTo' | 'lineTo' | 'closePath'>

function paint(to: CanvasRenderingContext2D, links: readonly DrawnLink[], { colour, width }: { colour: string, width: number }): void {
  to.strokeStyle = to.fillStyle = colour
  to.lineWidth = width
  to.beginPath()
  for (const { line } of links) trace(to, line)
  to.stroke()
  to.beginPath()
  for (const { line, direction } of links) arrow(to, line.at(-1), direction)
  to.fill()
}

const isBeside = (line: readonly Point[], { left, width }: { left: number, width: number }): boolean =>
  line.every(([x]) => x < left) || line.every(([x]) => x > left + width)

export function trace(path: Tracer, [start, ...rest]: readonly Point[]): void {
  if (!start) return
  path.moveTo(start[0], start[1])
  for (const [x, y] of rest) path.lineTo(x, y)
}

export function arrow(path: Tracer, tip: Point | undefined, direction: 1 | -1): void {
  if (!tip) return
  const [x, y] = tip
  path.moveTo(x, y)
  path.lineTo(x - direction * 6, y - 4)
  path.lineTo(x - direction * 6, y + 4)
  path.closePath()
}
