import { Trans } from '@lingui/react/macro'
import type { ReactNode } from 'react'
import { Notice } from '../ui/Notice.tsx'
import type { OpenDocument } from './open-document.ts'
import { YourText } from './YourText.tsx'

/** Lines that leave room for the page below. */
const fewLines = 3

/** Somebody may read the document but no longer write in it, and the server never got what they wrote last. `children`: what happened. */
export const NotSaved = ({ document, isKept, children }: { document: OpenDocument, isKept: boolean, children: ReactNode }) => (
  <Notice tone="refused">
    <p>
      {children}{' '}
      {isKept
        ? <Trans>What you wrote here and was not saved stays on this device.</Trans>
        : <Trans>What you wrote here and was not saved is only in this window: copy it before you close it.</Trans>}
    </p>
    <YourText words={document.wordsNotSaved()} most={fewLines} discard={<Trans>Discard</Trans>} onDiscard={() => discard(document)} />
  </Notice>
)

async function discard(document: OpenDocument): Promise<void> {
  await document.letGo()
  location.reload()
}
