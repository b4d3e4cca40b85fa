import { minutesOfDay } from '@kopa/shared/boards/calendar-days.ts'
import { headerHeight, rowHeight } from './gantt-layout.ts'
import type { GanttScale } from './gantt-scale.ts'
import type { PrintedPlan } from './printed-plan.ts'
import { paintRows, paintTop, type PrintedLook } from './printed-bars.ts'

/** A plan as pictures: how large, of which rows, and drawn without holding up the window. */

/** Dots of one picture and of one of its sides: what browsers can draw and common programs open. */
export const [mostDots, mostSide] = [32_000_000, 16_000]
/** Room for titles behind the last bars. */
const [before, behind] = [16, 190]
const titleHeight = 44
const foot = 8
/** number and title, start, finish */
const nameWidths = [280, 82, 82] as const
export const namesWidth = nameWidths.reduce((sum, width) => sum + width, 0)
/** Rows that are drawn without a pause. */
const band = 48

export interface PictureLayout {
  readonly scale: GanttScale
  /** in CSS pixels, the names included */
  readonly width: number
  readonly ratio: number
  readonly pictures: readonly { readonly first: number, readonly last: number, readonly height: number }[]
  /** Is the plan drawn narrower than it is zoomed, to fit? */
  readonly isNarrowed: boolean
}

interface Wanted { readonly plan: Pick<PrintedPlan, 'rows' | 'from' | 'until' | 'isWhole'>, readonly pixelsPerDay: number, readonly ratio: number }

export function planPictures({ plan: { rows: { first, last }, from, until, isWhole }, pixelsPerDay: wanted, ratio }: Wanted): PictureLayout {
  const [left, right] = isWhole ? [before, behind] : [0, 0]
  const days = Math.max(1, (until - from) / minutesOfDay)
  // Half the side, so that some rows still fit what a picture may hold.
  const most = (mostSide / 2 / ratio - namesWidth - left - right) / days
  const pixelsPerDay = Math.min(wanted, most)
  const width = Math.ceil(namesWidth + left + days * pixelsPerDay + right)
  const origin = from - left / pixelsPerDay * minutesOfDay
  const highest = Math.min(mostSide, mostDots / (width * ratio)) / ratio
  const each = Math.max(1, Math.floor((highest - titleHeight - headerHeight - foot) / rowHeight))
  const count = Math.max(1, Math.ceil((last - first + 1) / each))
  const pictures = Array.from({ length: count }, (_, at) => {
    const [top, bottom] = [first + at * each, Math.min(last, first + (at + 1) * each - 1)]
    return { first: top, last: bottom, height: titleHeight + headerHeight + Math.max(0, bottom - top + 1) * rowHeight + foot }
  })
  return { scale: { origin, end: origin + (width - namesWidth) / pixelsPerDay * minutesOfDay, pixelsPerDay }, width, ratio, pictures, isNarrowed: pixelsPerDay < wanted }
}

export interface PictureRow { readonly number: string, readonly title: string, readonly level: number, readonly isSummary: boolean, readonly start: string, readonly finish: string }
export interface PictureWords { readonly title: string, readonly note: string, readonly heads: readonly [title: string, start: string, finish: string], readonly row: (row: number) => PictureRow }

interface Job { readonly layout: PictureLayout, readonly look: PrintedLook, readonly words: PictureWords, readonly signal: AbortSignal, readonly onShare: (share: number) => void }

/** One picture after the other; between some rows the window gets its turn. Ends early when `signal` says so. @throws Error where the browser cannot draw it */
export async function* drawPictures({ layout, look, words, signal, onShare }: Job): AsyncGenerator<Blob> {
  const all = layout.pictures.reduce((sum, { first, last }) => sum + last - first + 1, 0)
  let done = 0
  for (const { first, last, height } of layout.pictures) {
    const canvas = document.createElement('canvas')
    canvas.width = Math.round(layout.width * layout.ratio)
    canvas.height = Math.round(height * layout.ratio)
    const context = canvas.getContext('2d', { alpha: false })
    if (!context) throw new Error('no room for a picture')
    context.scale(layout.ratio, layout.ratio)
    paintFrame(context, { width: layout.width, height }, look, words)
    for (let top = first; top <= last; top += band) {
      const bottom = Math.min(last, top + band - 1)
      paintBand(context, { first, top, bottom, width: layout.width }, look, words)
      done += bottom - top + 1
      onShare(done / all)
      await turn()
      if (signal.aborted) return
    }
    const picture = await blobOf(canvas)
    if (signal.aborted) return
    yield picture
    // Its memory is given back now, and not when somebody gets to it.
    canvas.width = canvas.height = 0
  }
}

/** A channel is not slowed down in a window that is out of sight. */
const turn = (): Promise<void> => new Promise(resolve => {
  const { port1, port2 } = new MessageChannel()
  port1.onmessage = () => { port1.close(); resolve() }
  port2.postMessage(null)
})

const blobOf = (canvas: HTMLCanvasElement): Promise<Blob> => new Promise((resolve, reject) => {
  canvas.toBlob(blob => { if (blob) resolve(blob); else reject(new Error('the browser could not draw the picture')) }, 'image/png')
})

function paintFrame(to: CanvasRenderingContext2D, { width, height }: { width: number, height: number }, look: PrintedLook, { title, note, heads }: PictureWords): void {
  const { theme } = look
  to.fillStyle = theme.surface
  to.fillRect(0, 0, width, height)
  to.textBaseline = 'middle'
  write(to, title, { x: 12, y: titleHeight / 2, width: width / 2, font: `650 16px ${theme.font}`, colour: theme.text })
  write(to, note, { x: width / 2 + 12, y: titleHeight / 2, width: width / 2 - 24, font: `400 12px ${theme.font}`, colour: theme.quiet })
  let x = 0
  heads.forEach((head, at) => {
    write(to, head, { x: x + (at === 0 ? 44 : 6), y: titleHeight + headerHeight - 14, width: (nameWidths[at] ?? 0) - 12, font: `600 12px ${theme.font}`, colour: theme.quiet })
    x += nameWidths[at] ?? 0
  })
  to.save()
  to.translate(namesWidth, titleHeight)
  to.beginPath()
  to.rect(0, 0, width - namesWidth, headerHeight)
  to.clip()
  paintTop(to, { left: 0, width: width - namesWidth }, look)
  to.restore()
  to.fillStyle = theme.line
  to.fillRect(0, titleHeight + headerHeight - 1, namesWidth, 1)
}

interface Band { first: number, top: number, bottom: number, width: number }

function paintBand(to: CanvasRenderingContext2D, { first, top, bottom, width }: Band, look: PrintedLook, words: PictureWords): void {
  const y = titleHeight + headerHeight + (top - first) * rowHeight
  to.save()
  to.translate(namesWidth, y)
  paintRows(to, { first: top, last: bottom, left: 0, width: width - namesWidth }, look)
  to.restore()
  for (let row = top; row <= bottom; row++) paintName(to, y + (row - top) * rowHeight, look, words.row(row))
  to.fillStyle = look.theme.line
  to.fillRect(namesWidth - 1, y, 1, (bottom - top + 1) * rowHeight)
}

function paintName(to: CanvasRenderingContext2D, top: number, { theme }: PrintedLook, { number, title, level, isSummary, start, finish }: PictureRow): void {
  const [y, font] = [top + rowHeight / 2, `${isSummary ? 600 : 400} 13px ${theme.font}`]
  const indent = 44 + Math.min(level, 10) * 14
  write(to, number, { x: 10, y, width: 30, font: `400 12px ${theme.font}`, colour: theme.quiet })
  write(to, title, { x: indent, y, width: nameWidths[0] - indent - 6, font, colour: theme.text })
  write(to, start, { x: nameWidths[0] + 6, y, width: nameWidths[1] - 10, font: `400 13px ${theme.font}`, colour: theme.text })
  write(to, finish, { x: nameWidths[0] + nameWidths[1] + 6, y, width: nameWidths[2] - 10, font: `400 13px ${theme.font}`, colour: theme.text })
  to.fillStyle = theme.lineQuiet
  to.fillRect(0, top + rowHeight - 1, namesWidth, 1)
}

interface Place { x: number, y: number, width: number, font: string, colour: string }

/** What is too long ends in dots. */
function write(to: CanvasRenderingContext2D, text: string, { x, y, width, font, colour }: Place): void {
  to.font = font
  to.fillStyle = colour
  to.textBaseline = 'middle'
  to.fillText(fitted(text, width, part => to.measureText(part).width), x, y)
}

export function fitted(text: string, width: number, measure: (text: string) => number): string {
  if (measure(text) <= width) return text
  const letters = Array.from(text)
  let [fits, tooLong] = [0, letters.length]
  while (tooLong - fits > 1) {
    const half = (fits + tooLong) >> 1
    if (measure(`${letters.slice(0, half).join('')}…`) <= width) fits = half
    else tooLong = half
  }
  return `${letters.slice(0, fits).join('')}…`
}
