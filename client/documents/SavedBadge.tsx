import { Check, CloudOff, CloudUpload, HardDrive, type LucideIcon, OctagonAlert, TriangleAlert } from 'lucide-react'
import { useLingui } from '@lingui/react/macro'
import { Icon } from '../ui/Icon.tsx'
import styles from './SavedBadge.module.css'
import type { SavedState } from './saved-state.ts'
import { useRefusalSentence } from './use-refusal-sentence.ts'

interface Words { icon: LucideIcon, text: string, tone: 'quiet' | 'waits' | 'refused' }

/** The truth about what was written here, in words. Changes are read out, except the coming and going of "Saving". */
export function SavedBadge({ saved }: { saved: SavedState }) {
  const words = useWords(saved)
  if (!words) return null
  const isQuiet = saved.state === 'saving' && !saved.isLate
  return (
    <span role={isQuiet ? undefined : 'status'} data-saved={saved.state} className={`${styles['badge']} ${styles[words.tone]}`}>
      <Icon of={words.icon} />{words.text}
    </span>
  )
}

function useWords(saved: SavedState): Words | null {
  const { t } = useLingui()
  const sentenceFor = useRefusalSentence()
  switch (saved.state) {
    case 'opening': return null
    case 'saved': return { icon: Check, text: t`Saved`, tone: 'quiet' }
    case 'saving': return saved.isLate
      ? { icon: HardDrive, text: t`Not saved yet: kept on this device`, tone: 'waits' }
      : { icon: CloudUpload, text: t`Saving…`, tone: 'quiet' }
    case 'offline': return saved.isWaiting
      ? { icon: CloudOff, text: t`Offline: kept on this device`, tone: 'waits' }
      : { icon: CloudOff, text: t`Offline`, tone: 'quiet' }
    case 'notStored': return { icon: TriangleAlert, text: t`Not stored: keep this window open`, tone: 'refused' }
    case 'refused': return { icon: OctagonAlert, text: sentenceFor(saved.reason).short, tone: 'refused' }
  }
}
