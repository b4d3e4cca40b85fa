import type { CalendarChange } from '@kopa/shared/boards/calendar-changes.ts'
import { useCallback, useMemo, useState } from 'react'
import { type Answer, answered, type AskedNow, askedNow, type Asking } from './asking.ts'
import type { AsksFirst } from './board-acts.ts'
import type { BoardStore } from './board-store.ts'
import { type Asker, type ConsentQuestion, handOver, removal } from './consent-question.ts'

export interface Consent extends AsksFirst {
  /** null: there is nobody to ask, here everything may be done */
  readonly asker: Asker | null
  /** Puts questions to this person, one after the other: shall the partner be asked? */
  readonly ask: (questions: readonly ConsentQuestion[]) => void
}

interface Parts { board: BoardStore, companyId: string, companies: Asker['companies'], /** is there a partner who sees this? */ isShared: boolean }

export function useConsent({ board, companyId, companies, isShared }: Parts): { consent: Consent, asked: AskedNow | null, next: (answer: Answer) => void } {
  const [asking, setAsking] = useState<readonly Asking[]>([])
  const put = useCallback((more: Asking) => { if (more.questions.length > 0) setAsking(before => [...before, more]) }, [])
  const ask = useCallback((questions: readonly ConsentQuestion[]) => put({ questions, others: [], go: () => undefined }), [put])
  const next = (answer: Answer): void => {
    const { asking: rest, done } = answered(asking, answer)
    setAsking(rest)
    done?.go(done.others)
  }
  const asker = useMemo(() => (isShared ? { companyId, companies } : null), [isShared, companyId, companies])
  const consent = useMemo(() => ({
    asker, ask,
    giveTo: (ids: readonly string[], to: string | null, together?: (free: readonly string[]) => void) => {
      if (!asker) return ids
      const { free, questions } = handOver(board, ids, to, asker)
      if (questions.length === 0 || !together) { ask(questions); return free }
      // Meanwhile others may have given them away.
      put({ questions, others: free, go: others => together(handOver(board, others, to, asker).free) })
      return []
    },
    changeDays: (of: string, change: CalendarChange) => {
      if (!asker || of === companyId || !companies.some(({ id }) => id === of)) return true
      ask([{ kind: 'calendar', companyId: of, changes: [change] }])
      return false
    },
    takeAway: (ids: readonly string[]) => {
      if (!asker) return ids
      const { free, questions: about } = removal(board, ids, asker)
      ask(about)
      return free
    },
  }), [asker, ask, put, board, companyId, companies])
  return { consent, asked: askedNow(asking), next }
}
