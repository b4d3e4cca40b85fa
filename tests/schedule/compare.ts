import { schedule } from '@kopa/shared/boards/schedule.ts'
import type { ScheduledTask } from '@kopa/shared/boards/plan.ts'
import { minutesOf, planOfCase } from './case-plan.ts'
import type { Case, CompareField } from './cases.ts'
import { readProject } from './cases.ts'

const valueOf: Record<CompareField, (task: ScheduledTask) => number> = {
  start: ({ start }) => start, finish: ({ finish }) => finish,
  earlyStart: ({ earlyStart }) => earlyStart, earlyFinish: ({ earlyFinish }) => earlyFinish,
  lateStart: ({ lateStart }) => lateStart, lateFinish: ({ lateFinish }) => lateFinish,
  totalSlackMin: ({ totalSlack }) => totalSlack, freeSlackMin: ({ freeSlack }) => freeSlack,
}

export interface Difference { project: string, uid: number, isSummary: boolean, field: CompareField, ours: number, theirs: number }
export interface Tally { field: CompareField, right: number, all: number }

/** Microsoft Project keeps tenths of a minute and shows minutes. */
const tolerance = 1

export function compareCases(cases: readonly Case[]): { tallies: Tally[], differences: Difference[] } {
  const tallies = new Map<CompareField, Tally>()
  const differences: Difference[] = []
  for (const { id, file, compare } of cases) {
    const project = readProject(file)
    const { tasks } = schedule(planOfCase(project))
    for (const expected of project.expected) {
      const task = tasks.get(String(expected.uid))
      for (const field of compare) {
        const tally = tallies.get(field) ?? { field, right: 0, all: 0 }
        tallies.set(field, tally)
        const given = expected[field]
        const theirs = typeof given === 'string' ? minutesOf(given) : given
        const ours = task ? valueOf[field](task) : NaN
        tally.all++
        if (Math.abs(ours - theirs) <= tolerance) tally.right++
        else differences.push({ project: id, uid: expected.uid, isSummary: expected.summary, field, ours, theirs })
      }
    }
  }
  return { tallies: [...tallies.values()], differences }
}
