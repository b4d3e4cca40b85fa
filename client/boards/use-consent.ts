import type { CalendarChange } from '@kopa/shared/boards/calendar-changes.ts'
import { useCallback, useMemo, useState } from 'react'
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

export function useConsent({ board, companyId, companies, isShared }: Parts): { consent: Consent, question: ConsentQuestion | null, next: () => void } {
  const [questions, setQuestions] = useState<readonly ConsentQuestion[]>([])
  const ask = useCallback((more: readonly ConsentQuestion[]) => { if (more.length > 0) setQuestions(before => [...before, ...more]) }, [])
  const next = useCallback(() => setQuestions(before => before.slice(1)), [])
  const asker = useMemo(() => (isShared ? { companyId, companies } : null), [isShared, companyId, companies])
  const consent = useMemo(() => ({
    asker, ask,
    giveTo: (ids: readonly string[], to: string | null) => {
      if (!asker) return ids
      const { free, questions: about } = handOver(board, ids, to, asker)
      ask(about)
      return free
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
  }), [asker, ask, board, companyId, companies])
  return { consent, question: questions[0] ?? null, next }
}
