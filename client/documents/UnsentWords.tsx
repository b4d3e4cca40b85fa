import { Trans, useLingui } from '@lingui/react/macro'
import type { ReactNode } from 'react'
import { useTitle } from '../core/use-title.ts'
import { Notice } from '../ui/Notice.tsx'
import type { OpenDocument } from './open-document.ts'
import { useDocumentState } from './use-document.ts'
import styles from './UnsentWords.module.css'
import { YourText } from './YourText.tsx'

/**
 * The document is closed to this person, or was begun anew, but words of theirs never reached the server: theirs to take along or to let go.
 * `children`: what happened, where that is a part of a screen which says more.
 */
export function UnsentWords({ document, children }: { document: OpenDocument, children?: ReactNode }) {
  const { saved } = useDocumentState(document)
  const isReplaced = saved.state === 'refused' && saved.reason === 'otherEpoch'
  return (
    <section className={`${styles['unsent']} ${children ? styles['part'] : ''}`} data-unsent>
      <Notice tone="refused">{children ?? <WhatHappened isReplaced={isReplaced} />}</Notice>
      <YourText words={document.unsentWords} discard={isReplaced ? <Trans>Open the saved page</Trans> : <Trans>Discard</Trans>} onDiscard={() => discard(document, isReplaced)} />
    </section>
  )
}

/** Whoever had it open may know that it was there; not whether it was deleted or walled off. The window is called after it: here it is all there is. */
function WhatHappened({ isReplaced }: { isReplaced: boolean }) {
  const { t } = useLingui()
  useTitle(isReplaced ? t`Page was rebuilt` : t`No longer open to you`)
  return isReplaced
    ? <Trans>This page was rebuilt on the server meanwhile. What you wrote here last did not reach it and is only on this device: copy it, open the saved page and put it in again.</Trans>
    : <Trans>This page is no longer open to you. What you wrote here last did not reach the server and is only on this device.</Trans>
}

async function discard(document: OpenDocument, isReplaced: boolean): Promise<void> {
  await document.discardUnsent()
  if (isReplaced) location.reload()
}
