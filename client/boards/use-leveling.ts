import { bookingsOf } from '@kopa/shared/boards/board-plan.ts'
import { useEffect, useState, useSyncExternalStore } from 'react'
import { type LevelingInput, LevelingRun, type LevelingState, type LevelingWorker } from './leveling-run.ts'
import type { LevelingNews } from './leveling-messages.ts'
import type { ScheduleStore } from './schedule-store.ts'

export interface Choice { readonly people: ReadonlySet<string>, /** null: all */ readonly tasks: ReadonlySet<string> | null }

/** A levelling of this plan, for as long as the component is there. */
export function useLeveling(schedule: ScheduleStore): { state: LevelingState, level: (choice: Choice) => void, stop: () => void, again: () => void } {
  const [run] = useState(() => new LevelingRun(makeWorker))
  const state = useSyncExternalStore(run.subscribe, run.state)
  useEffect(() => {
    run.look(inputOf(schedule))
    return () => run.close()
  }, [run, schedule])
  return {
    state,
    level: choice => run.level(inputOf(schedule, choice)),
    stop: () => run.stop(),
    again: () => run.look(inputOf(schedule)),
  }
}

function makeWorker(): LevelingWorker {
  const worker = new Worker(new URL('leveling-worker.ts', import.meta.url), { type: 'module' })
  const own: LevelingWorker = { postMessage: order => worker.postMessage(order), terminate: () => worker.terminate(), onmessage: null, onerror: null }
  worker.addEventListener('message', ({ data }: MessageEvent<LevelingNews>) => own.onmessage?.({ data }))
  worker.addEventListener('error', event => own.onerror?.(event))
  return own
}

/** People whose work nobody has estimated are busy with their tasks all the same. */
function inputOf(schedule: ScheduleStore, choice?: Choice): LevelingInput {
  const assignments = [...schedule.tasks().values()].flatMap(bookingsOf)
  return { plan: schedule.plan(), scope: { assignments, ...choice && { resources: choice.people }, ...choice?.tasks && { tasks: choice.tasks } } }
}
