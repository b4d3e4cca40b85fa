import { addColumn, changeColumn, type Column, type ColumnChange, removeColumn } from '@kopa/shared/boards/column.ts'
import type { CalendarChange } from '@kopa/shared/boards/calendar-changes.ts'
import type { Act } from '@kopa/shared/boards/board.ts'
import { copyExtras, setNote, shareTasks } from '@kopa/shared/boards/side.ts'
import type { LaneGrouping } from '@kopa/shared/boards/filter.ts'
import { dropLabel, type Label, putLabel } from '@kopa/shared/boards/label.ts'
import type { QuickTask } from '@kopa/shared/boards/quick-add.ts'
import {
  addLabel, addTask, assignTask, putChecklistItem, removeChecklistItem, removeLabel, removeTask, renameTask, restoreTask, setCompany, setDeadline, setEffort, setPriority, setProgress, setRepeat, setTaskPage, unassignTask,
} from '@kopa/shared/boards/task-verbs.ts'
import type { ChecklistItem, Deadline, Effort, Priority, Repeat } from '@kopa/shared/boards/task.ts'
import { addFollowing, followingId } from '@kopa/shared/boards/recurrence.ts'
import { placeAfter } from '@kopa/shared/boards/places.ts'
import { findTask } from '@kopa/shared/boards/tasks.ts'
import type * as Y from 'yjs'
import { columnKey, arrangedIds, flowOfNew, keysFor, lastRanks, moveBelow, moveCards, newId } from './arrange.ts'
import type { ActWords } from './act-words.ts'
import { type BoardStore, stageIn } from './board-store.ts'
import { cellOf, type Landing } from './board-ui.ts'
import { duplicateActs } from './duplicate-acts.ts'
import { fileActs } from './file-acts.ts'
import { fieldActs, fieldValueActs, viewActs } from './field-acts.ts'
import { choiceKeys, laneFieldIn } from './table-lines.ts'
import { milestoneAsTyped, plannedAsTyped } from './typed-plans.ts'
import { workingDayActs } from './working-day-acts.ts'

type Ids = readonly string[]
export interface NewTasks { tasks: readonly QuickTask[], column: string, /** the card they stand behind; null: the top */ after: string | null, parent?: string | null, lane?: Lane, /** into the own company's side, which must be open */ isPrivate?: boolean, areMilestones?: boolean, /** a day long where nothing else was typed */ isPlanned?: boolean }
/** A lane that something is put into, and the one it comes from. */
export interface Lane { grouping: LaneGrouping, to: string, from?: string }

/** Which of the tasks may be given to a company, or removed, at once: about the others somebody is asked. `changeDays`: may a company's working days? */
export interface AsksFirst {
  /** `together`: does it with those that may be only when the others have been asked about; none may be before */
  readonly giveTo: (ids: Ids, companyId: string | null, together?: (free: Ids) => void) => Ids
  readonly takeAway: (ids: Ids) => Ids
  readonly changeDays: (companyId: string, change: CalendarChange) => boolean
}
export const asksNobody: AsksFirst = { giveTo: ids => ids, takeAway: ids => ids, changeDays: () => true }

export type BoardActs = ReturnType<typeof makeBoardActs>

/** Everything a person does to a board: each one act, undone as one under its own words. */
export function makeBoardActs(board: BoardStore, userId: string, words: ActWords, asksFirst = asksNobody) {
  const now = (): Act => ({ userId, at: Date.now() })
  const each = (ids: Ids, sentence: string, change: (doc: Y.Doc, id: string) => void): string => { board.act(() => ids.forEach(id => change(board.docOf(id), id)), sentence); return sentence }
  const toggled = (ids: Ids, has: (id: string) => boolean, put: (doc: Y.Doc, id: string) => void, take: (doc: Y.Doc, id: string) => void) => {
    const isOn = ids.every(has)
    return each(ids, words.changed(board, ids), isOn ? take : put)
  }
  return {
    ...taskActs(board, words, { now, ...asksFirst }),
    setPriority: (ids: Ids, priority: Priority | null) => each(ids, words.changed(board, ids), (doc, id) => setPriority(doc, id, priority)),
    setDeadline: (ids: Ids, deadline: Deadline | null) => each(ids, words.changed(board, ids), (doc, id) => setDeadline(doc, id, deadline)),
    setRepeat: (ids: Ids, repeat: Repeat | null) => each(ids, words.changed(board, ids), (doc, id) => setRepeat(doc, id, repeat)),
    setCompany: (ids: Ids, companyId: string | null) => {
      const give = (free: Ids): string => (free.length === 0 ? '' : each(free, words.changed(board, free), (doc, id) => setCompany(doc, id, companyId)))
      return give(asksFirst.giveTo(ids, companyId, give))
    },
    setProgress: (id: string, percent: number) => board.act(() => setProgress(board.docOf(id), id, { ...board.task(id)?.progress ?? { start: null, finish: null }, percent }), words.changed(board, [id])),
    setEffort: (id: string, effort: Effort) => board.act(() => setEffort(board.docOf(id), id, effort), words.changed(board, [id])),
    /** The page that describes it was made just now: no act of its own. */
    setPage: (id: string, pageId: string) => { if (board.task(id)?.pageId !== pageId) board.docOf(id).transact(() => setTaskPage(board.docOf(id), id, pageId)) },
    togglePerson: (ids: Ids, person: string) => toggled(ids, id => board.task(id)?.assignees.some(one => one.userId === person) ?? false,
      (doc, id) => assignTask(doc, id, { userId: person, units: 100, work: null }), (doc, id) => unassignTask(doc, id, person)),
    toggleLabel: (ids: Ids, label: string) => toggled(ids, id => board.task(id)?.labels.includes(label) ?? false,
      (doc, id) => addLabel(doc, id, label), (doc, id) => removeLabel(doc, id, label)),
    /** Makes a label and puts it on the tasks: one act. */
    addNewLabel: (ids: Ids, label: Omit<Label, 'id'>) => board.act(doc => {
      const id = newId()
      putLabel(labelHome(board, doc, ids), { id, ...label })
      ids.forEach(task => addLabel(board.docOf(task), task, id))
    }, words.labelAdded(label.name)),
    changeLabel: (label: Label) => board.act(() => putLabel(board.docOfLabel(label.id), label), words.labelChanged(label.name)),
    dropLabel: (label: Label) => board.act(() => dropLabel(board.docOfLabel(label.id), label.id), words.labelRemoved(label.name)),
    ...checklistActs(board, words),
    ...sideActs(board, words, now),
    ...columnActs(board, words),
    ...duplicateActs(board, words, now), ...fileActs(board, words), ...fieldActs(board, words), ...fieldValueActs(board, words),
    ...viewActs(board, words),
    ...workingDayActs(board, words, asksFirst.changeDays),
  }
}

/** The name of a label that only private tasks carry is as private as they are. */
const labelHome = (board: BoardStore, doc: Y.Doc, ids: Ids): Y.Doc => (ids.length > 0 && ids.every(board.isPrivate) ? board.side() ?? doc : doc)

function sideActs(board: BoardStore, words: ActWords, now: () => Act) {
  return {
    /** Shows private tasks to everybody; answers the ids that they have from now on. */
    share: (ids: Ids): string[] => {
      const side = board.side()
      const shared = new Map(ids.filter(board.isPrivate).map(id => [id, newId()]))
      if (side) board.act(doc => shareTasks({ board: doc, side }, shared, now()), words.shared(board, [...shared.keys()]))
      return [...shared.values()]
    },
    note: (id: string, text: string) => {
      const side = board.side()
      if (side) board.continueAct(() => setNote(side, id, text), { words: words.changed(board, [id]), key: `note ${id}` })
    },
  }
}

function taskActs(board: BoardStore, words: ActWords, { now, giveTo, takeAway }: { now: () => Act } & Pick<AsksFirst, 'giveTo' | 'takeAway'>) {
  return {
    /** Answers the ids, in their order. */
    add: ({ tasks, column, after, parent = null, lane, isPrivate = false, areMilestones = false, isPlanned = false }: NewTasks): string[] => {
      const ids = tasks.map(() => newId())
      const home = isPrivate || isBelowPrivate(board, parent, lane) ? board.side() : board.doc
      // What is meant for the own company must not land where everybody reads.
      if (!home) return []
      board.act(() => {
        const keys = keysFor(board, ids, { column, after })
        const ranks = lastRanks(board, ids, parent)
        const known = new Map(board.labels().map(label => [label.name, label.id]))
        const act = now()
        tasks.forEach((task, index) => {
          const id = ids[index] ?? newId()
          const labels = task.labels.map(label => label.id ?? newLabel(board, home, label.name, known))
          addTask(home, {
            id, title: task.title, column, order: keys.get(id) ?? '', flow: flowOfNew(board, column, act.at), parent, rank: ranks.get(id) ?? '', ...areMilestones ? milestoneAsTyped(board, task) : plannedAsTyped(board, task, { now: act.at, isPlanned }), repeat: task.repeat, companyId: task.companyId,
            priority: task.priority, labels, assignees: task.assignees.map(userId => ({ userId, units: 100, work: null })),
          }, act)
        })
        if (lane) changeLanes(board, ids, lane)
      }, words.added(tasks))
      return ids
    },
    rename: (id: string, title: string) => board.continueAct(() => renameTask(board.docOf(id), id, title), { words: words.renamed(board, id), key: `title ${id}` }),
    move: (ids: Ids, landing: Landing, lane?: Omit<Lane, 'to'>): string => move({ board, words, now, giveTo }, ids, landing, lane),
    moveBelow: (ids: Ids, parent: string | null) => board.act(() => moveBelow(board, ids, parent), words.moved(board, ids)),
    /** Answers those that are gone. */
    remove: (ids: Ids): Ids => {
      const free = takeAway(ids)
      if (free.length > 0) board.act(() => free.forEach(id => removeTask(board.docOf(id), id, now())), words.removed(board, free))
      return free
    },
    restore: (ids: Ids) => board.act(() => ids.forEach(id => restoreTask(board.docOf(id), id)), words.restored(board, ids)),
  }
}

interface Parts { board: BoardStore, words: ActWords, now: () => Act, giveTo: AsksFirst['giveTo'] }

/** Answers the sentence that tells it. */
function move({ board, words, now, giveTo }: Parts, ids: Ids, { cell, after }: Landing, lane?: Omit<Lane, 'to'>): string {
  const sorted = arrangedIds(board, ids)
  const to = cellOf(cell)
  const given = lane?.grouping === 'company' && lane.from !== to.lane ? giveTo(sorted, to.lane || null) : sorted
  const again = sorted.filter(id => isFinishedBy(board, id, to.column))
  const before = board.cards(to.column).length
  board.act(() => {
    moveCards(board, sorted, { column: to.column, after, at: now().at })
    if (lane && lane.grouping !== 'none') changeLanes(board, given, { ...lane, to: to.lane })
    for (const id of again) follow(board, id, now())
  }, words.moved(board, sorted))
  const over = board.cards(to.column).length > before ? words.isOver(board, to.column) : null
  return [words.isIn(board, sorted, to.column), over, again.length > 0 ? words.followed(again.length) : null].filter(said => said !== null).join(' ')
}

/** Is it a task that comes again, and done when it stands in this column? */
export const isFinishedBy = (board: BoardStore, id: string, column: string): boolean => {
  const task = board.task(id)
  return task !== undefined && task.repeat !== null && stageIn(board.columns(), column) === 'done' && stageIn(board.columns(), task.column) !== 'done'
}

/** The next one stands at the end of the first column in which something is still to be done. */
export function follow(board: BoardStore, id: string, act: Act): void {
  const [next, column] = [followingId(id), board.columns().find(({ stage }) => stage !== 'done')?.id]
  if (next === null || column === undefined) return
  const isNew = board.task(next) === undefined
  const order = keysFor(board, [next], { column, after: board.cards(column).at(-1) ?? null }).get(next) ?? ''
  addFollowing(board.docOf(id), id, { id: next, column, order, flow: flowOfNew(board, column, act.at), rank: lastRanks(board, [next], board.task(id)?.parent ?? null).get(next) ?? '', zone: board.settings().zone }, act)
  const side = board.side()
  if (isNew && side && !board.isPrivate(id)) copyExtras(side, { from: id, to: next }, board.fields().filter(({ isPrivate }) => isPrivate))
}

function newLabel(board: BoardStore, doc: Y.Doc, name: string, known: Map<string, string>): string {
  const id = known.get(name) ?? newId()
  if (!known.has(name)) putLabel(doc, { id, name, color: (board.labels().length + known.size) % 8 })
  known.set(name, id)
  return id
}

/** What lies below a private task is as private. */
const isBelowPrivate = (board: BoardStore, parent: string | null, lane: Lane | undefined): boolean =>
  (parent !== null && board.isPrivate(parent)) || (lane?.grouping === 'parent' && board.isPrivate(lane.to))

/** What stands in another lane belongs to another company, person, priority or parent; below a parent all are placed at once, in their order. */
function changeLanes(board: BoardStore, ids: Ids, lane: Lane): void {
  if (lane.from === lane.to) return
  if (lane.grouping === 'parent') moveBelow(board, ids.filter(id => id !== lane.to), lane.to || null)
  else for (const id of ids) changeLane(board, id, lane)
}

function changeLane(board: BoardStore, id: string, { grouping, to, from }: Lane): void {
  const [doc, value] = [board.docOf(id), to === '' ? null : to]
  if (grouping.startsWith('field:')) return changeFieldLane(board, id, { grouping, to, ...from !== undefined && { from } })
  if (grouping === 'company') setCompany(doc, id, value)
  if (grouping === 'priority') setPriority(doc, id, value as Priority | null)
  if (grouping !== 'assignee') return
  if (from !== undefined && from !== '') unassignTask(doc, id, from)
  if (value !== null) assignTask(doc, id, { userId: value, units: 100, work: null })
}

/** What is put into a lane of an own field is given its choice; of several, the one whose lane it came from is taken away. */
function changeFieldLane(board: BoardStore, id: string, { grouping, to, from = '' }: Lane): void {
  const [field, task] = [laneFieldIn(grouping, board.fields()), board.task(id) ?? findTask(board.docOf(id), id)]
  if (!field || !task) return
  if (field.kind === 'checkbox') return board.putValue(task, field, to === 'yes')
  board.putValue(task, field, field.kind === 'multiSelect' ? [...choiceKeys(field, task).filter(choice => choice !== from), to].filter(Boolean) : to || null)
}

function checklistActs(board: BoardStore, words: ActWords) {
  const places = (id: string) => (board.task(id)?.checklist ?? []).map(item => ({ id: item.id, key: item.order }))
  return {
    addItems: (id: string, texts: readonly string[]) => board.act(() => {
      const doc = board.docOf(id)
      const sorted = places(id)
      for (const text of texts) {
        const { key } = placeAfter(sorted, sorted.at(-1)?.id ?? null, Math.random)
        const item = newId()
        putChecklistItem(doc, id, { id: item, text, isDone: false, order: key })
        sorted.push({ id: item, key })
      }
    }, words.changed(board, [id])),
    changeItem: (id: string, item: ChecklistItem) => board.continueAct(() => putChecklistItem(board.docOf(id), id, item), { words: words.changed(board, [id]), key: `item ${item.id} ${item.isDone}` }),
    removeItem: (id: string, item: string) => board.act(() => removeChecklistItem(board.docOf(id), id, item), words.changed(board, [id])),
    moveItem: (id: string, item: ChecklistItem, after: string | null) => board.act(() => {
      const doc = board.docOf(id)
      const { key, renumbered } = placeAfter(places(id).filter(place => place.id !== item.id), after, Math.random)
      for (const other of board.task(id)?.checklist ?? []) {
        const renewed = renumbered.find(place => place.id === other.id)
        if (renewed) putChecklistItem(doc, id, { ...other, order: renewed.key })
      }
      putChecklistItem(doc, id, { ...item, order: key })
    }, words.changed(board, [id])),
  }
}

function columnActs(board: BoardStore, words: ActWords) {
  return {
    addColumn: (title: string, stage: Column['stage'] = 'open'): string => {
      const id = newId()
      board.act(doc => addColumn(doc, { id, title, stage, limit: null, order: columnKey(board.columns(), id, board.columns().at(-1)?.id ?? null).key }), words.columnAdded(title))
      return id
    },
    changeColumn: (column: Column, change: ColumnChange) => board.act(doc => changeColumn(doc, column.id, change), words.columnChanged(change.title ?? column.title)),
    moveColumn: (column: Column, after: string | null) => board.act(doc => {
      const { key, renumbered } = columnKey(board.columns(), column.id, after)
      for (const other of renumbered) changeColumn(doc, other.id, { order: other.key })
      changeColumn(doc, column.id, { order: key })
    }, words.columnMoved(column.title)),
    removeColumn: (column: Column) => board.act(doc => removeColumn(doc, column.id), words.columnRemoved(column.title)),
  }
}
