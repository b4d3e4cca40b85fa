import { Trans } from '@lingui/react/macro'
import { useNewVersion } from '../core/new-version.ts'
import { Button } from '../ui/Button.tsx'
import styles from './NewVersion.module.css'

/** Quiet, and only when it suits: what is being written is not interrupted. */
export function NewVersion() {
  const { isWaiting, reload } = useNewVersion()
  if (!isWaiting) return null
  return (
    <div role="status" className={styles['line']}>
      <Trans>A new version of Kopa is ready.</Trans>
      <Button size="dense" onPress={reload}><Trans>Reload</Trans></Button>
    </div>
  )
}
