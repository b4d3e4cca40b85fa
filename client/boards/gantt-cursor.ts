/** What stands in the list of the plan, from left to right. */
export const ganttColumns = ['title', 'duration', 'start', 'finish', 'waits', 'percent', 'company', 'people'] as const
export type GanttColumn = (typeof ganttColumns)[number]
/** Typed; the others are chosen. */
export const typedColumns: readonly GanttColumn[] = ['title', 'duration', 'start', 'finish', 'waits', 'percent']
/** A letter or a digit writes over these at once. On a title, where a click on its row leads to, letters are keys of the plan: it begins with Enter or F2. */
export const overwrittenColumns: readonly GanttColumn[] = typedColumns.filter(column => column !== 'title')

/** Where the keyboard is: on a row, or on one of its cells, perhaps writing in it. */
export interface CursorState {
  readonly id: string | null
  readonly column: GanttColumn | null
  readonly isEditing: boolean
  /** what the cell begins with instead of what is in it: the key that was pressed */
  readonly typed: string | null
}

/** Told to the rows it leaves and comes to: a step does not render the others. */
export class GanttCursor {
  #state: CursorState = { id: null, column: null, isEditing: false, typed: null }
  #draft: string | null = null
  readonly #listeners = new Set<() => void>()

  readonly state = (): CursorState => this.#state
  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  #become(state: CursorState): void {
    this.#state = state
    this.#listeners.forEach(listener => listener())
  }

  /** Writes in a row that was added just now. */
  begin(id: string): void {
    this.#draft = id
    this.edit(id, 'title')
  }

  isDraft(id: string): boolean { return this.#draft === id }

  goTo(id: string | null, column: GanttColumn | null = this.#state.column): void {
    if (id !== this.#state.id || column !== this.#state.column || this.#state.isEditing) this.#become({ id, column, isEditing: false, typed: null })
  }

  edit(id: string, column: GanttColumn, typed: string | null = null): void {
    this.#become({ id, column, isEditing: true, typed })
  }

  stop(): void {
    if (this.#state.isEditing) this.#become({ ...this.#state, isEditing: false, typed: null })
  }
}

/** The next column in a direction; `among` which ones. */
export function columnBeside(column: GanttColumn | null, step: 1 | -1, among: readonly GanttColumn[] = ganttColumns): GanttColumn | null {
  return among[(column === null ? -1 : among.indexOf(column)) + step] ?? null
}
