import { Bold, Code, Italic, Link, ListChecks, Redo2, Strikethrough, Underline, Undo2 } from 'lucide-react'
import { useLingui } from '@lingui/react/macro'
import { Toolbar } from 'react-aria-components/Toolbar'
import type { Editor } from '@tiptap/react'
import type { ReactNode } from 'react'
import { blocks, type BlockId } from './blocks.ts'
import styles from './FormatBar.module.css'
import type { FormatState } from './format-state.ts'
import { ToolButton } from './ToolButton.tsx'

interface Props {
  editor: Editor
  format: FormatState
  openLink: () => void
  /** Makes tasks of the selected lines. */
  openTasks: () => void
  /** These two stay where they are when what is between them scrolls. */
  first?: ReactNode
  last?: ReactNode
  children?: ReactNode
}

/** Marks and kinds of block, for what is selected. Arrow keys walk through it; Escape goes back to the text. */
export function FormatBar({ editor, format, openLink, openTasks, first, last, children }: Props) {
  const { t } = useLingui()
  const { marks } = format
  const mark = (name: keyof typeof marks) => () => { editor.chain().focus(null, { scrollIntoView: false }).toggleMark(name).run() }
  return (
    <div role="presentation" onKeyDown={event => { if (event.key === 'Escape') editor.commands.focus() }}>
      <Toolbar aria-label={t`Formatting`} className={styles['bar'] ?? ''}>
        {first}
        <div className={styles['middle']}>
          {children}
          <TurnInto editor={editor} block={format.block} />
          <ToolButton icon={Bold} label={t`Bold`} shortcut="Ctrl+B" isOn={marks.bold} isDisabled={format.isInCode} onPress={mark('bold')} />
          <ToolButton icon={Italic} label={t`Italic`} shortcut="Ctrl+I" isOn={marks.italic} isDisabled={format.isInCode} onPress={mark('italic')} />
          <ToolButton icon={Underline} label={t`Underline`} shortcut="Ctrl+U" isOn={marks.underline} isDisabled={format.isInCode} onPress={mark('underline')} />
          <ToolButton icon={Strikethrough} label={t`Strikethrough`} shortcut="Ctrl+Shift+S" isOn={marks.strike} isDisabled={format.isInCode} onPress={mark('strike')} />
          <ToolButton icon={Code} label={t`Inline code`} shortcut="Ctrl+E" isOn={marks.code} isDisabled={format.isInCode} onPress={mark('code')} />
          <ToolButton icon={Link} label={t`Link`} shortcut="Ctrl+K" isOn={marks.link} isDisabled={format.isInCode} onPress={openLink} />
          <ToolButton icon={ListChecks} label={t`Make tasks of these lines`} isDisabled={format.isInCode} onPress={openTasks} />
        </div>
        {last}
      </Toolbar>
    </div>
  )
}

/** Undo and redo stand only where no keyboard has the keys for them. */
export function UndoButtons({ editor, format }: { editor: Editor, format: FormatState }) {
  const { t } = useLingui()
  return (
    <>
      <ToolButton icon={Undo2} label={t`Undo`} shortcut="Ctrl+Z" isDisabled={!format.canUndo} onPress={() => { editor.chain().focus().undo().run() }} />
      <ToolButton icon={Redo2} label={t`Redo`} shortcut="Ctrl+Shift+Z" isDisabled={!format.canRedo} onPress={() => { editor.chain().focus().redo().run() }} />
    </>
  )
}

function TurnInto({ editor, block }: { editor: Editor, block: BlockId }) {
  const { t, i18n } = useLingui()
  const choices = blocks.filter(({ isTurn, id }) => isTurn || id === block)
  return (
    <select className={styles['turn']} aria-label={t`Turn into`} value={block} onChange={event => blocks.find(({ id }) => id === event.target.value)?.run(editor)}>
      {choices.map(({ id, label }) => <option key={id} value={id}>{i18n._(label)}</option>)}
    </select>
  )
}
