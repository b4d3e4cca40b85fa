import { useLingui } from '@lingui/react/macro'
import { useCallback } from 'react'
import type { PlanProblem } from './plan-acts.ts'

/** Why something was not done, as a sentence. */
export function usePlanProblems(): (problem: PlanProblem) => string {
  const { t } = useLingui()
  return useCallback(problem => {
    switch (problem.kind) {
      case 'followsTasks': return t`This follows from the subtasks.`
      case 'hasBegun': return t`It has begun: when is a fact, and no constraint any more.`
      case 'hasFinished': return t`It is finished: how long it took is a fact.`
      case 'followsWork': return t`How long it takes follows from the work of each person.`
      case 'isLinked': return t`These tasks are linked already.`
      case 'finishOfSummary': return t`The end of a summary follows from its tasks: link its start, or one of its tasks.`
      case 'isPrivate': return t`A task that everybody sees cannot wait for one that only your company sees.`
      case 'noRow': {
        const { number } = problem
        return t`There is no task with the number ${number}.`
      }
      case 'circle': {
        const titles = problem.titles.map(title => title || t`Untitled`)
        const way = [...titles, titles[0]].join(' → ')
        return titles.length === 1 ? t`A task cannot wait for itself.` : t`That would close a circle: ${way}. Each would wait for the others for ever.`
      }
    }
  }, [t])
}
