import type { BoardField } from '@kopa/shared/boards/field.ts'
import type { Formulas } from '@kopa/shared/boards/formula.ts'
import type { Task } from '@kopa/shared/boards/task.ts'
import { type Cell, fieldCell } from './table-cells.ts'

/** What a task says in one of its own fields, as its card shows it. */
export interface CardLine { readonly field: BoardField, readonly cell: Cell, readonly text: string }

/** The lines of a card; the same array for as long as they say the same, so that a card is drawn anew only for its own words. */
export type CardTeller = (task: Task, formulas: Formulas | null) => readonly CardLine[]

const none: readonly CardLine[] = []
export const tellNothing: CardTeller = () => none

/** `text`: a cell in one line (use-cell-words.ts). */
export function cardTeller(fields: readonly BoardField[], text: (cell: Cell) => string): CardTeller {
  if (fields.length === 0) return tellNothing
  const asksFormula = fields.some(({ kind }) => kind === 'formula')
  const known = new WeakMap<Task, { formulas: Formulas | null, lines: readonly CardLine[] }>()
  return (task, formulas) => {
    const before = known.get(task)
    if (before && (before.formulas === formulas || !asksFormula)) return before.lines
    const read = linesOf(task, fields, formulas, text)
    const lines = before && saysTheSame(before.lines, read) ? before.lines : read
    known.set(task, { formulas, lines })
    return lines
  }
}

function linesOf(task: Task, fields: readonly BoardField[], formulas: Formulas | null, text: (cell: Cell) => string): readonly CardLine[] {
  const lines = fields.flatMap((field): CardLine[] => {
    if (field.kind === 'formula' && formulas === null) return []
    const cell = fieldCell(field, task, { formulas: formulas ?? noFormulas })
    return isEmpty(field, cell) ? [] : [{ field, cell, text: text(cell) }]
  })
  return lines.length === 0 ? none : lines
}

const noFormulas: Pick<Formulas, 'value'> = { value: () => ({ value: null }) }

/** A box that nobody has ticked says no more than one that was never looked at. */
const isEmpty = ({ kind }: BoardField, cell: Cell): boolean => cell.is === 'nothing' || (kind === 'checkbox' && cell.is === 'check' && !cell.isChecked)

const saysTheSame = (some: readonly CardLine[], others: readonly CardLine[]): boolean =>
  some.length === others.length && some.every(({ field, cell, text }, at) => field.id === others[at]?.field.id && cell.is === others[at].cell.is && text === others[at].text)
