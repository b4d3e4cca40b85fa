import type { Task } from '@kopa/shared/boards/task.ts'
import { initials } from '../ui/initials.ts'
import { stageIn } from './board-store.ts'
import type { BoardCompanyLook, GanttLook } from './gantt-window.ts'
import { gridLines } from './gantt-header.ts'
import { type DueMark, type GanttBar, milestoneRadius, rowHeight, rowsIn } from './gantt-layout.ts'
import { paintHolidays } from './gantt-paint-holidays.ts'
import { paintPlanned, traceDiamond } from './gantt-paint-planned.ts'
import { paintOthers } from './gantt-paint-others.ts'
import { paintPulling } from './gantt-paint-pulling.ts'
import { paintPushed } from './gantt-paint-pushed.ts'
import { paintLinks } from './gantt-paint-links.ts'
import type { GanttScale } from './gantt-scale.ts'
import type { GanttScene } from './gantt-scene.ts'
import type { GanttTheme } from './gantt-theme.ts'

/** What is in sight, in pixels of the whole. */
export interface GanttSight { readonly left: number, readonly top: number, readonly width: number, readonly height: number }

export interface GanttPicture extends GanttLook {
  readonly scene: GanttScene
  readonly scale: GanttScale
  readonly sight: GanttSight
  readonly theme: GanttTheme
  readonly companies: ReadonlyMap<string, BoardCompanyLook>
  /** x of the present moment */
  readonly todayX: number
}

/** Draws the bars' side, below its header. The context must already be scaled to device pixels. */
export function paintBars(to: CanvasRenderingContext2D, picture: GanttPicture): void {
  const { sight, scene, scale } = picture
  to.fillStyle = picture.theme.surface
  to.fillRect(0, 0, sight.width, sight.height)
  to.save()
  to.translate(-sight.left, -sight.top)
  paintFreeTime(to, picture)
  paintLines(to, picture)
  const { first, last } = rowsIn(sight, scene.rows().length)
  const bars = new Map<number, GanttBar>()
  const dues = new Map<number, DueMark>()
  for (let row = first; row <= last; row++) {
    const bar = scene.bar(row, scale, picture)
    const due = bar ? null : scene.dueMark(row, scale)
    if (bar) bars.set(row, bar)
    if (due) dues.set(row, due)
  }
  const linked = paintLinks(to, picture, { first, last })
  paintPlanned(to, picture, { first, last })
  for (const [row, bar] of bars) paintBar(to, bar, { row, gap: linked.has(row) ? linkedGap : gap }, picture)
  for (const [row, due] of dues) paintDue(to, due, row, picture)
  paintOthers(to, picture, { first, last })
  paintPushed(to, picture, { first, last })
  paintPulling(to, picture)
  to.restore()
}

function paintFreeTime(to: CanvasRenderingContext2D, picture: GanttPicture): void {
  const { scene, scale, sight, theme } = picture
  to.fillStyle = theme.free
  for (const { x, width } of scene.free.stretches(scale, sight)) to.fillRect(x, sight.top, width, sight.height)
  paintHolidays(to, picture)
}

function paintLines(to: CanvasRenderingContext2D, { scale, sight, scene, theme, active, todayX }: GanttPicture): void {
  const row = active === null ? undefined : scene.rowOf(active)
  if (row !== undefined) {
    to.fillStyle = theme.selected
    to.fillRect(sight.left, row * rowHeight, sight.width, rowHeight - 1)
  }
  to.fillStyle = theme.lineQuiet
  for (const x of gridLines(scale, sight)) to.fillRect(Math.round(x), sight.top, 1, sight.height)
  for (let y = Math.ceil(sight.top / rowHeight) * rowHeight; y < sight.top + sight.height; y += rowHeight) to.fillRect(sight.left, y - 1, sight.width, 1)
  to.fillStyle = theme.accent
  to.fillRect(Math.round(todayX) - 1, sight.top, 2, sight.height)
}

/** A row, and how far behind its bar the title stands; pixels. */
interface Place { readonly row: number, readonly gap: number }
const gap = 8
/** A link leaves here, or comes in. */
const linkedGap = 16

function paintBar(to: CanvasRenderingContext2D, bar: GanttBar, { row, gap: behind }: Place, picture: GanttPicture): void {
  const { scene, theme, sight, showsSlack, companies } = picture
  const task = scene.schedule.task(bar.id)
  if (!task) return
  const company = companies.get(task.companyId ?? '')
  const colour = company ? theme.companies[company.color] ?? theme.noCompany : theme.noCompany
  if (showsSlack && bar.slack > 0) paintSlack(to, bar, theme)
  const isInSight = bar.x + Math.max(bar.width, milestoneRadius) >= sight.left && bar.x - milestoneRadius <= sight.left + sight.width
  if (isInSight) {
    to.fillStyle = bar.kind === 'summary' ? theme.text : colour
    if (bar.kind === 'summary') paintBracket(to, bar)
    else if (bar.kind === 'milestone') paintDiamond(to, bar, row)
    else paintTask(to, bar, theme)
    if (picture.showsCritical && bar.isCritical && bar.kind !== 'summary') outline(to, bar, row, theme.text)
  }
  if (bar.deadlineX !== null) paintDeadline(to, bar.deadlineX, row, bar.deadlineX < bar.x + bar.width ? theme.refused : theme.text)
  paintWords(to, bar, { row, gap: behind }, { title: task.title, mark: company ? initials(company.name) : '' }, picture)
}

function paintTask(to: CanvasRenderingContext2D, { x, y, width, height, done }: GanttBar, theme: GanttTheme): void {
  to.beginPath()
  to.roundRect(x, y, Math.max(2, width), height, Math.min(4, width / 2))
  to.fill()
  if (done <= 0) return
  // What is done: a band along the foot, visible without colour.
  to.fillStyle = theme.onCompany
  to.globalAlpha = 0.75
  to.fillRect(x + 1, y + height - 5, Math.max(0, done - 2), 3)
  to.globalAlpha = 1
}

function paintBracket(to: CanvasRenderingContext2D, { x, y, width, height }: GanttBar): void {
  const foot = Math.min(6, width / 2)
  to.beginPath()
  to.moveTo(x, y)
  to.lineTo(x + width, y)
  to.lineTo(x + width, y + height)
  to.lineTo(x + width - foot, y + 4)
  to.lineTo(x + foot, y + 4)
  to.lineTo(x, y + height)
  to.closePath()
  to.fill()
}

const diamond = (to: CanvasRenderingContext2D, x: number, row: number): void => traceDiamond(to, { x, y: row * rowHeight + rowHeight / 2 }, milestoneRadius)

function paintDiamond(to: CanvasRenderingContext2D, { x }: GanttBar, row: number): void {
  diamond(to, x, row)
  to.fill()
}

/** The critical path: a line around the bar, whoever is responsible. */
function outline(to: CanvasRenderingContext2D, { kind, x, y, width, height }: GanttBar, row: number, colour: string): void {
  if (kind === 'milestone') diamond(to, x, row)
  else {
    to.beginPath()
    to.roundRect(x, y, Math.max(2, width), height, Math.min(4, width / 2))
  }
  to.strokeStyle = colour
  to.lineWidth = 2
  to.stroke()
}

function paintSlack(to: CanvasRenderingContext2D, { x, y, width, height, slack }: GanttBar, theme: GanttTheme): void {
  // Along the foot: behind a short bar its title stands.
  const foot = y + height - 1
  to.beginPath()
  to.setLineDash([3, 3])
  to.moveTo(x + width, foot)
  to.lineTo(x + width + slack, foot)
  to.strokeStyle = theme.line
  to.lineWidth = 2
  to.stroke()
  to.setLineDash([])
  to.fillStyle = theme.line
  to.fillRect(x + width + slack - 1, foot - 8, 2, 9)
}

/** An arrow that points down at the moment. */
function paintDeadline(to: CanvasRenderingContext2D, x: number, row: number, colour: string): void {
  const y = row * rowHeight + 4
  to.beginPath()
  to.moveTo(x - 5, y)
  to.lineTo(x + 5, y)
  to.lineTo(x, y + 8)
  to.closePath()
  to.fillStyle = colour
  to.fill()
}

/** Of a task without a bar: the arrow where it is due, and its title. */
function paintDue(to: CanvasRenderingContext2D, { id, x }: DueMark, row: number, { scene, sight, theme, todayX }: GanttPicture): void {
  const task = scene.schedule.task(id)
  if (!task || x < sight.left - sight.width || x - 6 > sight.left + sight.width) return
  paintDeadline(to, x, row, x < todayX && !isDone(scene, task) ? theme.refused : theme.text)
  to.font = `400 12px ${theme.font}`
  to.textBaseline = 'middle'
  paintBehind(to, task.title, { x: x + 12, y: row * rowHeight + rowHeight / 2 + 0.5 }, theme)
}

const isDone = ({ schedule: { board } }: GanttScene, { column }: Pick<Task, 'column'>): boolean => stageIn(board.columns(), column) === 'done'

const widths = new Map<string, number>()
function widthOf(to: CanvasRenderingContext2D, text: string): number {
  const known = widths.get(text)
  if (known !== undefined) return known
  if (widths.size > 5000) widths.clear()
  const width = to.measureText(text).width
  widths.set(text, width)
  return width
}

/** The company's two letters in the bar, and the title in it where it fits, else behind it. */
function paintWords(to: CanvasRenderingContext2D, bar: GanttBar, { row, gap: apart }: Place, { title, mark }: { title: string, mark: string }, { theme }: GanttPicture): void {
  const y = row * rowHeight + rowHeight / 2 + 0.5
  const isBroad = bar.kind === 'task' && bar.width >= 30
  to.textBaseline = 'middle'
  if (isBroad && mark !== '') {
    to.font = `650 10px ${theme.font}`
    to.fillStyle = theme.onCompany
    to.fillText(mark, bar.x + 6, y)
  }
  const indent = mark === '' ? 8 : 26
  to.font = `400 12px ${theme.font}`
  const isInside = isBroad && widthOf(to, title) + indent + 8 <= bar.width
  const behind = bar.x + Math.max(bar.width, bar.kind === 'milestone' ? milestoneRadius : 0) + apart
  if (isInside) {
    to.fillStyle = theme.onCompany
    return to.fillText(title, bar.x + indent, y)
  }
  const text = isBroad || mark === '' || bar.kind === 'summary' ? title : `${mark} · ${title}`
  paintBehind(to, text, { x: behind, y }, theme)
}

/** Readable over lines and other bars: of a line that crosses nothing is left between the letters. */
function paintBehind(to: CanvasRenderingContext2D, text: string, { x, y }: { x: number, y: number }, theme: GanttTheme): void {
  to.fillStyle = theme.quiet
  to.lineWidth = 7
  to.strokeStyle = theme.surface
  to.lineJoin = 'round'
  to.strokeText(text, x, y)
  to.fillText(text, x, y)
}
