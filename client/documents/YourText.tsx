import { Check, Copy } from 'lucide-react'
import { Trans, useLingui } from '@lingui/react/macro'
import { type ReactNode, type RefObject, useId, useRef, useState } from 'react'
import { Button } from '../ui/Button.tsx'
import { ConfirmDialog } from '../ui/ConfirmDialog.tsx'
import styles from './UnsentWords.module.css'

/** `words`: may be none, where something was only moved or taken away. `most`: lines that are shown at once. */
interface Props { words: string, most?: number, discard: ReactNode, onDiscard: () => Promise<void> }

/** What a person wrote and the server never got, to be copied or let go of. */
export function YourText({ words, most = 14, discard, onDiscard }: Props) {
  const { t } = useLingui()
  const id = useId()
  const field = useRef<HTMLTextAreaElement>(null)
  const [isAsking, setIsAsking] = useState(false)
  return (
    <div className={styles['yours']}>
      {words && <label htmlFor={id}><Trans>Your text</Trans></label>}
      {words && <textarea ref={field} id={id} readOnly dir="auto" value={words} rows={Math.min(most, words.split('\n').length + 1)} />}
      <div className={styles['acts']}>
        {words && <CopyButton field={field} />}
        <Button variant="quiet" onPress={() => setIsAsking(true)}>{discard}</Button>
      </div>
      {isAsking && (
        <ConfirmDialog title={t`Discard your text?`} confirm={t`Discard`} onClose={() => setIsAsking(false)} onConfirm={onDiscard}>
          <Trans>It is nowhere else. Copy it first if you may need it.</Trans>
        </ConfirmDialog>
      )}
    </div>
  )
}

function CopyButton({ field }: { field: RefObject<HTMLTextAreaElement | null> }) {
  const [isCopied, setIsCopied] = useState(false)
  async function copy(): Promise<void> {
    field.current?.select()
    await navigator.clipboard.writeText(field.current?.value ?? '').catch(() => globalThis.document.execCommand('copy'))
    setIsCopied(true)
  }
  return <Button variant="primary" icon={isCopied ? Check : Copy} onPress={() => void copy()}>{isCopied ? <Trans>Copied</Trans> : <Trans>Copy my text</Trans>}</Button>
}
