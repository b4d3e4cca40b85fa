import { Trans } from '@lingui/react/macro'
import { Notice } from '../ui/Notice.tsx'
import type { SavedState } from './saved-state.ts'
import { useRefusalSentence } from './use-refusal-sentence.ts'

/** Why the server lets nothing more in, and what became of what was written here. */
export function RefusedNotice({ saved }: { saved: SavedState }) {
  const sentenceFor = useRefusalSentence()
  if (saved.state !== 'refused') return null
  return (
    <Notice tone="refused">
      {sentenceFor(saved.reason).whole}{' '}
      {saved.isWaiting && (saved.isKept
        ? <Trans>What you wrote here and was not saved stays on this device.</Trans>
        : <Trans>What you wrote here and was not saved is only in this window: copy it before you close it.</Trans>)}
    </Notice>
  )
}
