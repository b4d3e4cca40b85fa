import { useLingui } from '@lingui/react/macro'
import styles from './Skeleton.module.css'

/** The shape of lines to come; invisible for the first 200 ms, so that quick answers do not flicker. */
export function Skeleton({ lines = 3 }: { lines?: number }) {
  const { t } = useLingui()
  return (
    <div role="status" aria-label={t`Loading`} className={styles['skeleton']}>
      {Array.from({ length: lines }, (_, line) => <span key={line} className={styles['line']} />)}
    </div>
  )
}
