import type { Formulas } from '@kopa/shared/boards/formula.ts'

/** A place on the screen where cards lie: a column, within a lane ('' when there are none). */
export interface Cell { readonly column: string, readonly lane: string }
export const cellKey = ({ column, lane }: Cell): string => `${column} ${lane}`
export const cellOf = (key: string): Cell => ({ column: key.slice(0, key.indexOf(' ')), lane: key.slice(key.indexOf(' ') + 1) })

/** A card where it is shown: with lanes by person it may be in two places. */
export interface Spot { readonly cell: string, readonly id: string }

/** A place for cards: in a cell, behind a card (null: first). */
export interface Landing { readonly cell: string, readonly after: string | null }

/** Cards that the keyboard has lifted, and where they would land. */
export interface Lift { readonly ids: readonly string[], readonly from: Spot, readonly to: Landing }

export const pickerKinds = ['column', 'people', 'labels', 'priority', 'deadline', 'repeat', 'company', 'parent'] as const
export type PickerKind = (typeof pickerKinds)[number]
export interface OpenPicker { readonly kind: PickerKind, readonly ids: readonly string[], readonly anchor: Element }

export interface UiState {
  /** where the keyboard comes to, or stands */
  readonly focus: Spot | null
  /** the task this person is at, told to the others */
  readonly at: string | null
  readonly selected: ReadonlySet<string>
  readonly lift: Lift | null
  /** cards that a pointer carries, and where they would land */
  readonly dragged: ReadonlySet<string>
  readonly landing: Landing | null
  readonly picker: OpenPicker | null
  /** the task that is shown in the panel */
  readonly opened: string | null
  /** the task whose title is changed in its row */
  readonly renaming: string | null
  readonly menu: (Spot & { anchor: Element }) | null
  /** tasks that pages name, before they are taken off the board */
  readonly removing: { readonly ids: readonly string[], readonly from?: Spot } | null
  /** where somebody writes new tasks */
  readonly adding: { readonly cell: string, readonly place: 'top' | 'bottom' } | null
  /** new tasks go into the own company's side */
  readonly addsPrivately: boolean
  /** the Gantt shows the critical path, and how far tasks may move */
  readonly showsCritical: boolean
  readonly showsSlack: boolean
  /** the baseline that the plan is compared with */
  readonly baseline: string | null
  /** what formulas give, once a filter or a card has asked for it */
  readonly formulas: Formulas | null
}

/** How the Gantt lies: `left`: the minute of the board's clock at the left edge of its bars; `top`: pixels of rows above its sight. */
export interface PlanPlace { readonly left: number, readonly top: number, readonly pixelsPerDay: number, readonly folded: ReadonlySet<string> }

const nobody: ReadonlySet<string> = new Set()
const atFirst: UiState = { focus: null, at: null, selected: nobody, lift: null, dragged: nobody, landing: null, picker: null, opened: null, renaming: null, menu: null, removing: null, adding: null, addsPrivately: false, showsCritical: false, showsSlack: false, baseline: null, formulas: null }

/** What this window shows of a board without writing it anywhere. */
export class BoardUi {
  #state: UiState
  #wantsFocus = false
  /** From where a selection with Shift reaches. */
  #anchor: string | null = null
  /** Where the plan was left: another window onto it begins there, while something is tried out or back from another view. */
  planPlace: PlanPlace | null = null
  /** What that selection has taken in so far: it may become shorter again. */
  #reach: readonly string[] = []
  readonly #listeners = new Set<() => void>()

  constructor(begun: Partial<UiState> = {}) {
    this.#state = { ...atFirst, ...begun }
  }

  readonly state = (): UiState => this.#state

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  change(change: Partial<UiState>): void {
    this.#state = { ...this.#state, ...change }
    this.#listeners.forEach(listener => listener())
  }

  /** Takes the focus to a card as soon as it is drawn. */
  goTo(spot: Spot): void {
    this.#wantsFocus = true
    this.change({ focus: spot })
  }

  /** The card that is drawn just now asks whether it is the one. */
  takeFocus(spot: Spot): boolean {
    if (!this.#wantsFocus || this.#state.focus?.id !== spot.id || this.#state.focus.cell !== spot.cell) return false
    this.#wantsFocus = false
    return true
  }

  /** The keyboard has come to a card by itself. */
  standOn(spot: Spot): void {
    const { focus } = this.#state
    if (focus?.id !== spot.id || focus.cell !== spot.cell || this.#state.at !== spot.id) this.change({ focus: spot, at: spot.id })
  }

  get isAwaitingFocus(): boolean { return this.#wantsFocus }

  select(ids: Iterable<string>): void {
    this.change({ selected: new Set(ids) })
  }

  toggle(id: string): void {
    const selected = new Set(this.#state.selected)
    if (!selected.delete(id)) selected.add(id)
    this.startAt(id)
    this.change({ selected })
  }

  /** The next selection with Shift reaches from here. */
  startAt(id: string): void {
    this.#anchor = id
    this.#reach = []
  }

  /** A plain click: what was selected elsewhere is let go of. A row of the selection keeps it, for what is done with all of them. */
  selectFrom(id: string): void {
    if (!this.#state.selected.has(id)) this.clearSelection()
    this.startAt(id)
  }

  /** From where it began (or the card the keyboard stands on) to this card, as they lie in the list, and no longer to where it reached before. */
  extendTo(id: string, ids: readonly string[]): void {
    const anchor = [this.#anchor, this.#state.focus?.id].find(one => typeof one === 'string' && ids.includes(one)) ?? id
    const [from, to] = [ids.indexOf(anchor), ids.indexOf(id)].toSorted((one, other) => one - other)
    const reach = from === undefined || to === undefined || from < 0 ? [id] : ids.slice(from, to + 1)
    const before = anchor === this.#anchor ? new Set(this.#reach) : new Set()
    this.#anchor = anchor
    this.#reach = reach
    this.change({ selected: new Set([...[...this.#state.selected].filter(one => !before.has(one)), ...reach]) })
  }

  clearSelection(): void {
    if (this.#state.selected.size > 0) this.change({ selected: nobody })
  }

  /** What an act is about that was begun at this card: the selection when the card is in it, else the card alone. */
  targets(id: string): readonly string[] {
    return this.#state.selected.has(id) ? [...this.#state.selected] : [id]
  }
}
