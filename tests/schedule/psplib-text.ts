import type { LevelingInstance } from '@kopa/shared/boards/leveling-instance.ts'

const line = '*'.repeat(72)
const row = (...numbers: readonly (number | string)[]): string => numbers.map(number => String(number).padStart(5)).join('')

/** A project as PSPLIB writes it in a file. */
export function smOf({ durations, successors, capacities, demands }: LevelingInstance): string {
  const names = capacities.map((_, resource) => `R ${resource + 1}`)
  return [
    line, 'file with basedata            : made for a test', 'initial value random generator: 1', line,
    'projects                      :  1', `jobs (incl. supersource/sink ):  ${durations.length}`, `horizon                       :  ${durations.reduce((sum, duration) => sum + duration, 0)}`,
    'RESOURCES', `  - renewable                 :  ${capacities.length}   R`, '  - nonrenewable              :  0   N', '  - doubly constrained        :  0   D',
    line, 'PROJECT INFORMATION:', 'pronr.  #jobs rel.date duedate tardcost  MPM-Time', row(1, durations.length - 2, 0, 0, 0, 0),
    line, 'PRECEDENCE RELATIONS:', 'jobnr.    #modes  #successors   successors',
    ...successors.map((next, index) => `${String(index + 1).padStart(4)}        1          ${next.length}      ${row(...next.map(other => other + 1))}`),
    line, 'REQUESTS/DURATIONS:', `jobnr. mode duration${row(...names)}`, '-'.repeat(72),
    ...demands.map((amounts, index) => `${String(index + 1).padStart(3)}      1 ${row(durations[index] ?? 0, ...amounts)}`),
    line, 'RESOURCEAVAILABILITIES:', row(...names), row(...capacities), line, '',
  ].join('\n')
}
