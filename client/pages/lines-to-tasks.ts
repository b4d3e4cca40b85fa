import { mentionLabel } from '@kopa/shared/pages/mention.ts'
import type { LiveTaskList } from '@kopa/shared/pages/live-tasks.ts'
import { writeLiveTasks } from '@kopa/shared/pages/live-tasks.ts'
import type { Editor } from '@tiptap/core'
import type { Node } from '@tiptap/pm/model'
import type { EditorState, Transaction } from '@tiptap/pm/state'
import { type ComponentType, createContext } from 'react'
import { beginUndoStep } from './undo-steps.ts'

/** A line of a page that may become a task. `id`: of its block; others may write meanwhile, so a place would not hold. */
export interface TaskLine { readonly id: string | null, readonly text: string, /** it was ticked off */ readonly isDone: boolean }

/** What became of the lines: tasks of a board in their order, named in the lines or listed in their place. */
export interface LinesMade { readonly board: string, readonly boardTitle: string, readonly tasks: readonly string[], readonly as: 'names' | 'list' }

export interface LinesToTasksProps {
  lines: readonly TaskLine[]
  /** only the own company reads what they stand in */
  isPrivate: boolean
  /** Puts into the page what was made; answers the way to take that back. */
  onMade: (made: LinesMade) => () => void
  onClose: () => void
}

export const LinesToTasksContext = createContext<ComponentType<LinesToTasksProps> | null>(null)

/** a title; what is longer is cut there */
const mostText = 500

/** The lines that a selection touches, without empty ones, headings and code. */
export function linesIn({ doc, selection: { from, to } }: EditorState): TaskLine[] {
  const lines: TaskLine[] = []
  doc.nodesBetween(from, to, (node, _position, parent) => {
    if (node.type.name !== 'paragraph') return !node.isTextblock
    const text = wordsOf(node)
    if (text !== '') lines.push({ id: idOf(node), text, isDone: parent?.type.name === 'taskItem' && parent.attrs['checked'] === true })
    return false
  })
  return lines
}

const idOf = ({ attrs }: Node): string | null => (typeof attrs['id'] === 'string' ? attrs['id'] : null)
const wordsOf = (node: Node): string => node.textBetween(0, node.content.size, ' ', leaf => (leaf.type.name === 'mention' ? mentionLabel(leaf.attrs) : ' ')).replace(/\s+/g, ' ').trim().slice(0, mostText)

interface Found { readonly position: number, readonly node: Node, readonly line: TaskLine, readonly task: string }

/** Where the lines stand now; one that somebody has taken away meanwhile stands nowhere. */
function findLines(doc: Node, lines: readonly TaskLine[], tasks: readonly string[]): Found[] {
  const found: Found[] = []
  const left = new Map(lines.map((line, index) => [line, tasks[index] ?? '']))
  doc.descendants((node, position) => {
    if (node.type.name !== 'paragraph') return !node.isTextblock
    for (const [line, task] of left) {
      if (line.id === null ? wordsOf(node) !== line.text : line.id !== idOf(node)) continue
      left.delete(line)
      found.push({ position, node, line, task })
      break
    }
    return false
  })
  return found
}

/** One act of the page. Answers the way to take it back. */
export function putTasks(editor: Editor, lines: readonly TaskLine[], made: LinesMade): () => void {
  beginUndoStep(editor.state)
  const { tr } = editor.state
  const found = findLines(tr.doc, lines, made.tasks)
  if (made.as === 'names') nameThem(tr, found, made)
  else listThem(tr, found, made)
  editor.view.dispatch(tr.scrollIntoView())
  beginUndoStep(editor.state)
  return () => { if (!editor.isDestroyed) editor.commands.undo() }
}

function nameThem(tr: Transaction, found: readonly Found[], { board }: LinesMade): void {
  const mention = tr.doc.type.schema.nodes['mention']
  if (!mention) return
  for (const { position, node, line, task } of found.toReversed()) {
    tr.replaceWith(position + 1, position + 1 + node.content.size, mention.create({ kind: 'task', id: task, label: line.text.slice(0, 200), board }))
  }
}

/** Behind the block in which the last of them stood; lists that have become empty go with their lines. */
function listThem(tr: Transaction, found: readonly Found[], { board, boardTitle, tasks }: LinesMade): void {
  const type = tr.doc.type.schema.nodes['liveTasks']
  const last = found.at(-1)
  if (!type || !last) return
  const list: LiveTaskList = { board, label: boardTitle, show: 'all', group: 'none', fields: ['column', 'deadline', 'company', 'people'], view: null, tasks }
  tr.insert(tr.doc.resolve(last.position).after(1), type.create(writeLiveTasks(list)))
  for (const { position, node } of found.toReversed()) tr.deleteRange(position, position + node.nodeSize)
}
