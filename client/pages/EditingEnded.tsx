import { Trans } from '@lingui/react/macro'
import type { OpenDocument } from '../documents/open-document.ts'
import { NotSaved } from '../documents/NotSaved.tsx'
import { isUnsaved, type SavedState } from '../documents/saved-state.ts'
import { Button } from '../ui/Button.tsx'
import { Notice } from '../ui/Notice.tsx'
import styles from './PageScreen.module.css'

interface Props { document: OpenDocument, saved: SavedState, isArchived: boolean, onRead: () => void }

/** Where they type, to whoever may no longer write in a page: what happened, and what became of their words. */
export function EditingEnded({ document, saved, isArchived, onRead }: Props) {
  const why = isArchived
    ? <Trans>This page is archived. Restore it to go on writing.</Trans>
    : <Trans>You can no longer write in this page: your role was changed. An administrator of your company can let you edit again.</Trans>
  if (isUnsaved(saved)) return <NotSaved document={document} isKept={saved.state !== 'notStored'}>{why}</NotSaved>
  return (
    <Notice tone="waits">
      {why} <Trans>All that you wrote is saved.</Trans>
      <div className={styles['act']}><Button size="dense" onPress={onRead}><Trans>Read on</Trans></Button></div>
    </Notice>
  )
}
