import { datesToKeep } from '@kopa/shared/boards/baseline-dates.ts'
import { type BaselineName, mostBaselines, mostBaselineTitle, putBaseline, removeBaseline, renameBaseline } from '@kopa/shared/boards/baseline.ts'
import type { ActWords } from './act-words.ts'
import { newId } from './arrange.ts'
import type { ScheduleStore } from './schedule-store.ts'

/** Why dates were not kept. */
export type BaselineProblem = 'full' | 'nothingPlanned'

export const isFullOfBaselines = ({ board }: Pick<ScheduleStore, 'board'>): boolean => board.baselines().length >= mostBaselines

/** Keeps the dates of what everybody on the board sees, as they are now: one act. Answers the id of the baseline, or why there is none. */
export function keepBaseline(schedule: ScheduleStore, words: ActWords, { title, now }: { title: string, now: number }): { id: string } | BaselineProblem {
  const { board } = schedule
  if (isFullOfBaselines(schedule)) return 'full'
  const dates = datesToKeep(board.doc, schedule.start())
  if (dates.size === 0) return 'nothingPlanned'
  const baseline = { id: newId(), title: title.slice(0, mostBaselineTitle), madeAt: now, dates }
  board.act(doc => putBaseline(doc, baseline), words.baselineKept(baseline.title))
  return { id: baseline.id }
}

export const retitleBaseline = ({ board }: Pick<ScheduleStore, 'board'>, words: ActWords, id: string, title: string): void =>
  board.act(doc => renameBaseline(doc, id, title.slice(0, mostBaselineTitle)), words.baselineRenamed(title))

export const dropBaseline = ({ board }: Pick<ScheduleStore, 'board'>, words: ActWords, { id, title }: BaselineName): void =>
  board.act(doc => removeBaseline(doc, id), words.baselineRemoved(title))
