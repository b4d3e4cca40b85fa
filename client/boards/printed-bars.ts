import { headerHeight, rowHeight } from './gantt-layout.ts'
import { type GanttPicture, paintBars } from './gantt-paint.ts'
import { paintHeader } from './gantt-paint-header.ts'
import { paintHolidayMarks } from './gantt-paint-holidays.ts'
import type { HeaderWords } from './gantt-header.ts'
import { type GanttTheme, readTheme } from './gantt-theme.ts'
import { shrink } from './printed-pages.ts'
import { made, SvgPen } from './svg-pen.ts'

/** What does not change from page to page, or from picture to picture. */
export interface PrintedLook extends Pick<GanttPicture, 'scene' | 'scale' | 'theme' | 'companies' | 'todayX' | 'showsCritical' | 'showsSlack'> { readonly words: HeaderWords }
export interface PrintedPart { readonly first: number, readonly last: number, readonly left: number, readonly width: number }

/** On paper nobody stands anywhere and nothing is pulled. */
const still = { active: null, near: null, link: null, pulled: null, pushed: new Set<string>(), others: null } as const

/** Draws rows, without the header, so that the first begins at the top. */
export function paintRows(to: CanvasRenderingContext2D, { first, last, left, width }: PrintedPart, look: PrintedLook): void {
  const height = (last - first + 1) * rowHeight
  to.save()
  to.beginPath()
  to.rect(0, 0, width, height)
  to.clip()
  paintBars(to, { ...look, ...still, sight: { left, top: first * rowHeight, width, height } })
  to.restore()
}

/** The header: time, and the days on which a company does not work. */
export function paintTop(to: CanvasRenderingContext2D, { left, width }: Pick<PrintedPart, 'left' | 'width'>, look: PrintedLook): void {
  const sight = { left, top: 0, width, height: headerHeight }
  paintHeader(to, { ...look, sight })
  paintHolidayMarks(to, { ...look, sight })
}

/** The bars of a page with the header above them. */
export function barsAsSvg(part: PrintedPart, look: PrintedLook): SVGElement {
  const height = headerHeight + Math.max(0, part.last - part.first + 1) * rowHeight
  const svg = made('svg', { viewBox: `0 0 ${part.width} ${height}`, width: String(part.width * shrink), height: String(height * shrink), 'aria-hidden': 'true' })
  // It does what the drawing asks of a context; a browser test prints everything that can be drawn.
  const pen = new SvgPen(svg) as unknown as CanvasRenderingContext2D
  pen.save()
  pen.translate(0, headerHeight)
  paintRows(pen, part, look)
  pen.restore()
  paintTop(pen, part, look)
  return svg
}

/**
 * The colours of the light look on white, whatever the reader's own is. They are settled at the root of the document, so for a moment
 * that nobody sees, before anything is drawn, all of it is light.
 */
export function lightTheme(): GanttTheme {
  const { dataset } = document.documentElement
  const own = dataset['theme']
  dataset['theme'] = 'light'
  const theme = { ...readTheme(document.body), surface: '#fff' }
  if (own === undefined) delete dataset['theme']
  else dataset['theme'] = own
  return theme
}
