import { minutesOf } from '@kopa/shared/boards/local-time.ts'
import type { Plan } from '@kopa/shared/boards/plan.ts'
import { schedule } from '@kopa/shared/boards/schedule.ts'
import type { Link } from '@kopa/shared/boards/link.ts'
import { describe, expect, test } from 'vitest'
import { seeded } from '../../tests/support/random.ts'
import { FreeTime } from './gantt-free-time.ts'
import { headerOf, type HeaderCell } from './gantt-header.ts'
import { barOf, heldRows, rowHeight } from './gantt-layout.ts'
import { LinkBuckets, linkLine } from './gantt-links.ts'
import { fitting, isFarthest, levelOf, makeScale, minuteAt, startOf, widthOf, xOf } from './gantt-scale.ts'

const monday = minutesOf('2026-03-02T08:00')
const plan: Plan = {
  settings: { start: monday, finish: monday, from: 'start', calendar: null, constraintsWin: true, criticalSlack: 0, manyCriticalPaths: false },
  tasks: [{ id: 'phase', duration: 0 }, { id: 'contract', parent: 'phase', duration: 960 }, { id: 'signed', parent: 'phase', duration: 0 }, { id: 'logo', parent: 'phase', duration: 480 }],
  links: [{ id: 'l', from: 'contract', to: 'signed', type: 'FS' }], calendars: [], resources: [], assignments: [],
}
const { tasks, ...span } = schedule(plan)
const datesOf = (id: string) => {
  const dates = tasks.get(id)
  if (!dates) throw new Error(`no dates of ${id}`)
  return dates
}
const bar = (id: string, pixelsPerDay: number) => barOf({ dates: datesOf(id), percent: 25, deadline: null }, 3, makeScale(span, pixelsPerDay))

describe('bars lie exactly where the dates are', () => {
  test.each([0.9, 3.2, 14, 40, 640])('at %f pixels a day', pixelsPerDay => {
    const scale = makeScale(span, pixelsPerDay)
    for (const id of tasks.keys()) {
      const { x, width } = bar(id, pixelsPerDay)
      expect(minuteAt(scale, x)).toBeCloseTo(datesOf(id).start, 6)
      expect(minuteAt(scale, x + width)).toBeCloseTo(datesOf(id).finish, 6)
    }
  })

  test('a task, its share that is done, its slack; a bracket; a diamond', () => {
    const contract = bar('contract', 1440)
    expect(contract).toMatchObject({ kind: 'task', width: 33 * 60, done: 33 * 15, slack: 0, isCritical: true, y: 3 * rowHeight + 7, height: 20 })
    expect(bar('logo', 1440)).toMatchObject({ width: 9 * 60, slack: 24 * 60, isCritical: false })
    expect(bar('phase', 1440)).toMatchObject({ kind: 'summary', x: contract.x, width: contract.width })
    expect(bar('signed', 1440)).toMatchObject({ kind: 'milestone', x: contract.x + contract.width, width: 0 })
  })
})

describe('links have right angles and end at the bars', () => {
  const at = (x: number, width: number, row: number) => ({ bar: { kind: 'task' as const, x, width }, row })
  test.each([
    ['FS', 'forward', at(100, 50, 0), at(300, 50, 2), [150, 300]],
    ['FS', 'back', at(300, 50, 0), at(100, 50, 2), [350, 100]],
    ['SS', 'forward', at(100, 50, 4), at(300, 50, 2), [100, 300]],
    ['FF', 'back', at(300, 50, 0), at(100, 50, 1), [350, 150]],
    ['SF', 'forward', at(100, 50, 0), at(300, 50, 1), [100, 350]],
    ['SF', 'back', at(300, 50, 0), at(100, 50, 1), [300, 150]],
  ] as const)('%s %s', (type, _, from, to, [start, finish]) => {
    const line = linkLine(from, to, type)
    expect(line[0]).toEqual([start, from.row * rowHeight + rowHeight / 2])
    expect(line.at(-1)).toEqual([finish, to.row * rowHeight + rowHeight / 2])
    line.slice(1).forEach(([x, y], index) => {
      const before = line[index]
      expect(x === before?.[0] || y === before?.[1]).toBe(true)
    })
    // It leaves and enters from outside: never through the bar it belongs to.
    const [first, last] = [line[1]?.[0] ?? 0, line.at(-2)?.[0] ?? 0]
    expect(Math.sign(first - start)).toBe(type[0] === 'F' ? 1 : -1)
    expect(Math.sign(last - finish)).toBe(type[1] === 'F' ? 1 : -1)
  })

  test('those of rows that follow each other do not run down on one another, and none turns behind the bar it goes to', () => {
    const down = (row: number, gap: number): number => linkLine(at(100, 50, row), at(150 + gap, 50, row + 9), 'FS')[1]?.[0] ?? NaN
    expect(new Set([0, 1, 2, 3].map(row => down(row, 200))).size).toBe(4)
    for (const row of [0, 1, 2, 3]) expect(down(row, 20)).toBe(160)
    const last = (row: number): number => linkLine(at(300, 50, row), at(100, 50, row + 9), 'FS').at(-2)?.[0] ?? NaN
    expect(new Set([0, 1, 2, 3].map(last)).size).toBe(4)
  })

  test('of thousands, exactly those that pass the rows in sight, each once', () => {
    const random = seeded(11)
    const links = Array.from({ length: 3000 }, (_, n): Link => ({ id: `l${n}`, from: `t${random.below(1000)}`, to: `t${random.below(1100)}`, type: 'FS', lag: { kind: 'working', amount: 0 }, created: n }))
    const rowOf = new Map(Array.from({ length: 1000 }, (_, row) => [`t${row}`, row]))
    const buckets = new LinkBuckets(links, rowOf)
    for (const [first, last] of [[0, 30], [50, 90], [64, 64], [900, 999]] as const) {
      const wanted = links.filter(({ from, to }) => {
        const [one, other] = [rowOf.get(from) ?? NaN, rowOf.get(to) ?? NaN]
        return Math.min(one, other) <= last && Math.max(one, other) >= first
      })
      expect(buckets.between(first, last).map(({ link }) => link.id).toSorted()).toEqual(wanted.map(({ id }) => id).toSorted())
    }
  })
})

describe('rows that scroll by', () => {
  const [count, room] = [100, 8]
  const held = (first: number, rested: number, active = -1) => heldRows({ first, room }, { count, active, rested })

  test('at rest they stand in their order in the document, each in an element of its own', () => {
    for (const first of [0, 3, 41, 95]) {
      const rows = held(first, first)
      expect(rows.map(({ index }) => index)).toEqual(Array.from({ length: Math.min(room, count - first) }, (_, at) => first + at))
      expect(new Set(rows.map(({ slot }) => slot)).size).toBe(rows.length)
    }
  })

  test('meanwhile no element is moved, and those of rows that go out are used again for those that come in', () => {
    const before = held(40, 40)
    for (const first of [38, 41, 43, 60]) {
      const now = held(first, 40)
      expect(now.map(({ slot }) => slot)).toEqual(before.map(({ slot }) => slot))
      expect(now.map(({ index }) => index).toSorted((a, b) => a - b)).toEqual(held(first, first).map(({ index }) => index))
    }
  })

  test('the active one is held wherever it is, before or behind the others, and keeps its element', () => {
    expect(held(40, 40, 2).map(({ index }) => index)).toEqual([2, 40, 41, 42, 43, 44, 45, 46, 47])
    expect(held(40, 40, 90).at(-1)).toEqual({ index: 90, slot: 'active' })
    expect(held(40, 40, 42)[2]).toEqual({ index: 42, slot: 'active' })
  })
})

describe('the scale', () => {
  const english = { locale: 'en-GB', quarter: (n: number) => `Q${n}` }
  const header = (pixelsPerDay: number, words = english) => {
    const scale = makeScale({ start: monday, finish: monday + 90 * 1440 }, pixelsPerDay)
    return headerOf(scale, { left: xOf(scale, monday), width: 300 }, words)
  }

  test('two rows, from hours to quarters, in the language of the reader', () => {
    expect(header(640).upper[0]?.text).toBe('Mon 2 March')
    expect(header(640).lower.slice(0, 2).map(({ text }) => text)).toEqual(['08:00', '10:00'])
    expect(header(40).upper[0]?.text).toBe('March 2026')
    expect(header(40).lower.slice(0, 3).map(({ text }) => text)).toEqual(['2', '3', '4'])
    expect(header(14).lower.slice(0, 3).map(({ text }) => text)).toEqual(['2', '9', '16'])
    expect(header(3.2).lower.slice(0, 2).map(({ text }) => text)).toEqual(['Mar', 'Apr'])
    expect(header(0.9).lower[0]?.text).toBe('Q1')
    expect(header(14, { ...english, locale: 'lv' }).upper[0]?.text).toBe('2026. g. marts')
  })

  test('of a plan of decades years stand there whole, alone or so many together, in every language', () => {
    expect(header(0.25).upper[0]?.text).toBe('2020–2029')
    expect(header(0.25).lower.slice(0, 2).map(({ text }) => text)).toEqual(['2026', '2027'])
    expect(header(0.25, { ...english, locale: 'lv' }).lower[0]?.text).toBe('2026')
    for (let pixelsPerDay = 0.5; pixelsPerDay > 0.01; pixelsPerDay *= 0.8) {
      const long = makeScale({ start: monday, finish: monday + 200 * 365 * 1440 }, pixelsPerDay)
      const { upper, lower } = headerOf(long, { left: xOf(long, monday), width: 700 }, english)
      for (const { width } of lower) expect(width).toBeGreaterThan(38)
      for (const { width, text } of upper) expect(width).toBeGreaterThan(text.length * 8 + 8)
      expect(lower.length).toBeLessThan(40)
    }
  })

  test('cells of a row touch each other, at every zoom', () => {
    for (let pixelsPerDay = 0.25; pixelsPerDay < 2400; pixelsPerDay *= 1.3) {
      for (const cells of Object.values(header(pixelsPerDay)) as HeaderCell[][]) {
        cells.slice(1).forEach(({ x }: HeaderCell, at: number) => expect(x).toBeCloseTo((cells[at]?.x ?? NaN) + (cells[at]?.width ?? NaN), 4))
      }
    }
  })

  test('weeks begin on Monday, also before 1970', () => {
    expect(startOf('week', minutesOf('2026-03-08T23:59'))).toBe(minutesOf('2026-03-02T00:00'))
    expect(startOf('week', minutesOf('1969-12-31T12:00'))).toBe(minutesOf('1969-12-29T00:00'))
  })

  test('a plan fits, and one of a thousand years stays within what a browser can lay out', () => {
    const years = { start: monday, finish: monday + 365_000 * 1440 }
    expect(widthOf(makeScale(years, 2400))).toBeLessThan(20_000_000)
    const fitted = makeScale({ start: monday, finish: monday + 100 * 1440 }, fitting({ start: monday, finish: monday + 100 * 1440 }, 1080))
    expect(xOf(fitted, monday + 100 * 1440) - xOf(fitted, monday)).toBeCloseTo(1000, 6)
    expect(levelOf(fitted.pixelsPerDay)).toBe('weeks')
  })

  test('also a plan of thirty years fits, with the words behind its last bar; then one cannot zoom out any further', () => {
    const long = { start: monday, finish: monday + 30 * 365 * 1440 }
    const fitted = makeScale(long, fitting(long, 780, 120))
    expect(xOf(fitted, long.finish) - xOf(fitted, long.start)).toBeCloseTo(580, 6)
    expect(isFarthest(long, fitted)).toBe(false)
    expect(isFarthest(long, makeScale(long, fitted.pixelsPerDay / 10))).toBe(true)
    expect(isFarthest({ start: monday, finish: monday + 1440 }, makeScale({ start: monday, finish: monday + 1440 }, 0.01))).toBe(true)
  })
})

test('what is shaded is when nobody works, and a holiday of one company is not taken for one of the other', () => {
  const office = [[[480, 1020]], [[480, 1020]], [[480, 1020]], [[480, 1020]], [[480, 1020]], [], []] as const
  const calendar = (id: string, companyId: string | null, day: number | null) => ({
    id, title: id, companyId, base: null, week: office, workWeeks: [], exceptions: day === null ? [] : [{ title: 'Holiday', from: day, to: day, shifts: [] }],
  })
  const tuesday = monday / 1440 + 1
  const day = Math.floor(tuesday)
  const free = new FreeTime([calendar('board', null, null), calendar('north', 'nord', day), calendar('south', 'sued', day + 2)], 'board')
  const scale = makeScale({ start: monday, finish: monday + 7 * 1440 }, 40)
  const week = { left: xOf(scale, day * 1440 - 1440), width: 7 * 40 - 1 }
  expect(free.stretches(scale, week)).toEqual([{ x: xOf(scale, (day + 4) * 1440), width: 80 }])
  expect(free.holidays(scale, week).map(({ companyId, x }) => [companyId, x])).toEqual([['nord', xOf(scale, day * 1440)], ['sued', xOf(scale, (day + 2) * 1440)]])
  expect(free.stretches(makeScale({ start: monday, finish: monday + 1440 }, 640), { left: 0, width: 5000 }).length).toBeGreaterThan(3)
})
