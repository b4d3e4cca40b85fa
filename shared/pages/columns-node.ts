import { type Editor, Node } from '@tiptap/core'
import { Selection, TextSelection } from '@tiptap/pm/state'
import { columnWidthOf } from './column-width.ts'

/** Text side by side. Any number of columns is kept, for two people may add one each at once; people make two to four. */
export const Columns = Node.create({
  name: 'columns',
  group: 'block',
  content: 'column+',
  isolating: true,
  allowGapCursor: false,
  parseHTML: () => [{ tag: 'div[data-columns]' }, { tag: 'div.column-list' }],
  renderHTML: ({ HTMLAttributes }) => ['div', { ...HTMLAttributes, 'data-columns': '' }, 0],
})

/** One of them; `width` is its share beside the others', who have 1 unless somebody chose otherwise. */
export const Column = Node.create({
  name: 'column',
  content: 'block+',
  isolating: true,
  addAttributes: () => ({
    width: {
      default: null,
      parseHTML: element => columnWidthOf(element.getAttribute('data-column')),
      renderHTML: ({ width }) => ({ 'data-column': String(columnWidthOf(width) ?? '') }),
    },
  }),
  parseHTML: () => [{ tag: 'div[data-column]' }, { tag: 'div.column' }],
  renderHTML: ({ HTMLAttributes }) => ['div', HTMLAttributes, 0],
  addKeyboardShortcuts: () => ({
    Enter: ({ editor }) => leaveDown(editor),
    Backspace: ({ editor }) => stepBack(editor),
  }),
})

/** Where the caret is, in a block that stands directly in a column, or null. */
function placeIn({ state: { selection: { $from, empty } } }: Editor) {
  const depth = $from.depth - 1
  if (!empty || depth < 2 || $from.node(depth).type.name !== 'column') return null
  const [column, columns] = [$from.node(depth), $from.node(depth - 1)]
  const isEmpty = $from.parent.content.size === 0
  return {
    columns, column, isEmpty, index: $from.index(depth - 1), isFirst: $from.index(depth) === 0, isLast: $from.index(depth) === column.childCount - 1,
    isAtStart: $from.parentOffset === 0, start: $from.before(depth), block: $from.before(), after: $from.after(depth - 1),
  }
}

/** Enter in an empty last line of a column goes on below all of them. */
function leaveDown(editor: Editor): boolean {
  const place = placeIn(editor)
  if (!place || !place.isEmpty || !place.isLast || place.isFirst) return false
  return editor.commands.command(({ tr, state }) => {
    const line = state.schema.nodes['paragraph']?.create()
    if (!line) return false
    tr.insert(place.after, line).setSelection(TextSelection.create(tr.doc, place.after + 1)).delete(place.block, place.block + 2).scrollIntoView()
    return true
  })
}

/** Backspace at the start of an empty column takes it away; of a full one, it goes to the one before. */
function stepBack(editor: Editor): boolean {
  const place = placeIn(editor)
  if (!place || !place.isAtStart || !place.isFirst) return false
  const isEmpty = place.isEmpty && place.column.childCount === 1
  if (!isEmpty && place.index === 0) return false
  return editor.commands.command(({ tr }) => {
    if (isEmpty) tr.delete(place.start, place.start + place.column.nodeSize)
    tr.setSelection(Selection.near(tr.doc.resolve(place.start), place.index === 0 ? 1 : -1)).scrollIntoView()
    return true
  })
}
