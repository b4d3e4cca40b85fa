import { useEffect } from 'react'
import { useBoardContext } from './board-context.ts'
import { linksBeforehand, plansBeforehand } from './consent-question.ts'
import type { ScheduleStore } from './schedule-store.ts'
import { useTellPushed } from './use-push-words.ts'

/** What pushes a partner's task past its slack is asked for, or told where it does so through others; in a sandbox only when that is applied. */
export function useAsksFirst(schedule: ScheduleStore | null): void {
  const { consent: { asker, ask }, whatIf: { sandbox } } = useBoardContext()
  const tell = useTellPushed()
  useEffect(() => {
    if (!schedule || !asker || sandbox) return undefined
    return schedule.askFirst({
      plans: plans => {
        const { questions, pushed } = plansBeforehand(schedule, plans, asker)
        ask(questions)
        if (questions.length === 0) tell(pushed)
        return questions.length > 0
      },
      links: change => {
        const { questions, free, pushed } = linksBeforehand(schedule, change, asker)
        ask(questions)
        if (questions.length === 0) tell(pushed)
        return free
      },
    })
  }, [schedule, asker, ask, sandbox, tell])
}
