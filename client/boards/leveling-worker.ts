import { type LeveledPlan, levelPlan, overloadsIn, type PlanLevelingProgress } from '@kopa/shared/boards/leveling-plan.ts'
import type { LevelingNews, LevelingOrder } from './leveling-messages.ts'

/** Levels plans beside the window, which stays quick. To stop it is to end it: what it has found by then was told. */
const tell = (news: LevelingNews): void => globalThis.postMessage(news)

const tellEvery = 100
/** What was found is a whole plan: telling it costs more than a number. */
const tellBestEvery = 400

globalThis.addEventListener('message', ({ data }: MessageEvent<LevelingOrder>) => {
  if (data.kind === 'look') tell({ kind: 'overloads', overloads: overloadsIn(data.plan, data.scope) })
  else tell({ kind: 'found', found: search(data) })
})

function search({ plan, scope, milliseconds }: Extract<LevelingOrder, { kind: 'level' }>): LeveledPlan {
  const begun = performance.now()
  let [toldAt, toldBestAt, toldFinish] = [-Infinity, -Infinity, Infinity]
  const isEnough = ({ finish, finishBefore, schedules, soFar }: PlanLevelingProgress): boolean => {
    const now = performance.now()
    if (now - toldAt > tellEvery) {
      toldAt = now
      tell({ kind: 'progress', progress: { share: Math.min(1, (now - begun) / milliseconds), schedules, finish, finishBefore } })
    }
    if (finish < toldFinish && now - toldBestAt > tellBestEvery) {
      [toldBestAt, toldFinish] = [now, finish]
      tell({ kind: 'better', found: soFar() })
    }
    return now - begun > milliseconds
  }
  return levelPlan(plan, { ...scope, isEnough })
}
