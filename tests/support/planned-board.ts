import { calendarsOf, removeCalendar } from '@kopa/shared/boards/board-calendar.ts'
import { changeSettings } from '@kopa/shared/boards/board-settings.ts'
import type { Column } from '@kopa/shared/boards/column.ts'
import { putLink } from '@kopa/shared/boards/link.ts'
import type { Intentions } from '@kopa/shared/boards/task.ts'
import { addTask, type NewTask } from '@kopa/shared/boards/task-verbs.ts'
import { writeBoard } from './board-client.ts'
import type { World } from './world.ts'

export const intentions = (change: Partial<Intentions> = {}): Intentions =>
  ({ mode: 'auto', duration: 960, isElapsed: false, constraint: 'ASAP', constraintAt: null, start: null, finish: null, calendar: null, ignoresPeople: false, delay: 0, ...change })

type Columns = readonly { title: string, stage: Column['stage'] }[]
type Planned = Partial<NewTask> & { id: string }

/** By UTC and without holidays, as boards were before they took their founder's. From Monday, 2 March 2026: these tasks in their order, of two days each if they say nothing else; `links`: who waits for whom, the first for nobody. */
export async function boardOf(world: World, url: string, tasks: readonly Planned[], links: readonly (readonly [from: string, to: string])[] = [], columns: Columns = [{ title: 'To do', stage: 'open' }]): Promise<{ id: string, address: string }> {
  const { board } = await world.ana.boards.createBoard({ workspaceId: world.workspaceId, title: 'Launch', columns: [...columns] })
  await writeBoard(world.ana, board.id, doc => {
    changeSettings(doc, { start: '2026-03-02T08:00', zone: 'UTC', calendar: null })
    for (const { id } of calendarsOf(doc)) removeCalendar(doc, id)
    tasks.forEach((task, index) => {
      const place = String.fromCharCode(65 + index)
      addTask(doc, { title: task.id, column: '', order: place, rank: place, plan: intentions(), ...task }, { userId: 'ana', at: 1 })
    })
    links.forEach(([from, to], index) => putLink(doc, { id: `l${index + 1}`, from, to, type: 'FS', lag: { kind: 'working', amount: 0 }, created: index + 1 }))
  })
  return { id: board.id, address: `${url}/w/${world.workspaceId}/b/${board.id}?view=gantt` }
}

/** A phase with two tasks, the second of which waits for the first, one that waits for nothing, and a milestone behind them. */
export const plannedBoard = (world: World, url: string): Promise<{ id: string, address: string }> => boardOf(world, url, [
  { id: 'Phase', plan: null },
  { id: 'Contract', parent: 'Phase', companyId: world.ana.companyId },
  { id: 'Pilot', parent: 'Phase', companyId: world.bo.companyId, plan: intentions({ duration: 2400 }) },
  { id: 'Logo', parent: 'Phase', companyId: world.bo.companyId, plan: intentions({ duration: 480 }) },
  { id: 'Start of sales', plan: intentions({ duration: 0 }) },
], [['Contract', 'Pilot'], ['Pilot', 'Start of sales']])
