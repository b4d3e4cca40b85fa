import type { Column } from '@kopa/shared/boards/column.ts'
import { readDuration } from '@kopa/shared/boards/duration-words.ts'
import { readDay, readFieldText, readNumber, type TextReading } from '@kopa/shared/boards/field-text.ts'
import type { Label } from '@kopa/shared/boards/label.ts'
import { foldWord } from '@kopa/shared/boards/quick-add-words.ts'
import { mostTitle, type Priority, type Task } from '@kopa/shared/boards/task.ts'
import { addLabel, assignTask, removeLabel, renameTask, setCompany, setDeadline, setEffort, setPriority, setProgress, unassignTask } from '@kopa/shared/boards/task-verbs.ts'
import { momentOf } from '@kopa/shared/boards/zoned-time.ts'
import type * as Y from 'yjs'
import { moveCards } from './arrange.ts'
import { type AsksFirst, follow, isFinishedBy } from './board-acts.ts'
import { type BoardStore, shownPercent } from './board-store.ts'
import type { OwnColumn, TableColumn } from './table-columns.ts'

/** Changes a task in the document in which it lies; within an act. */
export type CellWrite = (doc: Y.Doc, task: Task) => void

export interface CellReading extends TextReading {
  board: BoardStore
  columns: readonly Column[]
  labels: readonly Label[]
  timeZone: string
  /** which of these tasks the company may have at once; about the others the partner is asked */
  giveTo: AsksFirst['giveTo']
  /** who writes */
  userId: string
  priorities: readonly { id: Priority, name: string }[]
}

/** Dates follow from the plan, formulas from other values. */
export const isWorkedOut = ({ own, field }: TableColumn): boolean => own === 'start' || own === 'finish' || field?.kind === 'formula'

/** What a text that was typed or pasted into a cell does; undefined: it cannot be meant. An empty one takes the value away. */
export function readCell(column: TableColumn, text: string, reading: CellReading): CellWrite | undefined {
  if (column.own !== null) return readOwn(column.own, text.trim(), reading)
  const { field } = column
  const value = readFieldText(field, text, reading)
  return value === undefined ? undefined : (_, task) => reading.board.putValue(task, field, value)
}

function readOwn(own: OwnColumn, text: string, reading: CellReading): CellWrite | undefined {
  switch (own) {
    case 'title': return (doc, task) => renameTask(doc, task.id, text.replace(/\s+/g, ' ').slice(0, mostTitle))
    case 'column': return readColumn(text, reading)
    case 'company': return chosen(reading.companies, text, (doc, task, id) => { if (id !== task.companyId && reading.giveTo([task.id], id).length > 0) setCompany(doc, task.id, id) })
    case 'priority': return chosen(reading.priorities, text, (doc, task, id) => setPriority(doc, task.id, id))
    case 'people': return readPeople(text, reading)
    case 'labels': return readLabels(text, reading)
    case 'deadline': return readDeadline(text, reading)
    case 'progress': return readProgress(text, reading)
    case 'estimate': case 'spent': return readEffort(own, text)
    case 'start': case 'finish': return undefined
  }
}

const named = <Id extends string>(choices: readonly { id: Id, name: string }[], text: string): Id | undefined => choices.find(({ name }) => foldWord(name) === foldWord(text))?.id

function chosen<Id extends string>(choices: readonly { id: Id, name: string }[], text: string, put: (doc: Y.Doc, task: Task, id: Id | null) => void): CellWrite | undefined {
  const id = text === '' ? null : named(choices, text)
  return id === undefined ? undefined : (doc, task) => put(doc, task, id)
}

function readColumn(text: string, { board, columns, userId }: CellReading): CellWrite | undefined {
  const id = named(columns.map(({ id: key, title }) => ({ id: key, name: title })), text)
  if (id === undefined) return undefined
  return (_, task) => {
    if (board.cards(id).includes(task.id)) return
    const again = isFinishedBy(board, task.id, id)
    const at = Date.now()
    moveCards(board, [task.id], { column: id, after: board.cards(id).at(-1) ?? null, at })
    if (again) follow(board, task.id, { userId, at })
  }
}

const parts = (text: string): string[] => text.split(/[,;]/).map(part => part.trim()).filter(part => part !== '')

function severalNamed(choices: readonly { id: string, name: string }[], text: string): string[] | undefined {
  const ids = parts(text).map(part => named(choices, part))
  return ids.every(id => id !== undefined) ? ids : undefined
}

function readPeople(text: string, { people }: CellReading): CellWrite | undefined {
  const wanted = severalNamed(people, text)
  return wanted && ((doc, task) => {
    const before = task.assignees.map(({ userId }) => userId)
    for (const userId of before) if (!wanted.includes(userId)) unassignTask(doc, task.id, userId)
    for (const userId of wanted) if (!before.includes(userId)) assignTask(doc, task.id, { userId, units: 100, work: null })
  })
}

function readLabels(text: string, { labels }: CellReading): CellWrite | undefined {
  const wanted = severalNamed(labels, text)
  return wanted && ((doc, task) => {
    for (const label of task.labels) if (!wanted.includes(label)) removeLabel(doc, task.id, label)
    for (const label of wanted) if (!task.labels.includes(label)) addLabel(doc, task.id, label)
  })
}

function readDeadline(text: string, reading: CellReading): CellWrite | undefined {
  if (text === '') return (doc, task) => setDeadline(doc, task.id, null)
  const [, date = '', hour] = /^(\d{4}-\d\d-\d\d)[ T](\d\d:\d\d)$/.exec(text) ?? []
  const day = readDay(hour === undefined ? text : date, reading)
  if (day !== null && hour !== undefined) return (doc, task) => setDeadline(doc, task.id, { instant: new Date(momentOf(`${day}T${hour}`, reading.timeZone)).toISOString() })
  return day === null ? undefined : (doc, task) => setDeadline(doc, task.id, { day })
}

/** Whatever a task that is done shows has not been entered. */
function readProgress(text: string, { decimal, columns }: CellReading): CellWrite | undefined {
  const percent = text === '' ? 0 : readNumber(text, decimal)
  if (percent === null || percent < 0 || percent > 100) return undefined
  return (doc, task) => { if (Math.round(percent) !== shownPercent(columns, task)) setProgress(doc, task.id, { ...task.progress, percent: Math.round(percent) }) }
}

function readEffort(own: 'estimate' | 'spent', text: string): CellWrite | undefined {
  const minutes = text === '' ? null : readDuration(text)
  if (text !== '' && minutes === null) return undefined
  return (doc, task) => setEffort(doc, task.id, { ...task.effort, ...own === 'spent' ? { spent: minutes ?? 0 } : { estimate: minutes } })
}
