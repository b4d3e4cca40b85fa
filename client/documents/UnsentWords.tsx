import { Check, Copy } from 'lucide-react'
import { Trans, useLingui } from '@lingui/react/macro'
import { type RefObject, useId, useRef, useState } from 'react'
import { useTitle } from '../core/use-title.ts'
import { Button } from '../ui/Button.tsx'
import { ConfirmDialog } from '../ui/ConfirmDialog.tsx'
import { Notice } from '../ui/Notice.tsx'
import type { OpenDocument } from './open-document.ts'
import { useDocumentState } from './use-document.ts'
import styles from './UnsentWords.module.css'

/** The document is closed to this person, or was begun anew, but words of theirs never reached the server: theirs to take along or to let go. */
export function UnsentWords({ document }: { document: OpenDocument }) {
  const { t } = useLingui()
  const id = useId()
  const field = useRef<HTMLTextAreaElement>(null)
  const [isAsking, setIsAsking] = useState(false)
  const { saved } = useDocumentState(document)
  const isReplaced = saved.state === 'refused' && saved.reason === 'otherEpoch'
  useTitle(isReplaced ? t`Page was rebuilt` : t`Page not found`)
  const words = document.unsentWords
  return (
    <section className={styles['unsent']} data-unsent>
      <Notice tone="refused">
        {isReplaced
          ? <Trans>This page was rebuilt on the server meanwhile. What you wrote here last did not reach it and is only on this device: copy it, open the saved page and put it in again.</Trans>
          : <Trans>This page does not exist, or you may not see it. What you wrote here last did not reach it and is only on this device.</Trans>}
      </Notice>
      <label htmlFor={id}><Trans>Your text</Trans></label>
      <textarea ref={field} id={id} readOnly dir="auto" value={words} rows={Math.min(14, words.split('\n').length + 1)} />
      <div className={styles['acts']}>
        <CopyButton field={field} />
        <Button variant="quiet" onPress={() => setIsAsking(true)}>{isReplaced ? <Trans>Open the saved page</Trans> : <Trans>Discard</Trans>}</Button>
      </div>
      {isAsking && (
        <ConfirmDialog title={t`Discard your text?`} confirm={t`Discard`} onClose={() => setIsAsking(false)} onConfirm={() => discard(document, isReplaced)}>
          <Trans>It is nowhere else. Copy it first if you may need it.</Trans>
        </ConfirmDialog>
      )}
    </section>
  )
}

async function discard(document: OpenDocument, isReplaced: boolean): Promise<void> {
  await document.discardUnsent()
  if (isReplaced) location.reload()
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
