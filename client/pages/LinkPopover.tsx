import { ExternalLink, Unlink } from 'lucide-react'
import { Trans, useLingui } from '@lingui/react/macro'
import { type FormEvent, useEffect, useId, useRef, useState } from 'react'
import type { Editor } from '@tiptap/react'
import { getMarkRange } from '@tiptap/core'
import { toSafeLink } from '@kopa/shared/pages/safe-link.ts'
import { Button } from '../ui/Button.tsx'
import { Floating } from './Floating.tsx'
import { holdSelection } from './held-selection.ts'
import styles from './LinkPopover.module.css'
import { ToolButton } from './ToolButton.tsx'

/** Makes, changes and removes a link. Without selected text, the address itself becomes the text. */
export function LinkPopover({ editor, onClose }: { editor: Editor, onClose: () => void }) {
  const { t } = useLingui()
  const id = useId()
  const field = useRef<HTMLInputElement>(null)
  const [before] = useState(() => String(editor.getAttributes('link')['href'] ?? ''))
  const [typed, setTyped] = useState(before)
  const [isRefused, setIsRefused] = useState(false)
  useEffect(() => field.current?.select(), [])
  useEffect(() => holdSelection(editor), [editor])
  const close = () => { onClose(); editor.commands.focus(null, { scrollIntoView: false }) }
  const save = (event: FormEvent) => {
    event.preventDefault()
    const href = toSafeLink(typed)
    if (!href) return setIsRefused(true)
    setLink(editor, href, typed.trim())
    close()
  }
  const remove = () => { editor.chain().extendMarkRange('link').unsetLink().run(); close() }
  return (
    <Floating anchor={() => anchorOf(editor)}>
      <div role="presentation" onKeyDown={event => { if (event.key === 'Escape') close() }}><form onSubmit={save} className={styles['form']} aria-label={t`Link`}>
        <label htmlFor={id} className="visually-hidden"><Trans>Address</Trans></label>
        <input ref={field} id={id} value={typed} inputMode="url" autoComplete="off" spellCheck={false} placeholder={t`Address: https://…`}
          aria-invalid={isRefused} aria-describedby={`${id}-why`} onChange={event => { setTyped(event.target.value); setIsRefused(false) }} />
        <Button type="submit" size="dense" variant="primary"><Trans>Save</Trans></Button>
        {before && <ToolButton icon={ExternalLink} label={t`Open link`} onPress={() => open(toSafeLink(before) ?? undefined, '_blank', 'noopener,noreferrer')} />}
        {before && <ToolButton icon={Unlink} label={t`Remove link`} onPress={remove} />}
        <p id={`${id}-why`} role="alert" className={styles['why']}>{isRefused && <Trans>This is not an address Kopa can open. Web, mail and telephone addresses work: https://, mailto:, tel:.</Trans>}</p>
      </form></div>
    </Floating>
  )
}

function setLink(editor: Editor, href: string, words: string): void {
  const { empty, $from } = editor.state.selection
  const type = editor.schema.marks['link']
  const isOnLink = type !== undefined && getMarkRange($from, type) !== undefined
  if (empty && !isOnLink) editor.commands.insertContent({ type: 'text', text: words, marks: [{ type: 'link', attrs: { href } }] })
  else editor.chain().extendMarkRange('link').setLink({ href }).run()
}

function anchorOf(editor: Editor): DOMRect | null {
  if (editor.isDestroyed) return null
  const { left, top, bottom } = editor.view.coordsAtPos(editor.state.selection.from)
  return new DOMRect(left, top, 0, bottom - top)
}
