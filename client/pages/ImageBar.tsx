import { Trash2 } from 'lucide-react'
import { useLingui } from '@lingui/react/macro'
import { type KeyboardEvent, useId, useState } from 'react'
import type { Editor } from '@tiptap/react'
import type { ChosenImage } from './format-state.ts'
import styles from './ImageBar.module.css'
import { ToolButton } from './ToolButton.tsx'

/** What the chosen image shows, for those who cannot see it; and how wide it is. */
export function ImageBar({ editor, image }: { editor: Editor, image: ChosenImage }) {
  const { t } = useLingui()
  const id = useId()
  const [alt, setAlt] = useState(image.alt)
  const set = (name: string, value: unknown) => editor.commands.command(({ tr }) => Boolean(tr.setNodeAttribute(image.position, name, value)))
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' && event.key !== 'Escape') return
    event.preventDefault()
    if (event.key === 'Enter') set('alt', alt.trim() || null)
    editor.commands.focus()
  }
  return (
    <div className={styles['bar']}>
      <label htmlFor={id}>{t`Description`}</label>
      <input id={id} value={alt} maxLength={500} placeholder={t`What does this image show?`} onChange={event => setAlt(event.target.value)}
        onBlur={() => { if (alt.trim() !== image.alt) set('alt', alt.trim() || null) }} onKeyDown={onKeyDown} readOnly={!editor.isEditable} />
      {editor.isEditable && <ToolButton icon={Trash2} label={t`Delete image`} onPress={() => { editor.chain().focus().deleteSelection().run() }} />}
    </div>
  )
}
