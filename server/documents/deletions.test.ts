import { expect, test } from 'vitest'
import { seeded } from '../../tests/support/random.ts'
import { Deletions } from './deletions.ts'

test('says of every clock what a plain set of clocks says', () => {
  const random = seeded(20261124)
  for (let round = 0; round < 200; round++) {
    const deletions = new Deletions()
    const plain = new Set<string>()
    for (let step = 0; step < 40; step++) {
      const [client, clock, length] = [random.below(3), random.below(60), 1 + random.below(8)]
      const isCovered = Array.from({ length }, (_, index) => plain.has(`${client} ${clock + index}`)).every(Boolean)
      expect(deletions.covers({ client, clock, length }), `round ${round}, step ${step}`).toBe(isCovered)
      if (random.below(2) === 0) continue
      const added = Array.from({ length: random.below(3) === 0 ? 9 : 1 }, (_, other) => ({ client: (client + other) % 3, clock: (clock + other * 37) % 60, length }))
      deletions.addAll(added)
      for (const one of added) for (let index = 0; index < one.length; index++) plain.add(`${one.client} ${one.clock + index}`)
    }
  }
})
