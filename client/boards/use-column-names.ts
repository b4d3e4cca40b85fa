import { useLingui } from '@lingui/react/macro'
import { useCallback } from 'react'
import { useBoardContext } from './board-context.ts'
import { fieldIdOf, type OwnColumn, ownColumns } from './table-columns.ts'
import { useFields } from './use-board.ts'

/** What the columns of a table are called. */
export function useColumnNames(): (column: string) => string {
  const { t } = useLingui()
  const { board } = useBoardContext()
  const fields = useFields(board)
  return useCallback((id: string) => {
    const names: Record<OwnColumn, string> = {
      title: t`Task`, column: t`Column`, company: t`Responsible`, people: t`Assigned to`, deadline: t`Deadline`, priority: t`Priority`, labels: t`Labels`, progress: t`Progress`,
      estimate: t`Estimate`, spent: t`Time spent`, start: t`Start`, finish: t`Finish`,
    }
    const own = ownColumns.find(known => known === id)
    return own ? names[own] : fields.find(field => field.id === fieldIdOf(id))?.name || t`Untitled`
  }, [t, fields])
}
