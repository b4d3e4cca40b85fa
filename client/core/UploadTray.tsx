import { RotateCcw, X } from 'lucide-react'
import { Trans, useLingui } from '@lingui/react/macro'
import { useSyncExternalStore } from 'react'
import { IconButton } from '../ui/IconButton.tsx'
import type { Upload, Uploads } from './uploads.ts'
import styles from './UploadTray.module.css'

type Way = Pick<Uploads<unknown, never>, 'list' | 'subscribe' | 'retry' | 'dismiss'>
interface Props { uploads: Way, label: string, /** in its place among others, not floating above a text */ isInline?: boolean }

/** Files on their way, and those that did not make it, with why. */
export function UploadTray({ uploads, label, isInline }: Props) {
  const list = useSyncExternalStore(uploads.subscribe, uploads.list)
  if (list.length === 0) return null
  return <ul className={styles['tray']} data-inline={isInline || undefined} aria-label={label}>{list.map(upload => <UploadLine key={upload.id} upload={upload} uploads={uploads} />)}</ul>
}

function UploadLine({ upload, uploads }: { upload: Upload, uploads: Way }) {
  const { t } = useLingui()
  const isFailed = upload.state === 'failed'
  return (
    <li className={styles['line']}>
      <span dir="auto" className={styles['name']}>{upload.name}</span>
      {isFailed
        ? <span role="alert" className={styles['why']}>{upload.sentence}</span>
        : <><progress aria-label={t`Uploading ${upload.name}`} className={styles['progress']} /><span role="status" className={styles['what']}><Trans>Uploading…</Trans></span></>}
      {isFailed && upload.mayRetry && <IconButton icon={RotateCcw} label={t`Try again`} size="dense" onPress={() => uploads.retry(upload.id)} />}
      <IconButton icon={X} label={isFailed ? t`Dismiss` : t`Stop uploading`} size="dense" onPress={() => uploads.dismiss(upload.id)} />
    </li>
  )
}
