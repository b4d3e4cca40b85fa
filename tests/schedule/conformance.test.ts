import { describe, expect, test } from 'vitest'
import { haveCases, readCases } from './cases.ts'
import { compareCases, type Difference, type Tally } from './compare.ts'

/** Share of Microsoft Project's own dates that have to be met to the minute, in percent. */
const asked = {
  A: { start: 99.5, finish: 99.5, lateStart: 99, lateFinish: 99, totalSlackMin: 99 },
  B: { start: 97, finish: 97 },
} as const

if (!haveCases) console.warn('Conformance with Microsoft Project: SKIPPED, because ../shared/data/schedule is not there.')

describe.skipIf(!haveCases)('dates are those of Microsoft Project', () => {
  test.each(['A', 'B'] as const)('in projects of tier %s', tier => {
    const { tallies, differences } = compareCases(readCases().filter(project => project.tier === tier))
    console.info(`Tier ${tier}: ${tallies.map(tally => `${tally.field} ${shareOf(tally).toFixed(2)} % of ${tally.all}`).join(', ')}`)
    for (const [field, least] of Object.entries(asked[tier])) {
      const tally = tallies.find(tally => tally.field === field)
      expect(tally && shareOf(tally), told(field, differences)).toBeGreaterThanOrEqual(least)
    }
  })
})

const shareOf = ({ right, all }: Tally): number => (100 * right) / all

const told = (field: string, differences: readonly Difference[]): string =>
  [`${field} differs:`, ...differences.filter(difference => difference.field === field).slice(0, 20)
    .map(({ project, uid, ours, theirs }) => `  ${project} task ${uid}: ${ours - theirs} min`)].join('\n')
