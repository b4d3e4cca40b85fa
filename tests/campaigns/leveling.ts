import { performance } from 'node:perf_hooks'
import { parseArgs } from 'node:util'
import { level } from '@kopa/shared/boards/leveling.ts'
import type { LevelingInstance } from '@kopa/shared/boards/leveling-instance.ts'
import { faultsOf } from '../schedule/leveling-check.ts'
import { kindsOf, randomProject } from '../schedule/project-generator.ts'
import { readJ30 } from '../schedule/psplib-cases.ts'
import { seeded } from '../support/random.ts'

/**
 * How short levelled projects come out: all 480 of PSPLIB with 30 activities against their optima, and projects made in the same way
 * with 60, 90 and 120 activities against their longest path. `node tests/campaigns/leveling.ts --seconds 0.95`, or with
 * `--schedules 5000` to compare with what is published.
 */

interface Project { readonly name: string, readonly instance: LevelingInstance, readonly optimum?: number }
interface Row { readonly gap: number, readonly isOptimal: boolean, readonly isProven: boolean, readonly seconds: number, readonly schedules: number }

const { values } = parseArgs({ options: { seconds: { type: 'string', default: '0.95' }, schedules: { type: 'string' }, sizes: { type: 'string', default: '30,60,90,120' }, every: { type: 'string', default: '1' } } })

const isEnoughFor = (begun: number) => (best: { schedules: number }): boolean =>
  (values.schedules === undefined ? (performance.now() - begun) / 1000 >= Number(values.seconds) : best.schedules >= Number(values.schedules))

function levelOne({ name, instance, optimum }: Project): Row {
  const begun = performance.now()
  const found = level(instance, { isEnough: isEnoughFor(begun) })
  const seconds = (performance.now() - begun) / 1000
  const faults = faultsOf(instance, found)
  if (faults.length > 0 || found.makespan < (optimum ?? 0) || found.bound > (optimum ?? Infinity)) throw new Error(`${name}: ${[...faults, found.makespan, found.bound, optimum].join(', ')}`)
  const against = optimum ?? longestPath(instance)
  return { gap: found.makespan / against - 1, isOptimal: found.makespan === optimum, isProven: found.makespan === found.bound, seconds, schedules: found.schedules }
}

const longestPath = (instance: LevelingInstance): number => level({ ...instance, capacities: [], demands: instance.demands.map(() => []) }, { isEnough: () => true }).makespan

function tell(name: string, rows: readonly Row[]): void {
  const sum = (value: (row: Row) => number) => rows.reduce((all, row) => all + value(row), 0)
  console.info([
    name.padEnd(34), String(rows.length).padStart(5), `${(100 * sum(({ gap }) => gap) / rows.length).toFixed(3)} %`.padStart(10),
    String(sum(({ isOptimal }) => Number(isOptimal))).padStart(8), String(sum(({ isProven }) => Number(isProven))).padStart(8),
    (1000 * sum(({ seconds }) => seconds) / rows.length).toFixed(0).padStart(6), (1000 * Math.max(...rows.map(({ seconds }) => seconds))).toFixed(0).padStart(6),
    (sum(({ schedules }) => schedules) / sum(({ seconds }) => seconds) / 1000).toFixed(0).padStart(6),
  ].join(' '))
}

function projectsOf(size: string): { name: string, projects: Project[] } {
  if (size === '30') return { name: 'PSPLIB j30, above the optimum', projects: readJ30() }
  const projects = kindsOf(Number(size)).flatMap((kind, index) => [1, 2].map(more => ({ name: JSON.stringify(kind), instance: randomProject(seeded(2 * index + more), kind) })))
  return { name: `made, ${size}, above the longest path`, projects }
}

console.info(`${'projects'.padEnd(34)} count        gap  optimal   proven     ms  at most  k/s`)
for (const size of values.sizes.split(',')) {
  const { name, projects } = projectsOf(size)
  tell(name, projects.filter((_, index) => index % Number(values.every) === 0).map(levelOne))
}
