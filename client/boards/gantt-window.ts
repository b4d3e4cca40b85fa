import type { Others } from './board-presence.ts'
import type { PlanPlace } from './board-ui.ts'
import { speedAt } from './edge-scroll.ts'
import { fittingWithTitles } from './gantt-fit.ts'
import type { HeaderWords } from './gantt-header.ts'
import type { PulledLink } from './gantt-link-pull.ts'
import { footerHeight, headerHeight, roomIn, rowHeight, rowsIn } from './gantt-layout.ts'
import { type GanttSight, paintBars } from './gantt-paint.ts'
import { paintHeader } from './gantt-paint-header.ts'
import { paintHolidayMarks } from './gantt-paint-holidays.ts'
import { type GanttScale, isFarthest, makeScale, minuteAt, usualPixelsPerDay, widthOf, xOf } from './gantt-scale.ts'
import type { GanttScene } from './gantt-scene.ts'
import type { TipPlace } from './gantt-tip.ts'
import { type GanttTheme, onThemeChange, readTheme } from './gantt-theme.ts'

export interface BoardCompanyLook { readonly name: string, readonly color: number }
export interface GanttParts { readonly scroller: HTMLElement, readonly canvas: HTMLCanvasElement, /** holds the list's rows */ readonly layer: HTMLElement }

/** What the document holds; another object only when it says something else. */
export interface GanttFrame { readonly first: number, readonly last: number, /** the most rows that can be in sight at once */ readonly room: number, readonly width: number, readonly height: number }

export interface GanttLook {
  readonly showsCritical: boolean
  readonly showsSlack: boolean
  /** the task the keyboard is at */
  readonly active: string | null
  /** the task whose knobs are shown */
  readonly near: string | null
  /** a link the pointer is on */
  readonly link: string | null
  readonly pulled: PulledLink | null
  /** tasks of partners that what is pulled would push past their slack */
  readonly pushed: ReadonlySet<string>
  /** who else is here; null: nobody is drawn */
  readonly others: Others | null
}

/** Of the stretch in which something dragged scrolls so much lies outside: a bar that begins near the edge stays when it is taken. */
const beyond = 40

interface WindowInput { scene: GanttScene, companies: ReadonlyMap<string, BoardCompanyLook>, words: HeaderWords, /** the present, in minutes of the board's clock */ now: () => number, /** where it was left before */ left: () => PlanPlace | null, leave: (place: PlanPlace) => void }

/** The window onto a Gantt: where it is scrolled to, how it is zoomed, and one drawing per frame at most. */
export class GanttWindow {
  readonly #input: WindowInput
  #scale: GanttScale
  #parts: GanttParts | null = null
  #theme: GanttTheme | null = null
  #look: GanttLook = { showsCritical: false, showsSlack: false, active: null, near: null, link: null, pulled: null, pushed: new Set(), others: null }
  #frame: GanttFrame = { first: 0, last: 0, room: 0, width: 0, height: 0 }
  #request = 0
  /** What was in sight when it was drawn last. */
  #drawn: GanttSight | null = null
  readonly #listeners = new Set<() => void>()

  constructor(input: WindowInput) {
    this.#input = input
    this.#scale = makeScale(input.scene.span(), input.left()?.pixelsPerDay ?? usualPixelsPerDay('weeks'))
  }

  readonly frame = (): GanttFrame => this.#frame
  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  get scale(): GanttScale { return this.#scale }

  /** Draws into these elements from now on. Answers the way to stop. */
  attach(parts: GanttParts): () => void {
    this.#parts = parts
    this.#theme = readTheme(parts.scroller)
    const draw = (): void => this.draw()
    // Both come once more after the first drawing, though nothing is elsewhere.
    const drawElsewhere = (): void => { if (!this.#isDrawn()) this.draw() }
    const size = new ResizeObserver(drawElsewhere)
    size.observe(parts.scroller)
    // Its share changes with the width of the list.
    size.observe(parts.canvas)
    parts.scroller.addEventListener('scroll', drawElsewhere, { passive: true })
    const stops = [this.#input.scene.subscribe(draw), onThemeChange(() => { this.#theme = readTheme(parts.scroller); this.draw() })]
    this.#stretch()
    this.#measure()
    this.#begin()
    this.#paint()
    return () => {
      this.#leave(parts)
      this.#parts = null
      this.#drawn = null
      cancelAnimationFrame(this.#request)
      this.#request = 0
      size.disconnect()
      parts.scroller.removeEventListener('scroll', drawElsewhere)
      stops.forEach(stop => stop())
    }
  }

  #leave({ scroller: { scrollLeft, scrollTop } }: GanttParts): void {
    this.#input.leave({ left: minuteAt(this.#scale, scrollLeft), top: scrollTop, pixelsPerDay: this.#scale.pixelsPerDay, folded: this.#input.scene.folded })
  }

  /** Where one looks first: where it was left; at the present while the plan is under way; else at its beginning. */
  #begin(): void {
    const left = this.#input.left()
    if (left && this.#parts) this.#parts.scroller.scrollTop = left.top
    if (left) return this.goTo(left.left, 0)
    const [{ start, finish }, now] = [this.#input.scene.span(), this.#input.now()]
    if (now >= start && now <= finish) this.goTo(now)
    else this.goTo(start, 40)
  }

  look(look: Partial<GanttLook>): void {
    this.#look = { ...this.#look, ...look }
    this.draw()
  }

  readonly state = (): GanttLook => this.#look

  /** Draws if one of these tasks is among the rows that are drawn. */
  drawFor(tasks: ReadonlySet<string>): void {
    const { first, last } = this.#frame
    const isDrawn = [...tasks].some(task => {
      const row = this.#input.scene.rowOf(task)
      return row !== undefined && row >= first && row <= last
    })
    if (isDrawn) this.draw()
  }

  /** With the next frame; whoever asks more than once gets one drawing. */
  draw(): void {
    this.#request ||= requestAnimationFrame(() => {
      this.#request = 0
      this.#paint()
    })
  }

  #isDrawn(): boolean {
    const [drawn, { left, top, width, height }] = [this.#drawn, this.sight()]
    return drawn !== null && drawn.left === left && drawn.top === top && drawn.width === width && drawn.height === height
  }

  /** The moment under `x` (pixels of the bars' side) stays where it is; without it the middle does. */
  zoom(pixelsPerDay: number, x?: number): void {
    const sight = this.sight()
    const at = x ?? sight.width / 2
    const minute = minuteAt(this.#scale, sight.left + at)
    this.#scale = makeScale(this.#input.scene.span(), pixelsPerDay)
    this.#measure()
    if (this.#parts) this.#parts.scroller.scrollLeft = xOf(this.#scale, minute) - at
    this.draw()
  }

  /** Zooming out would show no more. */
  readonly isFarthest = (): boolean => isFarthest(this.#input.scene.span(), this.#scale)

  /** What is drawn may begin earlier or end later than before. */
  widen(): void { this.zoom(this.#scale.pixelsPerDay) }

  fit(): void {
    const { scene } = this.#input
    const pen = this.#parts?.canvas.getContext('2d')
    if (pen) pen.font = `400 12px ${this.#theme?.font ?? 'sans-serif'}`
    this.zoom(fittingWithTitles({ scene, width: this.sight().width, measure: title => pen?.measureText(title).width ?? 0 }))
    this.goTo(scene.span().start, 40)
  }

  today(): void { this.goTo(this.#input.now()) }

  /** Brings a moment to so many pixels from the left of the bars' side. */
  goTo(minute: number, inset = this.sight().width / 4): void {
    if (this.#parts) this.#parts.scroller.scrollLeft = xOf(this.#scale, minute) - inset
  }

  /** Scrolls no further than needed to see a row. */
  reveal(row: number): void {
    if (!this.#parts) return
    // A row that has just been added.
    this.#measure()
    const { top, height } = this.sight()
    if (row * rowHeight < top) this.#parts.scroller.scrollTop = row * rowHeight
    else if ((row + 1) * rowHeight > top + height - footerHeight) this.#parts.scroller.scrollTop = (row + 1) * rowHeight - height + footerHeight
  }

  /** Where a bar is in the browser's window: at `x` (pixels of the bars' side), or where it begins to be in sight. */
  placeOf(row: number, x?: number): TipPlace | null {
    if (!this.#parts) return null
    const [box, sight, bar] = [this.#parts.canvas.getBoundingClientRect(), this.sight(), this.#input.scene.bar(row, this.#scale)]
    const at = x ?? (bar ? bar.x - sight.left : 0)
    const top = (bar?.y ?? row * rowHeight) - sight.top
    return { x: box.left + Math.max(0, Math.min(sight.width, at)), y: box.top + headerHeight + Math.max(0, Math.min(sight.height - rowHeight, top)), height: bar?.height ?? rowHeight }
  }

  /** Near the edges it goes on by itself while something is pulled. Answers whether it did. */
  scrollNear({ x, y }: { x: number, y: number }): boolean {
    if (!this.#parts) return false
    const { scroller, canvas } = this.#parts
    const before = [scroller.scrollLeft, scroller.scrollTop]
    scroller.scrollBy(speedAt(x, -beyond, canvas.clientWidth + beyond), speedAt(y, headerHeight - beyond, canvas.clientHeight + beyond))
    return scroller.scrollLeft !== before[0] || scroller.scrollTop !== before[1]
  }

  /** Rows of which at least half is seen. */
  rowsInSight(): number[] {
    const { top, height } = this.sight()
    const [first, last] = [Math.round(top / rowHeight), Math.min(this.#input.scene.rows().length, Math.round((top + height - footerHeight) / rowHeight)) - 1]
    return Array.from({ length: Math.max(0, last - first + 1) }, (_, at) => first + at)
  }

  sight(): GanttSight {
    if (!this.#parts) return { left: 0, top: 0, width: 0, height: 0 }
    const { scroller, canvas } = this.#parts
    return { left: scroller.scrollLeft, top: scroller.scrollTop, width: canvas.clientWidth, height: Math.max(0, canvas.clientHeight - headerHeight) }
  }

  /** Tells the document what it has to hold, if that is something else than before. */
  #measure(): void {
    const { scene } = this.#input
    const { start, finish } = scene.span()
    if (start < this.#scale.origin || finish > this.#scale.end) this.#scale = makeScale({ start, finish }, this.#scale.pixelsPerDay)
    const count = scene.rows().length
    const next = { ...rowsIn(this.sight(), count), room: roomIn(this.sight()), width: widthOf(this.#scale), height: count * rowHeight + footerHeight }
    const { first, last, room, width, height } = this.#frame
    if (first === next.first && last === next.last && room === next.room && width === next.width && height === next.height) return
    this.#frame = next
    this.#stretch()
    this.#listeners.forEach(listener => listener())
  }

  /** At once, and not when React gets to it: whoever scrolls right after could not get further than before. */
  #stretch(): void {
    this.#parts?.scroller.style.setProperty('--timeline', `${this.#frame.width}px`)
    this.#parts?.scroller.style.setProperty('--rows', `${this.#frame.height + headerHeight}px`)
  }

  #paint(): void {
    const [parts, theme] = [this.#parts, this.#theme]
    const context = parts?.canvas.getContext('2d', { alpha: false })
    if (!parts || !theme || !context) return
    this.#measure()
    const { scene, companies, words, now } = this.#input
    const sight = this.#drawn = this.sight()
    parts.layer.style.transform = `translateY(${-sight.top}px)`
    fitCanvas(parts.canvas, context)
    context.save()
    context.translate(0, headerHeight)
    context.beginPath()
    context.rect(0, 0, sight.width, sight.height)
    context.clip()
    paintBars(context, { scene, scale: this.#scale, sight, theme, companies, todayX: xOf(this.#scale, now()), ...this.#look })
    context.restore()
    paintHeader(context, { scale: this.#scale, sight, theme, words })
    paintHolidayMarks(context, { scene, scale: this.#scale, sight, theme, companies })
  }
}

/** As many dots as the screen has: lines stay sharp. */
function fitCanvas(canvas: HTMLCanvasElement, context: CanvasRenderingContext2D): void {
  const [width, height] = [Math.round(canvas.clientWidth * devicePixelRatio), Math.round(canvas.clientHeight * devicePixelRatio)]
  if (canvas.width !== width) canvas.width = width
  if (canvas.height !== height) canvas.height = height
  context.setTransform(devicePixelRatio, 0, 0, devicePixelRatio, 0, 0)
}
