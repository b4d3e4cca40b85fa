import { Trans, useLingui } from '@lingui/react/macro'
import { useState } from 'react'
import { Button } from '../ui/Button.tsx'
import { ConfirmDialog } from '../ui/ConfirmDialog.tsx'
import { Notice } from '../ui/Notice.tsx'
import type { OpenDocument } from './open-document.ts'
import styles from './RefusedNotice.module.css'
import type { Refusal, SavedState } from './saved-state.ts'
import { useRefusalSentence } from './use-refusal-sentence.ts'

/** `documents`: those that are on the screen as one. */
interface Props { saved: SavedState, documents: readonly (OpenDocument | null)[] }

/** What this device keeps would be refused again at every visit: only without it the document can be written in. */
const comesAgain: ReadonlySet<Refusal> = new Set<Refusal>(['refusedUpdate', 'tooLarge', 'workspaceTooLarge', 'tooMuchAtOnce'])

/** Why the server lets nothing more in, and what became of what was written here. */
export function RefusedNotice({ saved, documents }: Props) {
  const sentenceFor = useRefusalSentence()
  if (saved.state !== 'refused') return null
  return (
    <Notice tone="refused">
      {sentenceFor(saved.reason, saved.term).whole}{' '}
      {saved.isWaiting && (saved.isKept
        ? <Trans>What you wrote here and was not saved stays on this device.</Trans>
        : <Trans>What you wrote here and was not saved is only in this window: copy it before you close it.</Trans>)}
      {comesAgain.has(saved.reason) && <StartOver documents={documents} />}
    </Notice>
  )
}

function StartOver({ documents }: Pick<Props, 'documents'>) {
  const { t } = useLingui()
  const [isAsking, setIsAsking] = useState(false)
  async function startOver(): Promise<void> {
    for (const document of documents) await document?.startOver()
    location.reload()
  }
  return (
    <div className={styles['act']}>
      <Button size="dense" onPress={() => setIsAsking(true)}><Trans>Open the saved page</Trans></Button>
      {isAsking && (
        <ConfirmDialog title={t`Open the saved page?`} confirm={t`Remove and open`} onClose={() => setIsAsking(false)} onConfirm={startOver}>
          <Trans>What was not saved is then removed from this device. Copy it first if you may need it.</Trans>
        </ConfirmDialog>
      )}
    </div>
  )
}
