import { changeSettings } from '@kopa/shared/boards/board-settings.ts'
import { putLink } from '@kopa/shared/boards/link.ts'
import type { Intentions } from '@kopa/shared/boards/task.ts'
import { addTask } from '@kopa/shared/boards/task-verbs.ts'
import { writeBoard } from './board-client.ts'
import type { World } from './world.ts'

export const intentions = (change: Partial<Intentions> = {}): Intentions =>
  ({ mode: 'auto', duration: 960, isElapsed: false, constraint: 'ASAP', constraintAt: null, start: null, finish: null, calendar: null, ignoresPeople: false, delay: 0, ...change })

/** From Monday, 2 March 2026: a phase with two tasks, the second of which waits for the first, one that waits for nothing, and a milestone behind them. */
export async function plannedBoard(world: World, url: string): Promise<{ id: string, address: string }> {
  const { board } = await world.ana.boards.createBoard({ workspaceId: world.workspaceId, title: 'Launch', columns: [{ title: 'To do', stage: 'open' }] })
  const act = { userId: 'ana', at: 1 }
  await writeBoard(world.ana, board.id, doc => {
    changeSettings(doc, { start: '2026-03-02T08:00' })
    const add = (id: string, rank: string, rest: object) => addTask(doc, { id, title: id, column: '', order: rank, rank, plan: intentions(), ...rest }, act)
    add('Phase', 'A', { plan: null })
    add('Contract', 'A', { parent: 'Phase', companyId: world.ana.companyId })
    add('Pilot', 'B', { parent: 'Phase', companyId: world.bo.companyId, plan: intentions({ duration: 2400 }) })
    add('Logo', 'C', { parent: 'Phase', companyId: world.bo.companyId, plan: intentions({ duration: 480 }) })
    add('Start of sales', 'D', { plan: intentions({ duration: 0 }) })
    putLink(doc, { id: 'l1', from: 'Contract', to: 'Pilot', type: 'FS', lag: { kind: 'working', amount: 0 }, created: 1 })
    putLink(doc, { id: 'l2', from: 'Pilot', to: 'Start of sales', type: 'FS', lag: { kind: 'working', amount: 0 }, created: 2 })
  })
  return { id: board.id, address: `${url}/w/${world.workspaceId}/b/${board.id}?view=gantt` }
}
