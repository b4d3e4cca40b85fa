import { type BaselineName, baselineNamesOf } from '@kopa/shared/boards/baseline.ts'
import { type BoardCalendar, calendarsOf } from '@kopa/shared/boards/board-calendar.ts'
import { settingsOf, type BoardSettings } from '@kopa/shared/boards/board-settings.ts'
import { boardRoots, rootOf } from '@kopa/shared/boards/board.ts'
import { boardRootOf, type BoardRoot, onBoardChange } from '@kopa/shared/boards/board-changes.ts'
import { fieldsOfBoth, isPrivateLink, noteOf, notedTasks, setExtra, taskOfExtra, withExtras } from '@kopa/shared/boards/side.ts'
import { columnsOf, type Column } from '@kopa/shared/boards/column.ts'
import { type BoardField, fieldsOf } from '@kopa/shared/boards/field.ts'
import { type FieldValue, putFieldValue } from '@kopa/shared/boards/field-values.ts'
import { hasLabel, labelsOf, type Label } from '@kopa/shared/boards/label.ts'
import { linksOf, type Link } from '@kopa/shared/boards/link.ts'
import { childrenIn, type Outline } from '@kopa/shared/boards/outline.ts'
import { compareViews, type SavedView, viewsOf } from '@kopa/shared/boards/view.ts'
import type { Task } from '@kopa/shared/boards/task.ts'
import { findTask, hasTask, tasksOf } from '@kopa/shared/boards/tasks.ts'
import type * as Y from 'yjs'
import { CardLists } from './card-lists.ts'
import { NamedUndo } from './named-undo.ts'
import { SubtaskLists, type SubtaskCount } from './subtask-lists.ts'

/** What a screen may watch. `tasks`: any of them; a task alone by its id, the cards of a column by the column's. */
export type Watched = 'tasks' | 'columns' | 'links' | 'calendars' | 'labels' | 'fields' | 'views' | 'baselines' | 'settings' | 'side' | `task ${string}` | `cards ${string}`

type Changes = ReadonlyMap<BoardRoot, ReadonlySet<string>>
const undoneRootsOf = (doc: Y.Doc): Y.AbstractType<unknown>[] => boardRoots.map(root => boardRootOf(doc, root))

/**
 * A board as screens read it: plain, immutable values that are the same object for as long as they say the same, read anew only
 * where something changed. A drag by somebody else costs the reading of one task, not of ten thousand.
 *
 * The own company's side of a board lies in a document of its own and is read here as a part of it: its tasks stand among the others,
 * and whoever writes to a task asks `docOf` where that lies.
 */
export class BoardStore {
  readonly doc: Y.Doc
  readonly undo: NamedUndo
  #tasks: Map<string, Task>
  #live: ReadonlyMap<string, Task> | null = null
  #outline: Outline<Task> | null = null
  #columns: readonly Column[]
  #links: readonly Link[]
  #calendars: readonly BoardCalendar[]
  #labels: readonly Label[]
  #fields: readonly BoardField[]
  /** those that lie in the side */
  #ownFields: readonly BoardField[] = []
  #views: readonly SavedView[]
  #baselines: readonly BaselineName[]
  #settings: BoardSettings
  readonly #cards: CardLists
  readonly #subtasks: SubtaskLists
  readonly #listeners = new Map<Watched, Set<() => void>>()
  readonly #hearers = new Set<(changes: Changes) => void>()
  readonly #stopWatching: () => void
  #side: { doc: Y.Doc, stop: () => void } | null = null

  constructor(doc: Y.Doc) {
    this.doc = doc
    this.#tasks = tasksOf(doc)
    this.#columns = columnsOf(doc)
    this.#links = linksOf(doc)
    this.#calendars = calendarsOf(doc)
    this.#labels = labelsOf(doc)
    this.#fields = fieldsOf(doc)
    this.#views = viewsOf(doc)
    this.#baselines = baselineNamesOf(doc)
    this.#settings = settingsOf(doc)
    this.#subtasks = new SubtaskLists(this.#tasks.values())
    this.#cards = new CardLists(this.#columns, this.#tasks.values())
    this.undo = new NamedUndo(undoneRootsOf(doc), this)
    this.#stopWatching = onBoardChange(doc, changes => this.#take(changes))
  }

  close(): void {
    this.#stopWatching()
    this.#side?.stop()
    this.undo.destroy()
    this.#listeners.clear()
    this.#hearers.clear()
  }

  /** From now on the own company's side of the board is a part of it; null: no longer. */
  setSide(doc: Y.Doc | null): void {
    const before = this.#side
    if (doc === (before?.doc ?? null)) return
    before?.stop()
    this.#side = doc && { doc, stop: this.#watchSide(doc) }
    const ids = new Set([before?.doc, doc].flatMap(one => (one ? [...tasksOf(one).keys(), ...notedTasks(one)] : [])))
    this.#take(new Map([['fields', none], ['tasks', ids], ['links', none], ['labels', none], ['views', none]]))
    this.#tell(['side'])
  }

  #watchSide(doc: Y.Doc): () => void {
    const stops = [onBoardChange(doc, changes => this.#takeOfSide(changes)), this.undo.include(undoneRootsOf(doc))]
    return () => stops.forEach(stop => stop())
  }

  /** The document of the own company's side, once there is one. */
  readonly side = (): Y.Doc | null => this.#side?.doc ?? null
  /** Does the task lie in the own company's side? No byte of it reaches the others. */
  readonly isPrivate = (id: string): boolean => this.#side !== null && hasTask(this.#side.doc, id) && !hasTask(this.doc, id)
  /** The document in which a task lies: what is written about it is written there. */
  readonly docOf = (id: string): Y.Doc => (this.#side && this.isPrivate(id) ? this.#side.doc : this.doc)
  readonly docOfLabel = (id: string): Y.Doc => (this.#side && hasLabel(this.#side.doc, id) && !hasLabel(this.doc, id) ? this.#side.doc : this.doc)
  /** Where a field is told what it is; null: it was the own company's alone, and its side is not open any more. */
  readonly docOfField = ({ isPrivate = false }: Pick<BoardField, 'isPrivate'>): Y.Doc | null => (isPrivate ? this.side() : this.doc)
  readonly docOfView = ({ isPrivate = false }: Pick<SavedView, 'isPrivate'>): Y.Doc | null => (isPrivate ? this.side() : this.doc)
  /** What the own company has noted beside a task; told with `task <id>`. */
  readonly note = (id: string): string => (this.#side ? noteOf(this.#side.doc, id) : '')

  /** What a task says in a field, within an act: of a field that only the own company has, beside the task if that is everybody's. */
  putValue(task: Task, field: BoardField, value: FieldValue): void {
    const home = this.docOfField(field)
    if (!home) return
    const isBeside = field.isPrivate === true && !this.isPrivate(task.id)
    putFieldValue(isBeside ? home : this.docOf(task.id), task, field, value, isBeside ? setExtra : undefined)
  }

  /** One act of this person: undone as one, whatever it changes. `words` say what it was: "Moved “Contract”". */
  act(change: (doc: Y.Doc) => void, words = ''): void {
    this.undo.begin(words)
    this.#transact(change)
  }

  /** Goes on with the last act of the same key, if it was a moment ago: letters of one title. */
  continueAct(change: (doc: Y.Doc) => void, { words, key }: { words: string, key: string }): void {
    this.undo.goOn(words, key)
    this.#transact(change)
  }

  /** One transaction in each document: whatever the act writes, and wherever, is told once. */
  #transact(change: (doc: Y.Doc) => void): void {
    const changeBoard = (): void => this.doc.transact(() => change(this.doc), this)
    if (this.#side) this.#side.doc.transact(changeBoard, this)
    else changeBoard()
  }

  readonly task = (id: string): Task | undefined => this.#tasks.get(id)
  readonly columns = (): readonly Column[] => this.#columns
  readonly links = (): readonly Link[] => this.#links
  readonly calendars = (): readonly BoardCalendar[] => this.#calendars
  readonly labels = (): readonly Label[] => this.#labels
  readonly views = (): readonly SavedView[] => this.#views
  readonly baselines = (): readonly BaselineName[] => this.#baselines
  readonly fields = (): readonly BoardField[] => this.#fields
  readonly settings = (): BoardSettings => this.#settings
  /** Ids of a column's cards in their order; removed tasks are no cards. */
  readonly cards = (column: string): readonly string[] => this.#cards.of(column)
  /** All tasks that are not removed; another map after every change of one. */
  readonly tasks = (): ReadonlyMap<string, Task> => this.#live ??= liveOf(this.#tasks)
  /** The same map for as long as no task changes. */
  readonly outline = (): Outline<Task> => this.#outline ??= childrenIn(this.tasks())
  readonly removedTasks = (): Task[] => [...this.#tasks.values()].filter(({ removed }) => removed !== null)

  readonly subtasks = (id: string): readonly string[] => this.#subtasks.of(id)
  /** How many tasks stand right below this one, and how many of them are done; told with `task <id>`. */
  readonly subtaskCount = (id: string): SubtaskCount => this.#subtasks.count(id, child => this.#isDone(child))

  #isDone(id: string): boolean {
    const task = this.#tasks.get(id)
    return task !== undefined && stageIn(this.#columns, task.column) === 'done'
  }

  readonly watch = (what: Watched) => (listener: () => void): (() => void) => {
    const listeners = this.#listeners.get(what) ?? new Set()
    this.#listeners.set(what, listeners.add(listener))
    return () => {
      listeners.delete(listener)
      if (listeners.size === 0) this.#listeners.delete(what)
    }
  }

  /** Tells every change of the board or of the side, once it has been read here. Answers the way to stop. */
  readonly hear = (hearer: (changes: Changes) => void): (() => void) => {
    this.#hearers.add(hearer)
    return () => this.#hearers.delete(hearer)
  }

  /** Columns, calendars and settings are the board's; a note, and what is said in an own field, stands beside a task that lies there. */
  #takeOfSide(changes: Changes): void {
    const noted = changes.has('fields') && this.#side ? notedTasks(this.#side.doc) : [...changes.get('extras') ?? none].map(taskOfExtra)
    const own = [...changes].filter(([root]) => ofSide.has(root))
    const tasks = new Set([...changes.get('tasks') ?? none, ...noted])
    this.#take(new Map([...own, ...tasks.size > 0 ? [['tasks', tasks] as const] : []]))
  }

  /** Everything is read before anybody is told: nobody sees half of a change. */
  #take(changes: Changes): void {
    const told = new Set<Watched>()
    const [tasks, columns] = [changes.get('tasks'), changes.get('columns')]
    if (changes.has('fields')) this.#readFields(told)
    if (tasks) this.#readTasks(tasks, told)
    if (columns) this.#readColumns(told)
    if (changes.has('links')) { this.#links = this.#readLinks(); told.add('links') }
    if (changes.has('calendars')) { this.#calendars = calendarsOf(this.doc); told.add('calendars') }
    if (changes.has('labels')) { this.#labels = [...labelsOf(this.doc), ...this.#side ? labelsOf(this.#side.doc) : []]; told.add('labels') }
    if (changes.has('views')) { this.#views = this.#readViews(); told.add('views') }
    if (changes.has('baselines')) { this.#baselines = baselineNamesOf(this.doc); told.add('baselines') }
    if (changes.has('settings')) { this.#settings = settingsOf(this.doc); told.add('settings') }
    this.#hearers.forEach(hearer => hearer(changes))
    this.#tell(told)
  }

  #tell(told: Iterable<Watched>): void {
    for (const what of told) this.#listeners.get(what)?.forEach(listener => listener())
  }

  #readLinks(): readonly Link[] {
    const links = linksOf(this.doc)
    return this.#side ? [...links, ...linksOf(this.#side.doc).filter(link => isPrivateLink(link, this.isPrivate))] : links
  }

  #readFields(told: Set<Watched>): void {
    this.#fields = fieldsOfBoth(this.doc, this.side())
    this.#ownFields = this.#fields.filter(({ isPrivate }) => isPrivate)
    told.add('fields')
  }

  #readViews(): readonly SavedView[] {
    const own = this.#side ? viewsOf(this.#side.doc).map(view => ({ ...view, isPrivate: true })) : []
    return own.length === 0 ? viewsOf(this.doc) : [...viewsOf(this.doc), ...own].toSorted(compareViews)
  }

  #readTask(id: string): Task | null {
    const task = findTask(this.docOf(id), id)
    return task && this.#side && this.#ownFields.length > 0 && !this.isPrivate(id) ? withExtras(task, this.#side.doc, this.#ownFields) : task
  }

  #readTasks(ids: ReadonlySet<string>, told: Set<Watched>): void {
    this.#live = this.#outline = null
    told.add('tasks')
    for (const id of ids) {
      const [before, task] = [this.#tasks.get(id), this.#readTask(id)]
      if (task) this.#tasks.set(id, task)
      else this.#tasks.delete(id)
      told.add(`task ${id}`)
      for (const parent of this.#subtasks.change(before, task ?? undefined)) told.add(`task ${parent}`)
      for (const column of this.#cards.change(before, task ?? undefined)) told.add(`cards ${column}`)
    }
  }

  #readColumns(told: Set<Watched>): void {
    this.#columns = columnsOf(this.doc)
    told.add('columns')
    for (const parent of this.#subtasks.parents()) told.add(`task ${parent}`)
    for (const column of this.#cards.changeColumns(this.#columns, this.#tasks.values())) told.add(`cards ${column}`)
  }
}

/** Is there anything of a board that only the own company sees? */
export function keepsOwn(board: BoardStore): boolean {
  const side = board.side()
  return side !== null && (['tasks', 'fields', 'extras'] as const).some(root => rootOf(side, root).size > 0)
}

function liveOf(tasks: ReadonlyMap<string, Task>): ReadonlyMap<string, Task> {
  const live = new Map<string, Task>()
  for (const [id, task] of tasks) if (task.removed === null) live.set(id, task)
  return live
}

const none: ReadonlySet<string> = new Set()
/** What of a side is read as a part of the board. */
const ofSide: ReadonlySet<BoardRoot> = new Set<BoardRoot>(['tasks', 'links', 'labels', 'fields', 'views'])

/** A column that is gone counts for the first one, as its cards stand there. */
export const stageIn = (columns: readonly Column[], id: string): Column['stage'] => (columns.find(column => column.id === id) ?? columns[0])?.stage ?? 'open'

/** 0 to 100: what is done is shown as done; what was entered stays as it is, and is there again when the task goes back to work. */
export const shownPercent = (columns: readonly Column[], { column, progress }: Pick<Task, 'column' | 'progress'>): number => (stageIn(columns, column) === 'done' ? 100 : progress.percent)
