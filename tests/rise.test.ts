import { expect, test } from 'vitest'
import { risePerHour } from './campaigns/rise.ts'
import { seeded } from './support/random.ts'

const hour = Array.from({ length: 60 }, (_, minute) => minute)

test('what goes up and down by 20 MB does not rise; what rises by 60 MB an hour below it does', () => {
  const { below } = seeded(1)
  const restless = hour.map(() => 200 + below(40))
  expect(Math.abs(risePerHour(restless))).toBeLessThan(15)
  expect(risePerHour(restless.map((value, minute) => value + minute))).toBeCloseTo(risePerHour(restless) + 60, 6)
})
