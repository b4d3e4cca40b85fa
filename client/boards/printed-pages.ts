import { minutesOfDay } from '@kopa/shared/boards/calendar-days.ts'
import type { GanttColumn } from './gantt-cursor.ts'
import { headerHeight, rowHeight } from './gantt-layout.ts'
import type { GanttScale } from './gantt-scale.ts'

/** How a plan lies on paper. Widths of paper and of the list in CSS pixels, those of bars as the Gantt draws them: paper shows them smaller. */

const pixelsPerMillimetre = 96 / 25.4
/** In millimetres, held sideways and without margins of 10 on each side. PrintDocument.module.css says the same. */
export const papers = { A4: { width: 277, height: 190 }, A3: { width: 400, height: 277 } } as const
export type Paper = keyof typeof papers

export const printedRow = 24
/** of what the Gantt draws */
export const shrink = printedRow / rowHeight
/** the lines above and below what is printed of the plan */
export const [printedHead, printedFoot] = [46, 44]

/** the number and the title stand on every page */
export const titleWidth = 250
export const columnWidths: Readonly<Record<Exclude<GanttColumn, 'title'>, number>> = { duration: 76, start: 64, finish: 64, waits: 66, percent: 56, company: 84, people: 100 }
export type PrintedColumn = keyof typeof columnWidths

/** Room for titles that stand behind their bars. */
const [before, behind] = [16, 170]
/** A plan of a day is not drawn across the whole paper. */
const mostPixelsPerDay = 60
const mostAcross = 40

export interface Printed {
  /** rows, both included; none: the last lies before the first */
  readonly rows: { readonly first: number, readonly last: number }
  /** minutes of the board's clock */
  readonly from: number
  readonly until: number
  /** Is this stretch all there is? Then titles behind the last bars have room. */
  readonly isWhole: boolean
  /** null: as many as fit one page */
  readonly pixelsPerDay: number | null
  readonly paper: Paper
  readonly columns: readonly PrintedColumn[]
}

export interface PrintedPage {
  readonly number: number
  readonly first: number
  readonly last: number
  readonly columns: readonly PrintedColumn[]
  /** what is seen of the bars, in pixels of the whole as the Gantt draws it */
  readonly left: number
  readonly width: number
}

export interface PrintedPages { readonly scale: GanttScale, readonly pages: readonly PrintedPage[], readonly across: number, readonly rowsPerPage: number }

export const listWidth = (columns: readonly PrintedColumn[]): number => titleWidth + columns.reduce((sum, column) => sum + columnWidths[column], 0)
const barsWidth = (paper: Paper, columns: readonly PrintedColumn[]): number => (papers[paper].width * pixelsPerMillimetre - listWidth(columns)) / shrink

export function rowsOnPage(paper: Paper): number {
  const room = papers[paper].height * pixelsPerMillimetre - printedHead - printedFoot - headerHeight * shrink
  return Math.floor(room / printedRow)
}

/** From left to right, then down: what belongs to the same rows lies together. Only the first page of a row tells more than its title. */
export function planPages(printed: Printed): PrintedPages {
  const { rows: { first, last }, paper, columns } = printed
  const [room, further] = [barsWidth(paper, columns), barsWidth(paper, [])]
  const { scale, width } = scaleFor(printed, room, further)
  const across = width <= room + 1 ? 1 : 1 + Math.ceil((width - room - 1) / further)
  const rowsPerPage = rowsOnPage(paper)
  const down = Math.max(1, Math.ceil((last - first + 1) / rowsPerPage))
  const pages = Array.from({ length: across * down }, (_, at): PrintedPage => {
    const [place, top] = [at % across, first + Math.floor(at / across) * rowsPerPage]
    return {
      number: at + 1, first: top, last: Math.min(last, top + rowsPerPage - 1), columns: place === 0 ? columns : [],
      left: place === 0 ? 0 : room + (place - 1) * further, width: place === 0 ? room : further,
    }
  })
  return { scale, pages, across, rowsPerPage }
}

/** Where x = 0 is the left edge of the first page. */
function scaleFor({ from, until, isWhole, pixelsPerDay: wanted }: Printed, room: number, further: number): { scale: GanttScale, width: number } {
  // Where pages follow each other, no further one is made for the rest of a title: all of them stand in the list.
  const [left, right] = !isWhole ? [0, 0] : [before, wanted === null ? behind : before]
  const days = Math.max(1, (until - from) / minutesOfDay)
  const most = (room + (mostAcross - 1) * further - left - right) / days
  const fitting = (room - left - right) / days
  const pixelsPerDay = wanted === null ? Math.min(isWhole ? mostPixelsPerDay : fitting, fitting) : Math.min(wanted, most)
  const minutes = (pixels: number): number => pixels / pixelsPerDay * minutesOfDay
  const width = left + days * pixelsPerDay + right
  const origin = from - minutes(left)
  return { scale: { origin, end: origin + minutes(Math.max(width, room)), pixelsPerDay }, width }
}
