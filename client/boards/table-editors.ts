import type { PickerKind } from './board-ui.ts'
import type { TableColumn } from './table-columns.ts'

/** How a column's cells are written: typed, as a day, chosen in one of the board's pickers or among the choices of a field, ticked; or not at all. */
export type CellEditor = { by: 'typing' | 'day' | 'choice' | 'tick' | 'nothing' } | { by: 'picker', kind: PickerKind }

export function editorOf({ own, field }: TableColumn): CellEditor {
  switch (own ?? field.kind) {
    case 'title': case 'progress': case 'estimate': case 'spent': case 'text': case 'number': case 'money': case 'link': return { by: 'typing' }
    case 'date': return { by: 'day' }
    case 'select': case 'multiSelect': case 'person': return { by: 'choice' }
    case 'checkbox': return { by: 'tick' }
    case 'column': return { by: 'picker', kind: 'column' }
    case 'company': return own === null ? { by: 'choice' } : { by: 'picker', kind: 'company' }
    case 'people': return { by: 'picker', kind: 'people' }
    case 'deadline': return { by: 'picker', kind: 'deadline' }
    case 'priority': return { by: 'picker', kind: 'priority' }
    case 'labels': return { by: 'picker', kind: 'labels' }
    case 'start': case 'finish': case 'formula': return { by: 'nothing' }
  }
}
