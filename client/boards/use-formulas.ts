import { dueDay } from '@kopa/shared/boards/filter.ts'
import { Formulas } from '@kopa/shared/boards/formula.ts'
import type { BoardField } from '@kopa/shared/boards/field.ts'
import type { Task } from '@kopa/shared/boards/task.ts'
import { dayAt } from '@kopa/shared/boards/zoned-time.ts'
import { useMemo } from 'react'
import { useMinute } from '../ui/DateText.tsx'
import { companyIn, personIn, useBoardContext } from './board-context.ts'
import { type TaskDates, useTableDates } from './use-table-dates.ts'

/** The formulas of a board over what it says now. `dates` are worked out where a formula or the caller looks at them. */
export function useFormulas(tasks: ReadonlyMap<string, Task>, fields: readonly BoardField[], { needsDates }: { needsDates: boolean }): { formulas: Formulas, dates: TaskDates } {
  const { board, people, companies, me: { timeZone } } = useBoardContext()
  const dates = useTableDates(board, needsDates || fields.some(({ formula }) => /\b(start|finish)\b/i.test(formula)))
  const today = dayAt(useMinute(), timeZone)
  const formulas = useMemo(() => new Formulas({
    fields, today, dates,
    task: id => tasks.get(id),
    subtasks: board.subtasks,
    dueDay: ({ deadline }) => (deadline === null ? null : dueDay(deadline, timeZone)),
    nameOf: (kind, id) => (kind === 'person' ? personIn({ people }, id)?.name : companyIn({ companies }, id)?.name) ?? '',
  }), [tasks, fields, today, dates, board, people, companies, timeZone])
  return { formulas, dates }
}
