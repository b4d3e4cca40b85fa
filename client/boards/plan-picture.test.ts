import { minutesOfDay } from '@kopa/shared/boards/calendar-days.ts'
import { describe, expect, test } from 'vitest'
import { fitted, mostDots, mostSide, namesWidth, planPictures } from './plan-picture.ts'

const plan = (rows: number, days: number) => ({ rows: { first: 0, last: rows - 1 }, from: 20_000 * minutesOfDay, until: (20_000 + days) * minutesOfDay, isWhole: true })

describe('a plan as pictures', () => {
  test.each([[5, 30, 40], [10_000, 400, 40], [10_000, 40_000, 2400], [0, 1, 14], [200, 3, 640]])('%i rows of %i days at %i pixels a day fit what browsers draw, and each row is on one picture', (rows, days, pixelsPerDay) => {
    for (const ratio of [1, 2]) {
      const { width, pictures } = planPictures({ plan: plan(rows, days), pixelsPerDay, ratio })
      for (const { height } of pictures) {
        expect(Math.max(width, height) * ratio).toBeLessThanOrEqual(mostSide)
        expect(width * height * ratio ** 2).toBeLessThanOrEqual(mostDots)
      }
      expect(pictures.flatMap(({ first, last }) => Array.from({ length: Math.max(0, last - first + 1) }, (_, at) => first + at))).toEqual(Array.from({ length: rows }, (_, at) => at))
    }
  })

  test('what fits is one picture as it is zoomed; what is too wide is drawn narrower, and says so', () => {
    const small = planPictures({ plan: plan(20, 30), pixelsPerDay: 40, ratio: 2 })
    expect(small).toMatchObject({ isNarrowed: false, width: namesWidth + 16 + 1200 + 190, scale: { pixelsPerDay: 40 } })
    expect(small.pictures).toHaveLength(1)
    expect(planPictures({ plan: plan(20, 3000), pixelsPerDay: 40, ratio: 2 }).isNarrowed).toBe(true)
  })

  test('a title that is too long ends in dots, whole letters only', () => {
    const measure = (text: string): number => Array.from(text).length
    expect(fitted('short', 5, measure)).toBe('short')
    expect(fitted('Līgums 👍👍👍', 9, measure)).toBe('Līgums 👍…')
    expect(measure(fitted('x'.repeat(5000), 9, measure))).toBe(9)
  })
})
