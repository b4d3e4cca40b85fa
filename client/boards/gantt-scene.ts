import { plannedIn, spanOf } from '@kopa/shared/boards/baseline.ts'
import { workIn } from '@kopa/shared/boards/plan-moves.ts'
import { summaryProgress } from '@kopa/shared/boards/plan-progress.ts'
import { minutesOf, wallClockAt } from '@kopa/shared/boards/local-time.ts'
import { type Row, rowsIn } from '@kopa/shared/boards/outline.ts'
import type { Task } from '@kopa/shared/boards/task.ts'
import { shownPercent, stageIn } from './board-store.ts'
import { FreeTime } from './gantt-free-time.ts'
import { barOf, type DueMark, type GanttBar, type PlannedBar, plannedBarOf } from './gantt-layout.ts'
import { LinkBuckets } from './gantt-links.ts'
import { type GanttScale, xOf } from './gantt-scale.ts'
import type { ScheduleStore } from './schedule-store.ts'

/** Minutes of the board's clock. */
interface Span { readonly start: number, readonly finish: number }

/** All rows, as if nothing was folded. */
interface Numbered { readonly rows: readonly Row<Task>[], readonly rowOf: ReadonlyMap<string, number> }

/** What there is to be drawn: rows, links by rows, free time; each made anew only when what it is made of changed. */
export class GanttScene {
  readonly schedule: ScheduleStore
  #folded: ReadonlySet<string> = new Set()
  #rows: readonly Row<Task>[] | null = null
  #rowOf: ReadonlyMap<string, number> = new Map()
  #numbers: Numbered | null = null
  #progress: ReadonlyMap<string, number> | null = null
  #links: LinkBuckets | null = null
  #free: FreeTime | null = null
  #work: ReturnType<typeof workIn> | null = null
  #baseline: string | null = null
  #plannedSpan: Span | null = null
  /** of deadlines without a bar; undefined: not looked for yet */
  #dueSpan: Span | null | undefined
  readonly #listeners = new Set<() => void>()
  readonly #stops: readonly (() => void)[]

  constructor(schedule: ScheduleStore) {
    this.schedule = schedule
    const { board } = schedule
    this.#stops = [
      schedule.watch('outline')(() => { this.#rows = null; this.#numbers = null; this.#links = null; this.#tell() }),
      schedule.watch('dates')(() => { this.#dueSpan = undefined; this.#tell() }),
      board.watch('tasks')(() => { this.#progress = null; this.#dueSpan = undefined; this.#tell() }),
      board.watch('columns')(() => { this.#progress = null; this.#tell() }),
      board.watch('links')(() => { this.#links = null; this.#tell() }),
      board.watch('calendars')(() => { this.#free = this.#work = null; this.#tell() }),
      board.watch('baselines')(() => { this.#readSpan(); this.#tell() }),
      board.watch('settings')(() => { this.#free = this.#work = null; this.#tell() }),
    ]
  }

  close(): void {
    this.#stops.forEach(stop => stop())
    this.#listeners.clear()
  }

  /** Something is to be drawn otherwise than before. */
  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  #tell(): void {
    this.#listeners.forEach(listener => listener())
  }

  /** From top to bottom; another array exactly when another task stands somewhere. Their content is asked of the schedule. */
  readonly rows = (): readonly Row<Task>[] => {
    if (this.#rows === null) {
      this.#rows = rowsIn(this.schedule.board.outline(), id => this.#folded.has(id))
      this.#rowOf = rowsById(this.#rows)
    }
    return this.#rows
  }

  rowOf(id: string): number | undefined {
    this.rows()
    return this.#rowOf.get(id)
  }

  /** The numbers before the titles: folding does not change them. */
  numberOf(id: string): number | undefined {
    const row = this.#numbered().rowOf.get(id)
    return row === undefined ? undefined : row + 1
  }

  idAt(number: number): string | undefined { return this.#numbered().rows[number - 1]?.task.id }

  #numbered(): Numbered {
    if (this.#folded.size === 0) return { rows: this.rows(), rowOf: this.#rowOf }
    if (this.#numbers) return this.#numbers
    const rows = rowsIn(this.schedule.board.outline())
    return this.#numbers = { rows, rowOf: rowsById(rows) }
  }

  /** 0 to 100, and 100 where it is done; a summary's follows from its tasks. */
  percentOf(task: Task): number {
    const { board } = this.schedule
    this.#progress ??= summaryProgress(board.outline(), ({ column }) => stageIn(board.columns(), column) === 'done')
    const own = shownPercent(board.columns(), task)
    return own === 100 ? own : this.#progress.get(task.id) ?? own
  }

  /** Working minutes from a summary's start to its finish. */
  spanOf({ companyId }: Task, span: Span): number {
    const { board } = this.schedule
    this.#work ??= workIn({ calendars: board.calendars(), calendar: board.settings().calendar })
    return this.#work({ plan: null, companyId }, span)
  }

  get folded(): ReadonlySet<string> { return this.#folded }
  /** the baseline that is drawn as well */
  get baseline(): string | null { return this.#baseline }

  isFolded(id: string): boolean { return this.#folded.has(id) }

  fold(folded: ReadonlySet<string>): void {
    this.#folded = folded
    this.#rows = null
    this.#links = null
    this.#tell()
  }

  toggle(id: string): void {
    const folded = new Set(this.#folded)
    if (!folded.delete(id)) folded.add(id)
    this.fold(folded)
  }

  get links(): LinkBuckets {
    this.rows()
    return this.#links ??= new LinkBuckets(this.schedule.board.links(), this.#rowOf)
  }

  get free(): FreeTime {
    const { board } = this.schedule
    return this.#free ??= new FreeTime(board.calendars(), board.settings().calendar)
  }

  /** The bar of a row; null: the task has no place in time. Its slack, and whether it is critical, only where that is shown. */
  bar(row: number, scale: GanttScale, { showsSlack = false, showsCritical = false } = {}): GanttBar | null {
    const id = this.rows()[row]?.task.id
    const task = id === undefined ? undefined : this.schedule.task(id)
    const dates = task && (showsSlack || showsCritical ? this.schedule.scheduled(task.id) : this.schedule.dates(task.id))
    if (!task || !dates) return null
    return barOf({ dates, percent: this.percentOf(task), deadline: this.#deadlineOf(task) }, row, scale)
  }

  /** Where a task that nobody has planned is due; null: it has a bar, or no deadline. */
  dueMark(row: number, scale: GanttScale): DueMark | null {
    const task = this.rows()[row]?.task
    const at = task && this.#dueWithoutBar(this.schedule.task(task.id))
    return task && typeof at === 'number' ? { id: task.id, x: xOf(scale, at) } : null
  }

  /** From where to where something is drawn of a task: its bar, or the moment it is due. */
  endsOf(task: Task): Span | null {
    const due = this.#dueWithoutBar(task)
    return this.schedule.dates(task.id) ?? (due === null ? null : { start: due, finish: due })
  }

  /** Is there a deadline to be seen, though nothing is planned? */
  hasDueMarks(): boolean { return this.#dues() !== null }

  #dueWithoutBar(task: Task | undefined): number | null {
    return !task || task.deadline === null || this.schedule.dates(task.id) ? null : this.#deadlineOf(task)
  }

  #dues(): Span | null {
    if (this.#dueSpan !== undefined) return this.#dueSpan
    let [start, finish] = [Infinity, -Infinity]
    for (const task of this.schedule.board.tasks().values()) {
      const at = this.#dueWithoutBar(task)
      if (at !== null) [start, finish] = [Math.min(start, at), Math.max(finish, at)]
    }
    return this.#dueSpan = start <= finish ? { start, finish } : null
  }

  /** From now on the bars of a baseline are drawn as well; null: of none. */
  compare(baseline: string | null): void {
    if (baseline === this.#baseline) return
    this.#baseline = baseline
    this.#readSpan()
    this.#tell()
  }

  /** Where the bar of a row lay in the baseline; null: it is not in it. */
  plannedBar(row: number, scale: GanttScale): PlannedBar | null {
    const id = this.#baseline === null ? undefined : this.rows()[row]?.task.id
    const planned = this.#baseline === null || id === undefined ? null : plannedIn(this.schedule.board.doc, this.#baseline, id)
    return planned && plannedBarOf({ start: minutesOf(planned.start), finish: minutesOf(planned.finish) }, row, scale)
  }

  /** From the first bar to the last one that can be drawn. */
  span(): Span {
    const all = [this.schedule.span(), this.#plannedSpan, this.#dues()].filter(span => span !== null)
    return { start: Math.min(...all.map(({ start }) => start)), finish: Math.max(...all.map(({ finish }) => finish)) }
  }

  #readSpan(): void {
    const span = this.#baseline === null ? null : spanOf(this.schedule.board.doc, this.#baseline)
    this.#plannedSpan = span && { start: minutesOf(span.start), finish: minutesOf(span.finish) }
  }

  #deadlineOf({ deadline }: Task): number | null {
    if (deadline === null) return null
    return wallClockAt('instant' in deadline ? deadline.instant : `${deadline.day}T23:59:59Z`, 'instant' in deadline ? this.schedule.board.settings().zone : 'UTC')
  }
}

function rowsById(rows: readonly Row<Task>[]): Map<string, number> {
  const found = new Map<string, number>()
  for (let row = 0; row < rows.length; row++) found.set(rows[row]?.task.id ?? '', row)
  return found
}
