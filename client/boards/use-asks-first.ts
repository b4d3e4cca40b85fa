import { useEffect } from 'react'
import { useBoardContext } from './board-context.ts'
import { questionsBeforehand } from './consent-question.ts'
import type { ScheduleStore } from './schedule-store.ts'

/** What is pulled past the slack of a partner's task is asked for; in a sandbox only when that is applied. */
export function useAsksFirst(schedule: ScheduleStore | null): void {
  const { consent: { asker, ask }, whatIf: { sandbox } } = useBoardContext()
  useEffect(() => {
    if (!schedule || !asker || sandbox) return undefined
    return schedule.askFirst(plans => {
      const questions = questionsBeforehand(schedule, plans, asker)
      ask(questions)
      return questions.length > 0
    })
  }, [schedule, asker, ask, sandbox])
}
