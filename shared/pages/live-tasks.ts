import { isId } from '../ids.ts'
import { mentionLabel } from './mention.ts'

/**
 * A list of a board's tasks in a page: a node `liveTasks` that holds nothing, with the attributes below. Stored for ever.
 * No task lies in the page: who may read the board sees its tasks of today, everybody else what it was called when the list was put in.
 */
export const liveTaskShows = ['all', 'open', 'done', 'milestones'] as const
export const liveTaskGroups = ['column', 'company', 'assignee', 'priority', 'none'] as const
export const liveTaskFields = ['column', 'deadline', 'company', 'people', 'priority', 'labels'] as const
export type LiveTaskShow = (typeof liveTaskShows)[number]
export type LiveTaskGroup = (typeof liveTaskGroups)[number]
export type LiveTaskField = (typeof liveTaskFields)[number]

export interface LiveTaskList {
  /** null: not chosen yet */
  board: string | null
  /** what the board was called when it was chosen */
  label: string
  show: LiveTaskShow
  group: LiveTaskGroup
  fields: readonly LiveTaskField[]
  /** id of a view that was kept on the board: its filters hold as well */
  view: string | null
  /** these tasks of it only, by their ids; null: all */
  tasks: readonly string[] | null
}

export const usualFields: readonly LiveTaskField[] = ['deadline', 'company', 'people']
/** A list that names more shows the first of them. */
export const mostListedTasks = 500
const idPattern = /^[0-9A-Za-z_-]{1,64}$/

/** Reads attributes that anybody may have written: what is not understood is as if it were not said. */
export function readLiveTasks(attributes: Readonly<Record<string, unknown>>): LiveTaskList {
  const { board, show, group, fields, view, tasks } = attributes
  return {
    board: typeof board === 'string' && isId(board) ? board : null,
    label: mentionLabel(attributes),
    show: liveTaskShows.find(known => known === show) ?? 'all',
    group: liveTaskGroups.find(known => known === group) ?? 'column',
    fields: typeof fields === 'string' ? liveTaskFields.filter(known => fields.slice(0, 200).split(',').includes(known)) : usualFields,
    view: typeof view === 'string' && idPattern.test(view) ? view : null,
    tasks: typeof tasks === 'string' ? [...new Set(tasks.slice(0, mostListedTasks * 65).split(',').filter(id => idPattern.test(id)))].slice(0, mostListedTasks) : null,
  }
}

/** The same as attributes of the node; what is as usual is not written. */
export function writeLiveTasks({ board, label, show, group, fields, view, tasks }: LiveTaskList): Record<string, string | null> {
  return {
    board, label: label === '' ? null : label, view, show: show === 'all' ? null : show, group: group === 'column' ? null : group,
    fields: fields.join() === usualFields.join() ? null : fields.join(), tasks: tasks === null ? null : tasks.join(),
  }
}

/** By what a list is looked up where something is named (mentionTarget): the board, and each task that it names. */
export const liveTaskTargets = ({ board, tasks }: Pick<LiveTaskList, 'board' | 'tasks'>): string[] =>
  (board === null ? [] : [`board:${board}`, ...(tasks ?? []).map(id => `task:${board}:${id}`)])

/** The names under which it is written into HTML, here and when it is copied. */
export const liveTaskAttributes = ['board', 'label', 'show', 'group', 'fields', 'view', 'tasks'] as const
