import type { BoardField } from '@kopa/shared/boards/field.ts'
import type { FilterValue } from '@kopa/shared/boards/field-filter.ts'
import { valueOf } from '@kopa/shared/boards/field-values.ts'
import type { FormulaResult, Formulas } from '@kopa/shared/boards/formula.ts'
import type { Task } from '@kopa/shared/boards/task.ts'
import { useMemo } from 'react'
import { useBoardContext, useUi } from './board-context.ts'
import type { BoardSearch } from './board-search.ts'
import { useFields } from './use-board.ts'

export type FieldReader = (task: Task, field: string) => FilterValue

/** What tasks say in own fields, for filters; of formulas only where any field is asked for, and once they are here (FormulaFeed.tsx). */
export function useFieldReader({ own = [], not = [] }: Pick<BoardSearch, 'own' | 'not'>): FieldReader {
  const { board } = useBoardContext()
  const fields = useFields(board)
  const formulas = useUi(state => (own.length + not.length > 0 ? state.formulas : null))
  return useMemo(() => readerOf(fields, formulas), [fields, formulas])
}

export function readerOf(fields: readonly BoardField[], formulas: Pick<Formulas, 'value'> | null): FieldReader {
  const known = new Map(fields.map(field => [field.id, field]))
  return (task, id) => {
    const field = known.get(id)
    if (!field) return undefined
    if (field.kind !== 'formula') return valueOf(field, task)
    return formulas ? told(formulas.value(task.id, id)) : undefined
  }
}

function told(result: FormulaResult): FilterValue {
  if ('fault' in result) return null
  const { value } = result
  return typeof value === 'object' && value !== null && 'day' in value ? value.day || null : value
}
