import { FileUp } from 'lucide-react'
import { Trans } from '@lingui/react/macro'
import { useState } from 'react'
import { Icon } from '../ui/Icon.tsx'
import { Notice } from '../ui/Notice.tsx'
import styles from './ImportDialog.module.css'

const kinds = '.xml,.csv,.tsv,.txt,.xlsx,.json,.ics'

/** Takes one file: dropped, or chosen by pointer or keyboard. The browser's own input lies over all of it, and takes what is dropped. */
export function FileDrop({ error, onFile }: { error: Error | null, onFile: (file: File) => void }) {
  const [isOver, setIsOver] = useState(false)
  return (
    <>
      {error && <Notice tone="refused">{error.message}</Notice>}
      <label className={styles['drop']} data-over={isOver || undefined}>
        <Icon of={FileUp} size={20} />
        <strong><Trans>Drop a file here, or choose one</Trans></strong>
        <span><Trans>Microsoft Project (saved as XML), Excel, CSV, Trello, Asana, Jira, Monday, a calendar (iCalendar), or a board from another Kopa</Trans></span>
        <input
          type="file" autoFocus accept={kinds} onDragEnter={() => setIsOver(true)} onDragLeave={() => setIsOver(false)} onDrop={() => setIsOver(false)}
          onChange={event => { const file = event.currentTarget.files?.[0]; if (file) onFile(file) }}
        />
      </label>
      <p className={styles['quiet']}><Trans>You see first what it would become. Nothing is made before you say so.</Trans></p>
    </>
  )
}
