import { localTimeOf } from '@kopa/shared/boards/local-time.ts'
import { most, type PortableBaseline, type PortableBoard } from '@kopa/shared/transfer/board-file.ts'
import type { TaskRecord } from './project-tasks.ts'
import { durationOf, numberOf, timeOf } from './project-values.ts'

/** Baselines are numbered, 0 to 10, and have neither names nor moments. */
const titleOf = (number: number): string => (number === 0 ? 'Baseline' : `Baseline ${number}`)

export function baselinesOfProject(rows: readonly TaskRecord[]): PortableBaseline[] {
  const byNumber = new Map<number, PortableBaseline['dates']>()
  for (const { task: { id }, record } of rows) {
    for (const baseline of record.all('Baseline')) {
      const [number, start, finish] = [numberOf(baseline, 'Number') ?? 0, timeOf(baseline, 'Start'), timeOf(baseline, 'Finish')]
      if (start === null || finish === null || !Number.isInteger(number) || number < 0 || number >= most.baselines) continue
      const dates = byNumber.get(number) ?? []
      byNumber.set(number, dates)
      dates.push({ task: id, start: localTimeOf(start), finish: localTimeOf(finish), duration: Math.max(0, durationOf(baseline, 'Duration') ?? 0) })
    }
  }
  return [...byNumber].toSorted(([one], [other]) => one - other).map(([number, dates]) => ({ title: titleOf(number), madeAt: number, dates }))
}

/** The numbers that the first eleven baselines of a board get in a file. */
export function numbersOf(baselines: PortableBoard['baselines']): Map<number, PortableBaseline> {
  const numbered = new Map<number, PortableBaseline>()
  const rest = baselines.filter(baseline => {
    const number = Number(/^Baseline(?: (\d+))?$/.exec(baseline.title)?.[1] ?? (baseline.title === 'Baseline' ? 0 : NaN))
    if (!(number >= 0 && number <= 10) || numbered.has(number)) return true
    numbered.set(number, baseline)
    return false
  })
  for (const baseline of rest) {
    const free = Array.from({ length: 11 }, (_, number) => number).find(number => !numbered.has(number))
    if (free !== undefined) numbered.set(free, baseline)
  }
  return numbered
}
