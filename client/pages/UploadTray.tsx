import { RotateCcw, X } from 'lucide-react'
import { Trans, useLingui } from '@lingui/react/macro'
import { useSyncExternalStore } from 'react'
import { IconButton } from '../ui/IconButton.tsx'
import type { ImageUploads, Upload } from './image-uploads.ts'
import styles from './UploadTray.module.css'

/** Images on their way, and those that did not make it, with why. */
export function UploadTray({ uploads }: { uploads: ImageUploads }) {
  const { t } = useLingui()
  const list = useSyncExternalStore(uploads.subscribe, uploads.list)
  if (list.length === 0) return null
  return <ul className={styles['tray']} aria-label={t`Images on their way`}>{list.map(upload => <UploadLine key={upload.id} upload={upload} uploads={uploads} />)}</ul>
}

function UploadLine({ upload, uploads }: { upload: Upload, uploads: ImageUploads }) {
  const { t } = useLingui()
  const isFailed = upload.state === 'failed'
  return (
    <li className={styles['line']}>
      <span className={styles['name']}>{upload.name}</span>
      {isFailed
        ? <span role="alert" className={styles['why']}>{upload.sentence}</span>
        : <><progress aria-label={t`Uploading ${upload.name}`} className={styles['progress']} /><span role="status" className={styles['what']}><Trans>Uploading…</Trans></span></>}
      {isFailed && upload.mayRetry && <IconButton icon={RotateCcw} label={t`Try again`} size="dense" onPress={() => uploads.retry(upload.id)} />}
      <IconButton icon={X} label={isFailed ? t`Dismiss` : t`Stop uploading`} size="dense" onPress={() => uploads.dismiss(upload.id)} />
    </li>
  )
}
