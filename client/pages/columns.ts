import type { Editor } from '@tiptap/react'
import { TextSelection } from '@tiptap/pm/state'
import { mostColumns } from '@kopa/shared/pages/column-width.ts'

const empty = { type: 'column', content: [{ type: 'paragraph' }] }

/** Columns in place of the empty line that the caret is in, or behind the block it is in; the caret in the first. */
export function insertColumns(editor: Editor, count: number): void {
  const { $from } = editor.state.selection
  const isEmpty = $from.parent.type.name === 'paragraph' && $from.parent.content.size === 0
  const from = isEmpty ? $from.before() : $from.after()
  editor.chain().insertContentAt(isEmpty ? { from, to: $from.after() } : from, { type: 'columns', content: Array.from({ length: count }, () => empty) })
    .command(({ tr }) => Boolean(tr.setSelection(TextSelection.near(tr.doc.resolve(from + 2))))).run()
}

/** The column that the caret is in has room for one more beside it. */
export function canAddColumn(editor: Editor): boolean {
  const depth = columnDepth(editor)
  return depth > 0 && editor.state.selection.$from.node(depth - 1).childCount < mostColumns
}

export function addColumn(editor: Editor): void {
  const after = editor.state.selection.$from.after(columnDepth(editor))
  editor.chain().insertContentAt(after, empty).command(({ tr }) => Boolean(tr.setSelection(TextSelection.near(tr.doc.resolve(after + 2))))).run()
}

export const isInColumn = (editor: Editor): boolean => columnDepth(editor) > 0

function columnDepth({ state: { selection: { $from } } }: Editor): number {
  let depth = $from.depth
  while (depth > 0 && $from.node(depth).type.name !== 'column') depth--
  return depth
}
