import { minutesOfDay } from '@kopa/shared/boards/calendar-days.ts'
import { describe, expect, test } from 'vitest'
import { xOf } from './gantt-scale.ts'
import { columnWidths, listWidth, planPages, type Printed, rowsOnPage, titleWidth } from './printed-pages.ts'

const day = (count: number): number => count * minutesOfDay
const wish = (change: Partial<Printed> = {}): Printed =>
  ({ rows: { first: 0, last: 99 }, from: day(20_000), until: day(20_100), isWhole: true, pixelsPerDay: null, paper: 'A4', columns: ['start', 'finish'], ...change })

describe('a plan on paper', () => {
  test('every row stands on exactly one page of a column of pages, in order, and none is cut', () => {
    const { pages, rowsPerPage, across } = planPages(wish())
    expect([across, rowsPerPage]).toEqual([1, rowsOnPage('A4')])
    expect(pages.flatMap(({ first, last }) => Array.from({ length: last - first + 1 }, (_, at) => first + at))).toEqual(Array.from({ length: 100 }, (_, at) => at))
    expect(pages.map(({ number }) => number)).toEqual(pages.map((_, at) => at + 1))
    expect(pages.at(-1)).toMatchObject({ last: 99 })
  })

  test('a larger paper holds more rows, and more of the bars', () => {
    const [small, large] = [planPages(wish()), planPages(wish({ paper: 'A3' }))]
    expect(large.rowsPerPage).toBeGreaterThan(small.rowsPerPage)
    expect(large.scale.pixelsPerDay).toBeGreaterThan(small.scale.pixelsPerDay)
  })

  test('on one page, the whole of it and the room for the last title fit', () => {
    const { scale, pages } = planPages(wish())
    expect(xOf(scale, day(20_000))).toBeCloseTo(16)
    expect(xOf(scale, day(20_100)) + 170).toBeCloseTo(pages[0]?.width ?? 0)
    // A plan of one day is not drawn across the paper; a stretch in sight is.
    expect(planPages(wish({ until: day(20_001) })).scale.pixelsPerDay).toBe(60)
    const sight = planPages(wish({ until: day(20_001), isWhole: false }))
    expect([xOf(sight.scale, day(20_000)), xOf(sight.scale, day(20_001))]).toEqual([0, expect.closeTo(sight.pages[0]?.width ?? 0)])
  })

  test('as it is zoomed, the pages of the same rows follow each other without a gap and reach the end; only the first tells more than titles', () => {
    const { pages, across, scale } = planPages(wish({ pixelsPerDay: 40 }))
    expect(across).toBeGreaterThan(2)
    const row = pages.slice(0, across)
    for (const [at, page] of row.entries()) expect(page).toMatchObject({ first: 0, left: at === 0 ? 0 : expect.closeTo((row[at - 1]?.left ?? 0) + (row[at - 1]?.width ?? 0)) })
    const end = row.at(-1)
    expect((end?.left ?? 0) + (end?.width ?? 0)).toBeGreaterThanOrEqual(xOf(scale, day(20_100)))
    expect(row.map(({ columns }) => columns.length)).toEqual([2, ...row.slice(1).map(() => 0)])
    expect(pages[across]).toMatchObject({ first: rowsOnPage('A4'), left: 0 })
    expect(pages.length % across).toBe(0)
  })

  test('a plan of centuries, of minutes and of nothing has pages that can be printed', () => {
    expect(planPages(wish({ until: day(200_000), pixelsPerDay: 2400 })).across).toBeLessThanOrEqual(40)
    expect(planPages(wish({ until: day(20_000) })).pages).toHaveLength(Math.ceil(100 / rowsOnPage('A4')))
    const empty = planPages(wish({ rows: { first: 0, last: -1 } }))
    expect(empty.pages).toMatchObject([{ number: 1, first: 0, last: -1 }])
    expect(Number.isFinite(empty.scale.pixelsPerDay)).toBe(true)
  })

  test('with every column there is still room for bars', () => {
    const columns = Object.keys(columnWidths) as (keyof typeof columnWidths)[]
    expect(listWidth([])).toBe(titleWidth)
    expect(planPages(wish({ columns })).pages[0]?.width).toBeGreaterThan(400)
  })
})
