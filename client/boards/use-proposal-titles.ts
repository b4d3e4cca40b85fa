import { useLingui } from '@lingui/react/macro'
import { useCallback } from 'react'
import { useBoardContext } from './board-context.ts'
import type { Proposal } from './proposals-queries.ts'

/** What a proposal is about, in few words: the first of its tasks. */
export function useProposalTitles(): (proposal: Pick<Proposal, 'kind' | 'tasks'>) => string {
  const { t } = useLingui()
  const { board } = useBoardContext()
  return useCallback(({ kind, tasks }) => (kind === 'calendar' ? t`working days` : tasks.slice(0, 3).map(({ taskId }) => board.task(taskId)?.title || t`Untitled`).join(', ')), [board, t])
}
