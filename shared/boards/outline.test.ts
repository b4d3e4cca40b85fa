import { describe, expect, test } from 'vitest'
import { branchIn, childrenIn, type Outlined, parentsIn, rowsOf } from './outline.ts'
import { randomForTest } from '../../tests/support/random.ts'

const outline = (...tasks: [id: string, parent: string | null, rank: string][]): Map<string, Outlined> => new Map(tasks.map(([id, parent, rank]) => [id, { id, parent, rank }]))
const shown = (tasks: Map<string, Outlined>, folded: string[] = []): string[] => rowsOf(tasks, id => folded.includes(id)).map(({ task, level }) => `${'  '.repeat(level)}${task.id}`)

describe('the outline', () => {
  test('shows children below their parent, in their order', () => {
    const tasks = outline(['b', null, 'B'], ['a', null, 'A'], ['a2', 'a', 'Z'], ['a1', 'a', 'Y'], ['a1x', 'a1', 'A'])
    expect(shown(tasks)).toEqual(['a', '  a1', '    a1x', '  a2', 'b'])
    expect(shown(tasks, ['a1'])).toEqual(['a', '  a1', '  a2', 'b'])
    expect(branchIn(childrenIn(tasks), 'a')).toEqual(['a', 'a1', 'a2', 'a1x'])
  })

  test('a task whose parent is gone is not out of sight', () => {
    expect(shown(outline(['a', 'gone', 'A']))).toEqual(['a'])
  })

  test('two people put two tasks below each other at once: both stay, the same on every screen', () => {
    const circle: [string, string, string][] = [['c', 'b', 'A'], ['b', 'a', 'A'], ['a', 'c', 'A'], ['x', 'c', 'A']]
    const wanted = ['a', '  b', '    c', '      x']
    expect(shown(outline(...circle))).toEqual(wanted)
    expect(shown(outline(...circle.toReversed()))).toEqual(wanted)
  })

  test('whatever the parents are, every task is shown once, in the same place for everybody', () => {
    const random = randomForTest()
    for (let story = 0; story < 200; story++) {
      const ids = Array.from({ length: 1 + random.below(12) }, (_, index) => `t${index}`)
      const tasks = ids.map((id): [string, string | null, string] => [id, random.chance(0.2) ? null : random.pick(ids), random.pick(['A', 'B', 'C'])])
      const rows = shown(outline(...tasks))
      expect(rows.map(row => row.trim()).toSorted(), `seed ${random.seed}`).toEqual(ids.toSorted())
      expect(shown(outline(...random.shuffled(tasks)))).toEqual(rows)
    }
  })

  test('twenty thousand tasks below one another do not overflow anything', () => {
    const tasks = new Map(Array.from({ length: 20_000 }, (_, at) => [`t${at}`, { id: `t${at}`, parent: at === 0 ? null : `t${at - 1}`, rank: 'A' }]))
    expect(rowsOf(tasks).at(-1)?.level).toBe(19_999)
    expect(parentsIn(tasks).get('t5')).toBe('t4')
  })
})
