import type { Editor } from '@tiptap/react'
import { msg } from '@lingui/core/macro'
import type { MessageDescriptor } from '@lingui/core'
import { fold } from '@kopa/shared/fold.ts'
import { Code, Columns2, Columns3, Columns4, Diamond, Heading1, Heading2, Heading3, Image, Lightbulb, List, ListCollapse, ListOrdered, ListTodo, Lock, type LucideIcon, Minus, Pilcrow, Quote, SquareKanban, Table, TableOfContents } from 'lucide-react'
import { addColumn, canAddColumn, insertColumns, isInColumn } from './columns.ts'
import { isPassage } from './passage-exits.ts'
import { slotsOf } from './passage-slots.ts'

export type BlockId =
  | 'paragraph' | 'heading1' | 'heading2' | 'heading3' | 'bulletList' | 'orderedList' | 'taskList'
  | 'blockquote' | 'callout' | 'details' | 'codeBlock' | 'table' | 'columns2' | 'columns3' | 'columns4' | 'column' | 'tableOfContents' | 'image' | 'horizontalRule' | 'passage' | 'liveTasks' | 'milestones'

export interface Block {
  id: BlockId
  icon: LucideIcon
  label: MessageDescriptor
  hint: MessageDescriptor
  /** Found by these, too, whatever the language of the screen. */
  keywords: string
  /** Shown in menus; the editor's own key. */
  shortcut?: string
  /** Text can be turned into it, rather than only be followed by it. */
  isTurn: boolean
  run: (editor: Editor) => void
  /** Left out of menus where it cannot be made. */
  isThere?: (editor: Editor) => boolean
}

const turn = (editor: Editor) => editor.chain().focus(null, { scrollIntoView: false }).clearNodes()

const columnWords = 'columns layout side beside kolonnas slejas blakus'

/** Every block a person can make, in the order of the menus. Images are asked for by the caller, who has the files. */
export const blocks: readonly Block[] = [
  { id: 'paragraph', icon: Pilcrow, label: msg`Text`, hint: msg`Plain paragraph`, keywords: 'p paragraph teksts rindkopa', shortcut: 'Ctrl Alt 0', isTurn: true, run: editor => turn(editor).run() },
  { id: 'heading1', icon: Heading1, label: msg`Heading 1`, hint: msg`Large section title`, keywords: 'h1 # title virsraksts', shortcut: 'Ctrl Alt 1', isTurn: true, run: editor => turn(editor).setHeading({ level: 1 }).run() },
  { id: 'heading2', icon: Heading2, label: msg`Heading 2`, hint: msg`Section title`, keywords: 'h2 ## title virsraksts', shortcut: 'Ctrl Alt 2', isTurn: true, run: editor => turn(editor).setHeading({ level: 2 }).run() },
  { id: 'heading3', icon: Heading3, label: msg`Heading 3`, hint: msg`Small section title`, keywords: 'h3 ### title virsraksts', shortcut: 'Ctrl Alt 3', isTurn: true, run: editor => turn(editor).setHeading({ level: 3 }).run() },
  { id: 'bulletList', icon: List, label: msg`Bulleted list`, hint: msg`Points in any order`, keywords: 'ul - * bullets saraksts', shortcut: 'Ctrl Shift 8', isTurn: true, run: editor => turn(editor).toggleBulletList().run() },
  { id: 'orderedList', icon: ListOrdered, label: msg`Numbered list`, hint: msg`Steps in order`, keywords: 'ol 1. numbers saraksts numurēts', shortcut: 'Ctrl Shift 7', isTurn: true, run: editor => turn(editor).toggleOrderedList().run() },
  { id: 'taskList', icon: ListTodo, label: msg`Task list`, hint: msg`Things to tick off`, keywords: 'todo [] checkbox check uzdevumi', shortcut: 'Ctrl Shift 9', isTurn: true, run: editor => turn(editor).toggleTaskList().run() },
  { id: 'blockquote', icon: Quote, label: msg`Quote`, hint: msg`Somebody’s words`, keywords: '> citation citāts', shortcut: 'Ctrl Shift B', isTurn: true, run: editor => turn(editor).setBlockquote().run() },
  { id: 'callout', icon: Lightbulb, label: msg`Callout`, hint: msg`Note, tip, warning: set apart`, keywords: '[! note tip important warning success piezīme padoms svarīgi brīdinājums', isTurn: true, run: editor => turn(editor).wrapIn('callout').run() },
  { id: 'details', icon: ListCollapse, label: msg`Toggle`, hint: msg`A line that opens to more`, keywords: '>> details collapse expand fold accordion faq izvēršams atver', isTurn: true, run: editor => turn(editor).wrapIn('details').run() },
  { id: 'codeBlock', icon: Code, label: msg`Code`, hint: msg`Text as typed, in colour`, keywords: '``` pre kods', shortcut: 'Ctrl Alt C', isTurn: true, run: editor => turn(editor).setCodeBlock().run() },
  { id: 'table', icon: Table, label: msg`Table`, hint: msg`Three columns to begin with`, keywords: 'grid rows columns tabula', isTurn: false, run: editor => { editor.chain().focus().insertTable({ rows: 3, cols: 3, withHeaderRow: true }).run() } },
  { id: 'columns2', icon: Columns2, label: msg`2 columns`, hint: msg`Text side by side`, keywords: `${columnWords} 2columns columns2`, isTurn: false, isThere: editor => !isInColumn(editor), run: editor => insertColumns(editor, 2) },
  { id: 'columns3', icon: Columns3, label: msg`3 columns`, hint: msg`Text side by side`, keywords: `${columnWords} 3columns columns3`, isTurn: false, isThere: editor => !isInColumn(editor), run: editor => insertColumns(editor, 3) },
  { id: 'columns4', icon: Columns4, label: msg`4 columns`, hint: msg`Text side by side`, keywords: `${columnWords} 4columns columns4`, isTurn: false, isThere: editor => !isInColumn(editor), run: editor => insertColumns(editor, 4) },
  { id: 'column', icon: Columns2, label: msg`One more column`, hint: msg`Beside this one`, keywords: columnWords, isTurn: false, isThere: canAddColumn, run: addColumn },
  { id: 'tableOfContents', icon: TableOfContents, label: msg`Table of contents`, hint: msg`The headings of this page, as links`, keywords: 'toc outline contents headings satura rādītājs saturs virsraksti', isTurn: false, isThere: editor => !isPassage(editor), run: editor => { editor.chain().focus().insertContent({ type: 'tableOfContents' }).run() } },
  { id: 'image', icon: Image, label: msg`Image`, hint: msg`PNG, JPEG, GIF or WebP`, keywords: 'picture photo attēls bilde', isTurn: false, isThere: editor => !isPassage(editor), run: () => {} },
  { id: 'horizontalRule', icon: Minus, label: msg`Divider`, hint: msg`A line between parts`, keywords: '--- hr line līnija', isTurn: false, run: editor => { editor.chain().focus().setHorizontalRule().run() } },
  { id: 'passage', icon: Lock, label: msg`Private passage`, hint: msg`Only your company sees it`, keywords: 'private secret internal company privāts iekšējs slepens uzņēmums', isTurn: false, isThere: editor => Boolean(slotsOf(editor)?.add), run: editor => slotsOf(editor)?.add?.() },
  { id: 'liveTasks', icon: SquareKanban, label: msg`Tasks of a board`, hint: msg`The same tasks, live in this page`, keywords: 'tasks board list live plan uzdevumi dēlis saraksts', isTurn: false, run: editor => { editor.chain().focus().insertContent({ type: 'liveTasks' }).run() } },
  { id: 'milestones', icon: Diamond, label: msg`Milestones of a board`, hint: msg`With dates, slack and baseline`, keywords: 'milestones plan dates slack baseline starpmērķi plāns termiņi', isTurn: false, run: editor => { editor.chain().focus().insertContent({ type: 'liveTasks', attrs: { show: 'milestones', group: 'none' } }).run() } },
]

/** The blocks that can be made in this editor, at this moment. */
export const blocksFor = (editor: Editor): Block[] => blocks.filter(({ isThere }) => isThere?.(editor) ?? true)

/** What the caret stands in, as the menus name it. */
export function blockAt(editor: Editor): BlockId {
  const heading = ([1, 2, 3] as const).find(level => editor.isActive('heading', { level }))
  if (heading) return `heading${heading}`
  const found = blocks.find(({ id }) => id !== 'paragraph' && id !== 'table' && id !== 'passage' && id !== 'liveTasks' && id !== 'milestones' && editor.isActive(id))
  return found?.id ?? 'paragraph'
}

/** Blocks whose name or keywords hold every word; `nameOf` gives the name in the screen's language. */
export function findBlocks(editor: Editor, query: string, nameOf: (label: MessageDescriptor) => string): Block[] {
  const words = fold(query).split(/\s+/).filter(Boolean)
  return blocksFor(editor).filter(({ label, keywords }) => {
    const text = fold(`${nameOf(label)} ${keywords}`)
    return words.every(word => text.includes(word))
  })
}
