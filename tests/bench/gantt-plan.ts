import * as Y from 'yjs'
import { changeSettings, settingsOf } from '@kopa/shared/boards/board-settings.ts'
import { planOf } from '@kopa/shared/boards/board-plan.ts'
import { linksOf, putLink } from '@kopa/shared/boards/link.ts'
import { freshPlan } from '@kopa/shared/boards/plan-moves.ts'
import { schedule } from '@kopa/shared/boards/schedule.ts'
import { addTask } from '@kopa/shared/boards/task-verbs.ts'
import { liveTasksOf } from '@kopa/shared/boards/tasks.ts'
import { seeded } from '../support/random.ts'

/** A plan as large as asked for, always the same: fifty tasks to a summary, each link to a later task not far away. */
export function fillPlan(doc: Y.Doc, tasks: number, links: number, { columns = ['c'], companies = ['one', 'two'] }: { columns?: readonly string[], companies?: readonly string[] } = {}): void {
  const random = seeded(7)
  const key = (index: number) => String(index).padStart(6, '0') + '1'
  doc.transact(() => {
    changeSettings(doc, { start: '2026-01-05T08:00' })
    for (let index = 0; index < tasks; index++) {
      const parent = index % 50 === 0 ? null : `t${index - index % 50}`
      addTask(doc, { id: `t${index}`, title: `Task ${index}`, column: columns[index % columns.length] ?? 'c', order: key(index), rank: key(index), parent, plan: { ...freshPlan, duration: 240 * random.below(12) }, companyId: random.pick(companies) }, { userId: 'bench', at: 1 })
    }
    for (let index = 0; index < links; index++) {
      const from = random.below(tasks - 60)
      const to = from + 1 + random.below(59)
      putLink(doc, { id: `l${index}`, from: `t${from}`, to: `t${to % 50 === 0 ? to + 1 : to}`, type: 'FS', lag: { kind: 'working', amount: 0 }, created: index })
    }
  })
}

export interface DatedTask { id: string, title: string, parent: string | null, start: Date, finish: Date, isSummary: boolean }

/** The same plan for who cannot schedule: with the dates that Kopa gives it. */
export function datedPlan(tasks: number, links: number): { tasks: DatedTask[], links: { id: string, from: string, to: string }[] } {
  const doc = new Y.Doc()
  fillPlan(doc, tasks, links)
  const live = liveTasksOf(doc)
  const dates = schedule(planOf({ tasks: live, links: linksOf(doc), calendars: [], settings: settingsOf(doc), today: 0, isPrivate: () => false })).tasks
  const at = (minutes: number | undefined): Date => new Date((minutes ?? 0) * 60_000)
  return {
    tasks: [...live.values()].toSorted((one, other) => (one.rank < other.rank ? -1 : 1)).map(({ id, title, parent }) => ({ id, title, parent, start: at(dates.get(id)?.start), finish: at(dates.get(id)?.finish), isSummary: dates.get(id)?.isSummary ?? false })),
    links: linksOf(doc).map(({ id, from, to }) => ({ id, from, to })),
  }
}
