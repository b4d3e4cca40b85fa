import * as Y from 'yjs'
import { canonicalJson, plainValue } from '../canonical-json.ts'
import { boardRoots, type BoardRoot, rootOf, type Stored } from './board.ts'
import { taskKeys } from './task.ts'

/** All that a board says, as plain data: what a version shows, and what its hash is made of. Unknown keys are in it too. */
export type WholeBoard = Record<BoardRoot, Record<string, Stored>>

export const readWholeBoard = (doc: Y.Doc): WholeBoard => Object.fromEntries(boardRoots.map(root => [root, plainMap(rootOf(doc, root))])) as WholeBoard

/** Other kinds of shared types have no place in a board: what somebody put there is passed over. */
const plainMap = (map: Y.Map<Stored>): Record<string, Stored> => Object.fromEntries([...map].filter(([key, value]) => key !== '__proto__' && !(value instanceof Y.AbstractType && !(value instanceof Y.Map)))
  .map(([key, value]) => [key, value instanceof Y.Map ? plainValue(value.toJSON()) : plainValue(value)]))

/** What a new board starts with, written into one that is empty. */
export const fillBoard = (doc: Y.Doc, board: Partial<WholeBoard>): void => doc.transact(() => {
  for (const root of boardRoots) for (const [id, value] of Object.entries(board[root] ?? {})) write(rootOf(doc, root), root, id, value)
})

/**
 * Makes a board say what an earlier version said, writing only what differs: what others do at the same time elsewhere survives. Tasks of
 * `partners` stay as they are with their links, and none of the own, nor one that was let go of, becomes theirs: about that they are asked, each by itself.
 * @returns ids of their tasks of which the version says something else
 */
export function revertBoard(doc: Y.Doc, board: WholeBoard, partners: readonly string[] = []): string[] {
  const now = readWholeBoard(doc)
  const theirs = new Set(Object.entries(now.tasks).flatMap(([id, task]) => (partners.includes(companyOf(task)) ? [id] : [])))
  const wanted = partners.length === 0 ? board : { ...board, tasks: tasksBut(theirs, { now, board, partners }), links: linksBut(theirs, { now, board }), calendars: calendarsBut({ now, board, partners }) }
  doc.transact(() => {
    for (const root of boardRoots) makeSame(rootOf(doc, root), wanted[root] ?? {}, (map, id, value) => write(map, root, id, value))
  })
  return [...theirs].filter(id => canonicalJson(now.tasks[id]) !== canonicalJson(board.tasks?.[id] ?? null))
}

function companyOf(task: Stored): string {
  const company = isPlain(task) ? task[taskKeys.company] : null
  return typeof company === 'string' ? company : ''
}

const responsibleKeys: readonly string[] = [taskKeys.company, taskKeys.letGoBy]
const isNotResponsible = ([key]: [string, Stored]): boolean => !responsibleKeys.includes(key)
/** Whose task it is, or was until it was let go of. */
const responsibleIn = (task: Stored): [string, Stored][] => (isPlain(task) ? Object.entries(task).filter(entry => !isNotResponsible(entry)) : [])

interface NowAndThen { readonly now: WholeBoard, readonly board: WholeBoard }
type Theirs = ReadonlySet<string>

function tasksBut(theirs: Theirs, { now, board, partners }: NowAndThen & { partners: readonly string[] }): Record<string, Stored> {
  const own = Object.entries(board.tasks ?? {}).filter(([id]) => !theirs.has(id)).map(([id, task]): [string, Stored] => {
    const company = responsibleIn(now.tasks[id])
    if (company.length === 0 || !isPlain(task)) return [id, task]
    const others = Object.entries(task).filter(isNotResponsible)
    if (partners.includes(companyOf(task))) return [id, Object.fromEntries([...others, ...company])]
    // Nobody's again: let go of, which is remembered.
    const letGoBy = companyOf(task) === '' && (companyOf(now.tasks[id]) || company.find(([key]) => key === taskKeys.letGoBy)?.[1])
    return letGoBy ? [id, { ...task, [taskKeys.letGoBy]: letGoBy }] : [id, task]
  })
  return Object.fromEntries([...own, ...Object.entries(now.tasks).filter(([id]) => theirs.has(id))])
}

function linksBut(theirs: Theirs, { now, board }: NowAndThen): Record<string, Stored> {
  const isOfTheirs = ([, link]: [string, Stored]): boolean => isPlain(link) && [link['from'], link['to']].some(id => typeof id === 'string' && theirs.has(id))
  return Object.fromEntries([...Object.entries(board.links ?? {}).filter(link => !isOfTheirs(link)), ...Object.entries(now.links).filter(isOfTheirs)])
}

/** When partners work stays as it is: that they are asked about (0026). */
function calendarsBut({ now, board, partners }: NowAndThen & { partners: readonly string[] }): Record<string, Stored> {
  const isTheirs = ([, calendar]: [string, Stored]): boolean => isPlain(calendar) && typeof calendar['companyId'] === 'string' && partners.includes(calendar['companyId'])
  const theirs = Object.entries(now.calendars).filter(isTheirs)
  const own = Object.entries(board.calendars ?? {}).filter(one => !isTheirs(one) && !theirs.some(([id]) => id === one[0]))
  return Object.fromEntries([...own, ...theirs])
}

const hasEntries = (root: BoardRoot): boolean => root === 'columns' || root === 'tasks'
const isPlain = (value: Stored): value is Record<string, Stored> => typeof value === 'object' && value !== null && !Array.isArray(value)

function write(map: Y.Map<Stored>, root: BoardRoot, id: string, value: Stored): void {
  if (!hasEntries(root)) return void map.set(id, value)
  if (!isPlain(value)) return
  const entry = map.get(id)
  if (entry instanceof Y.Map) makeSame(entry, value, (inner, key, wanted) => inner.set(key, wanted))
  else map.set(id, new Y.Map(Object.entries(value)))
}

function makeSame(map: Y.Map<Stored>, wanted: Readonly<Record<string, Stored>>, put: (map: Y.Map<Stored>, key: string, value: Stored) => void): void {
  const now = plainMap(map)
  for (const key of Object.keys(now)) if (!Object.hasOwn(wanted, key)) map.delete(key)
  for (const [key, value] of Object.entries(wanted)) {
    if (!Object.hasOwn(now, key) || canonicalJson(now[key]) !== canonicalJson(value)) put(map, key, value)
  }
}
