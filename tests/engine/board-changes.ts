import type * as Y from 'yjs'
import { boardRootOf } from '../../shared/boards/board-changes.ts'
import { boardRoots } from '../../shared/boards/board.ts'
import { planOf } from '../../shared/boards/board-plan.ts'
import { settingsOf } from '../../shared/boards/board-settings.ts'
import { addColumn, changeColumn, columnsOf, removeColumn } from '../../shared/boards/column.ts'
import { linksOf, putLink, removeLink, linkTypes } from '../../shared/boards/link.ts'
import { rowsOf } from '../../shared/boards/outline.ts'
import { comparePlaces, mostPlaceKey, placeAfter, type Placed } from '../../shared/boards/places.ts'
import { schedule } from '../../shared/boards/schedule.ts'
import { addLabel, addTask, assignTask, moveTask, placeTask, planTask, removeTask, renameTask, restoreTask, setDeadline, setPriority, unassignTask } from '../../shared/boards/task-verbs.ts'
import type { Task } from '../../shared/boards/task.ts'
import { cardsByColumn, liveTasksOf, tasksOf } from '../../shared/boards/tasks.ts'
import type { Random } from '../support/random.ts'
import type { Subject } from './convergence-story.ts'

/** What people do to a board, by chance that a seed repeats, through the verbs that the screens use. */

/** Every root there is; also makes them, for whoever only reads. */
const boardRootsOf = (doc: Y.Doc): Y.AbstractType<unknown>[] => boardRoots.map(root => boardRootOf(doc, root))

type Change = (doc: Y.Doc, random: Random) => string

const people = ['ana', 'bo', 'eva'] as const
const act = (random: Random) => ({ userId: random.pick(people), at: random.below(1_000_000) })
const newId = (random: Random): string => `t${random.below(1_000_000_000)}`
/** A map is walked in the order in which its entries came, and that is chance which no seed repeats. */
const byId = (tasks: Iterable<Task>): Task[] => [...tasks].toSorted((one, other) => (one.id < other.id ? -1 : 1))
const pickTask = (doc: Y.Doc, random: Random): Task | null => { const all = byId(liveTasksOf(doc).values()); return all.length > 0 ? random.pick(all) : null }

const placesIn = (tasks: readonly Task[], keyOf: (task: Task) => string): Placed[] => tasks.map(task => ({ id: task.id, key: keyOf(task) })).toSorted(comparePlaces)

/** A place in a column, as a drop finds it; the column is numbered anew where there is no room. */
function placeInColumn(doc: Y.Doc, random: Random, moved: string | null): { column: string, order: string } {
  const columns = columnsOf(doc)
  const column = columns.length > 0 ? random.pick(columns).id : 'todo'
  const cards = (cardsByColumn(liveTasksOf(doc).values(), columns).get(column) ?? []).filter(({ id }) => id !== moved)
  const sorted = placesIn(cards, ({ order }) => order)
  const after = random.chance(0.4) || sorted.length === 0 ? null : random.pick(sorted).id
  const { key, renumbered } = placeAfter(sorted, after, random.next)
  for (const { id, key: order } of renumbered) moveTask(doc, id, column, order)
  return { column, order: key }
}

function add(doc: Y.Doc, random: Random): string {
  const id = newId(random)
  const parent = random.chance(0.3) ? pickTask(doc, random)?.id ?? null : null
  addTask(doc, { id, title: id, parent, rank: placeAfter([], null, random.next).key, ...placeInColumn(doc, random, null) }, act(random))
  return `adds ${id} below ${parent}`
}

/** Changes one of the tasks, if there is one. */
const toTask = (change: (doc: Y.Doc, task: Task, random: Random) => string): Change => (doc, random) => {
  const task = pickTask(doc, random)
  return task ? change(doc, task, random) : add(doc, random)
}

const move = toTask((doc, { id }, random) => {
  const { column, order } = placeInColumn(doc, random, id)
  moveTask(doc, id, column, order)
  return `moves ${id} to ${column} ${order}`
})

const reparent = toTask((doc, { id }, random) => {
  const parent = random.chance(0.3) ? null : pickTask(doc, random)?.id ?? null
  placeTask(doc, id, parent, placeAfter([], null, random.next).key)
  return `puts ${id} below ${parent}`
})

const write = toTask((doc, { id }, random) => {
  const [day, priority, person] = [`2026-03-0${1 + random.below(9)}`, random.pick(['urgent', 'low'] as const), random.pick(people)]
  random.pick([
    () => renameTask(doc, id, `${id} ${random.below(99)}`), () => setDeadline(doc, id, { day }), () => setPriority(doc, id, priority), () => addLabel(doc, id, 'legal'),
    () => assignTask(doc, id, { userId: person, units: 100, work: null }), () => unassignTask(doc, id, person),
    () => planTask(doc, id, { mode: 'auto', duration: random.below(5) * 480, isElapsed: false, constraint: 'SNET', constraintAt: `${day}T08:00`, start: null, finish: null, calendar: null, ignoresPeople: false, delay: 0 }),
  ])()
  return `writes in ${id}`
})

const link = toTask((doc, { id }, random) => {
  const to = pickTask(doc, random)?.id ?? id
  putLink(doc, { id: newId(random), from: id, to, type: random.pick(linkTypes), lag: { kind: 'working', amount: 0 }, created: random.below(1_000_000) })
  return `links ${id} to ${to}`
})

function unlink(doc: Y.Doc, random: Random): string {
  const links = linksOf(doc)
  if (links.length > 0) removeLink(doc, random.pick(links).id)
  return 'takes a link away'
}

const remove = toTask((doc, { id }, random) => {
  removeTask(doc, id, act(random))
  return `removes ${id}`
})

function restore(doc: Y.Doc, random: Random): string {
  const removed = byId(tasksOf(doc).values()).filter(task => task.removed !== null)
  if (removed.length > 0) restoreTask(doc, random.pick(removed).id)
  return 'brings a task back'
}

function changeColumns(doc: Y.Doc, random: Random): string {
  const columns = columnsOf(doc)
  const { key } = placeAfter(columns.map(({ id, order }) => ({ id, key: order })), random.chance(0.5) ? columns.at(-1)?.id ?? null : null, random.next)
  const act = columns.length < 2 ? 'add' : random.pick(['add', 'remove', 'change', 'change'] as const)
  if (act === 'add') addColumn(doc, { id: newId(random), title: 'New', order: key, stage: 'active', limit: null })
  if (act === 'remove') removeColumn(doc, random.pick(columns).id)
  if (act === 'change') changeColumn(doc, random.pick(columns).id, random.chance(0.5) ? { order: key } : { title: `Column ${random.below(99)}` })
  return 'changes the columns'
}

const changes: readonly Change[] = [add, add, add, move, move, move, move, reparent, reparent, write, write, write, link, link, unlink, remove, restore, changeColumns]

const changeBoardByChance = (doc: Y.Doc, random: Random): string => random.pick(changes)(doc, random)

/** What must hold for a board whatever happened. Answers what is wrong; null: nothing. */
function faultInBoard(doc: Y.Doc): string | null {
  const tasks = liveTasksOf(doc)
  const columns = columnsOf(doc)
  const cards = [...cardsByColumn(tasks.values(), columns).values()].flat().map(({ id }) => id)
  if (columns.length > 0 && cards.toSorted().join() !== [...tasks.keys()].toSorted().join()) return `cards are there twice or not at all: ${cards.join()}`
  const rows = rowsOf(tasks).map(({ task }) => task.id)
  if (rows.toSorted().join() !== [...tasks.keys()].toSorted().join()) return `rows are there twice or not at all: ${rows.join()}`
  const keys = [...tasks.values()].flatMap(({ order, rank }) => [order, rank]).concat(columns.map(({ order }) => order))
  const dated = schedule(planOf({ tasks, links: linksOf(doc), calendars: [], settings: settingsOf(doc), today: 0 }))
  const odd = [...dated.tasks.values()].find(({ start, finish }) => !Number.isFinite(start) || !Number.isFinite(finish) || finish < start)
  if (odd) return `${odd.id} is planned from ${odd.start} to ${odd.finish}`
  const longest = Math.max(0, ...keys.map(key => key.length))
  return longest > mostPlaceKey ? `a key of ${longest} characters` : null
}

export const anyBoard: Subject = { rootsOf: boardRootsOf, change: changeBoardByChance, faultIn: faultInBoard }
