import type { Editor } from '@tiptap/react'
import { useEditorState } from '@tiptap/react'
import { NodeSelection } from '@tiptap/pm/state'
import { blockAt, type BlockId } from './blocks.ts'

export interface ChosenImage { position: number, alt: string, width: number | null }

/** What the toolbars show about the place the person is at. */
export interface FormatState {
  block: BlockId
  marks: { bold: boolean, italic: boolean, underline: boolean, strike: boolean, code: boolean, link: boolean }
  hasSelectedText: boolean
  isInTable: boolean
  isInCode: boolean
  canUndo: boolean
  canRedo: boolean
  image: ChosenImage | null
  from: number
  to: number
}

export const useFormatState = (editor: Editor): FormatState => useEditorState({ editor, selector: ({ editor: now }) => readFormat(now) })

function readFormat(editor: Editor): FormatState {
  const { selection } = editor.state
  const { from, to, empty } = selection
  const isActive = (mark: string) => editor.isActive(mark)
  return {
    block: blockAt(editor),
    marks: { bold: isActive('bold'), italic: isActive('italic'), underline: isActive('underline'), strike: isActive('strike'), code: isActive('code'), link: isActive('link') },
    hasSelectedText: !empty && !(selection instanceof NodeSelection) && editor.state.doc.textBetween(from, to).length > 0,
    isInTable: isActive('table'),
    isInCode: isActive('codeBlock'),
    canUndo: editor.can().undo(),
    canRedo: editor.can().redo(),
    image: chosenImage(selection),
    from,
    to,
  }
}

function chosenImage(selection: unknown): ChosenImage | null {
  if (!(selection instanceof NodeSelection) || selection.node.type.name !== 'image') return null
  const { alt, width } = selection.node.attrs as { alt: string | null, width: number | null }
  return { position: selection.from, alt: alt ?? '', width }
}
